import type { Duplex } from 'node:stream';
import type { ServiceStream } from '../adbd-stream.ts';

/** Carries bytes both ways between a stream and a socket on the phone until either closes. */
export async function forwardToSocket(socket: Duplex, stream: ServiceStream): Promise<void> {
  const close = (): void => void socket.destroy();
  stream.signal.addEventListener('abort', close, { once: true });
  socket.on('error', close); // A socket of the phone that fails ends like one that closes.
  void writeInput(socket, stream);
  try {
    for await (const chunk of readChunks(socket)) await stream.write(chunk);
  } finally {
    stream.signal.removeEventListener('abort', close);
    close();
  }
}

async function writeInput(socket: Duplex, stream: ServiceStream): Promise<void> {
  for await (const chunk of stream.input) {
    if (socket.destroyed) return;
    if (!socket.write(chunk)) await drained(socket);
  }
  socket.end();
}

function drained(socket: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

async function* readChunks(socket: Duplex): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks: Uint8Array[] = [];
  let hasEnded = false;
  let wake = (): void => undefined;
  const finish = (): void => {
    hasEnded = true;
    wake();
  };
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    socket.pause();
    wake();
  });
  socket.on('end', finish);
  socket.on('close', finish);
  for (;;) {
    const chunk = chunks.shift();
    if (chunk !== undefined) {
      yield chunk;
      if (chunks.length === 0) socket.resume();
    } else if (hasEnded) return;
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}
