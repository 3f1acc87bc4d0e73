import { connect } from 'node:net';

export interface AdbAnswer {
  readonly isOkay: boolean;
  /** What followed OKAY or FAIL, counted string unpacked; empty when the server closed the connection without. */
  readonly text: string;
}

/**
 * Asks an adb server one `host:` question whose answer is a counted string (`host:version`, `host:connect:…`).
 * Rejects when the server cannot be reached or does not answer in time.
 */
export function askAdbServer(port: number, service: string, timeoutMs: number): Promise<AdbAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const chunks: Buffer[] = [];
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(new Error(`adb server did not answer ${service} in ${timeoutMs} ms`)),
    );
    socket.on('connect', () => socket.write(encodeRequest(service)));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const answer = parseAnswer(Buffer.concat(chunks));
      if (answer === null) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('error', (cause) => reject(new Error(`adb server on port ${port} cannot be reached`, { cause })));
    socket.on('close', () => {
      const head = Buffer.concat(chunks).toString('latin1', 0, 4);
      if (head === 'OKAY') resolve({ isOkay: true, text: '' });
      else reject(new Error(`adb server on port ${port} closed the connection`));
    });
  });
}

/** A request as the adb server reads it: four hex digits of length, then the service. */
export function encodeRequest(service: string): Buffer {
  const bytes = Buffer.from(service);
  return Buffer.concat([Buffer.from(bytes.length.toString(16).padStart(4, '0')), bytes]);
}

function parseAnswer(bytes: Buffer): AdbAnswer | null {
  if (bytes.length < 8) return null;
  const length = Number.parseInt(bytes.toString('latin1', 4, 8), 16);
  if (bytes.length < 8 + length) return null;
  return { isOkay: bytes.toString('latin1', 0, 4) === 'OKAY', text: bytes.toString('utf8', 8, 8 + length) };
}
