import { createServer, type Server, type Socket } from 'node:net';

/** Another program on adb's port: it takes every request for a page that it does not have. */
export class Stranger {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async listen(port: number): Promise<Stranger> {
    const stranger = new Stranger();
    await new Promise<void>((resolve, reject) => {
      stranger.#server.once('error', reject);
      stranger.#server.listen(port, '127.0.0.1', resolve);
    });
    return stranger;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  }
}
