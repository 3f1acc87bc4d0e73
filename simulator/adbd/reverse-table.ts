/** What went wrong when a listener was asked for, in adbd's own words. */
export interface ReverseRefusal {
  readonly message: string;
}

/** Ports that `tcp:0` hands out, as a phone's kernel would from its ephemeral range. */
const firstFreePort = 40_001;

/** The sockets that listen on the phone on behalf of one host (`adb reverse`); they end with its connection. */
export class ReverseTable {
  readonly #listeners = new Map<string, string>();
  #nextPort = firstFreePort;

  /** Where a connection to `local` on the phone leads on the host, or null when nothing listens. */
  find(local: string): string | null {
    return this.#listeners.get(local) ?? null;
  }

  /** Listens on `local`; returns the port that was chosen for `tcp:0`, null for any other, or the refusal. */
  add(local: string, remote: string, mayRebind: boolean): number | null | ReverseRefusal {
    if (this.#listeners.has(local) && !mayRebind) return { message: 'cannot rebind existing socket' };
    if (!/^(tcp:\d+|local(abstract|reserved|filesystem)?:.+)$/.test(local)) {
      return { message: `cannot bind listener: unknown socket specification: ${local}` };
    }
    if (local !== 'tcp:0') {
      this.#listeners.set(local, remote);
      return null;
    }
    while (this.#listeners.has(`tcp:${this.#nextPort}`)) this.#nextPort++;
    this.#listeners.set(`tcp:${this.#nextPort}`, remote);
    return this.#nextPort++;
  }

  remove(local: string): boolean {
    return this.#listeners.delete(local);
  }

  clear(): void {
    this.#listeners.clear();
  }

  /** One line a listener, as `adb reverse --list` prints it. */
  describe(): string {
    return [...this.#listeners].map(([local, remote]) => `(reverse) ${local} ${remote}\n`).join('');
  }
}
