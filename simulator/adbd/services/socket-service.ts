import type { Duplex } from 'node:stream';
import type { ServiceStream } from '../adbd-stream.ts';
import { ByteQueue } from '../byte-queue.ts';

const highWater = 256 * 1024;

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

/** What the socket sends, with the socket paused while the host does not keep up. */
function readChunks(socket: Duplex): ByteQueue {
  const queue = new ByteQueue(() => void socket.resume());
  const finish = (): void => queue.end();
  socket.on('data', (chunk: Buffer) => {
    queue.push(chunk);
    if (queue.size > highWater) socket.pause();
  });
  socket.on('end', finish);
  socket.on('close', finish);
  return queue;
}
