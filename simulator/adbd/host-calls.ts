import type { AdbdStream } from './adbd-stream.ts';

/** Streams that the phone has asked the host to open and that are not answered yet. */
export class HostCalls {
  readonly #sendOpen: (localId: number, destination: string) => void;
  readonly #waiting = new Map<number, (stream: AdbdStream | null) => void>();

  constructor(sendOpen: (localId: number, destination: string) => void) {
    this.#sendOpen = sendOpen;
  }

  /** Resolves with the stream, or null when the host refuses or the connection ends. */
  open(localId: number, destination: string): Promise<AdbdStream | null> {
    return new Promise((resolve) => {
      this.#waiting.set(localId, resolve);
      this.#sendOpen(localId, destination);
    });
  }

  /** Takes the call that OKAY answers; null when there is none of this id. */
  accept(localId: number): ((stream: AdbdStream) => void) | null {
    const settle = this.#waiting.get(localId) ?? null;
    this.#waiting.delete(localId);
    return settle;
  }

  refuse(localId: number): void {
    this.#waiting.get(localId)?.(null);
    this.#waiting.delete(localId);
  }

  abandon(): void {
    for (const localId of this.#waiting.keys()) this.refuse(localId);
  }
}
