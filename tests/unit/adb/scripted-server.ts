import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';

/** What is answered to one request: bytes to send, then whether the line is closed. */
export interface ScriptedAnswer {
  readonly bytes?: Buffer | string;
  readonly isClosing?: boolean;
}

export type Script = (request: string, socket: Socket) => ScriptedAnswer | null;

/** A listener that speaks the server side of the adb socket protocol from a script, to show bad answers at will. */
export class ScriptedServer {
  readonly requests: string[] = [];
  readonly sockets = new Set<Socket>();
  readonly #listener: Server;

  private constructor(listener: Server) {
    this.#listener = listener;
  }

  static async listen(script: Script): Promise<ScriptedServer> {
    const listener = createServer({ noDelay: true });
    const server = new ScriptedServer(listener);
    listener.on('connection', (socket) => server.#serve(socket, script));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    const address = this.#listener.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return address.port;
  }

  client(clock: Clock = createSystemClock()): AdbServer {
    const deps = { address: '127.0.0.1', port: this.port, logger: silentLogger, clock };
    return new AdbServer(deps);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  #serve(socket: Socket, script: Script): void {
    this.sockets.add(socket);
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8');
      const length = Number.parseInt(pending.slice(0, 4), 16);
      if (pending.length < 4 || pending.length < 4 + length) return;
      const request = pending.slice(4, 4 + length);
      pending = pending.slice(4 + length);
      this.requests.push(request);
      const answer = script(request, socket);
      if (answer?.bytes !== undefined) socket.write(answer.bytes);
      if (answer?.isClosing === true) socket.end();
    });
  }
}

/** Four hexadecimal digits of length, then the text. */
export function framed(text: string): string {
  return Buffer.byteLength(text).toString(16).padStart(4, '0') + text;
}

/** One packet of `shell,v2`: 1 standard output, 2 standard error, 3 exit. */
export function shellPacket(kind: number, data: Buffer | string): Buffer {
  const body = typeof data === 'string' ? Buffer.from(data) : data;
  const header = Buffer.alloc(5);
  header.writeUInt8(kind, 0);
  header.writeUInt32LE(body.length, 1);
  return Buffer.concat([header, body]);
}

/** Takes the transport, then answers the phone's service with `answer`. */
export function phoneScript(answer: ScriptedAnswer): Script {
  return (request) => (request.startsWith('host:transport-id:') ? { bytes: 'OKAY' } : answer);
}
