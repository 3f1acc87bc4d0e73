/**
 * Phones that hung on a host when it was last read, and that it has not listed since: while some are missing nobody knows
 * which of them are away and which are merely not there yet.
 */
export class AwaitedPhones {
  readonly #byHost = new Map<string, Set<string>>();

  expect(hostId: string, phoneId: string): void {
    const awaited = this.#byHost.get(hostId) ?? new Set();
    this.#byHost.set(hostId, awaited.add(phoneId));
  }

  /** It is listed, wherever that is. */
  see(phoneId: string): void {
    for (const awaited of this.#byHost.values()) awaited.delete(phoneId);
  }

  /** Nothing of what was there before counts any more. */
  clear(hostId: string): void {
    this.#byHost.delete(hostId);
  }

  isComplete(hostId: string): boolean {
    return (this.#byHost.get(hostId)?.size ?? 0) === 0;
  }
}
