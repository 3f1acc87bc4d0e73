import type { Socket } from 'node:net';

/** Every socket a server client holds, so that they can be counted in leak tests and all be closed at the end. */
export class SocketLedger {
  readonly #open = new Set<Socket>();
  #isClosed = false;

  get openCount(): number {
    return this.#open.size;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(socket: Socket): void {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  }

  /** Destroys what is open. Calls under way end with a fault; sockets handed out are closed too. */
  closeAll(): void {
    this.#isClosed = true;
    for (const socket of this.#open) socket.destroy();
  }
}
