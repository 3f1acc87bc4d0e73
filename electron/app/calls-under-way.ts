/** The calls of a page that are not answered yet, and how each of them, or all, are aborted. */
export class CallsUnderWay {
  readonly #named = new Map<string, AbortController>();
  #pageLife = new AbortController();

  /** `callId` is whatever the page sent: anything but text names no call, which is aborted with all others only. */
  async run<T>(callId: unknown, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (typeof callId !== 'string') return work(this.#pageLife.signal);
    const own = new AbortController();
    const page = this.#pageLife.signal;
    const abort = (): void => own.abort();
    page.addEventListener('abort', abort, { once: true });
    this.#named.set(callId, own);
    try {
      return await work(own.signal);
    } finally {
      page.removeEventListener('abort', abort);
      if (this.#named.get(callId) === own) this.#named.delete(callId);
    }
  }

  abort(callId: unknown): void {
    if (typeof callId === 'string') this.#named.get(callId)?.abort();
  }

  /** The page went away; another one may come. */
  abortAll(): void {
    this.#pageLife.abort();
    this.#pageLife = new AbortController();
  }
}
