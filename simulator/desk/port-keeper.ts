import { setTimeout as delay } from 'node:timers/promises';
import type { Adbd } from '../adbd/adbd.ts';
import { nextPort } from './free-port.ts';

const retryMs = 250;
const mostTries = 1_000;

/** Opens and closes one phone's port as often as asked, the last wish winning; other programs may take it meanwhile. */
export class PortKeeper {
  readonly #adbd: Adbd;
  readonly #report: (problem: unknown) => void;
  #port = 0;
  #wantsOpen = false;
  #work: Promise<void> | null = null;

  constructor(adbd: Adbd, report: (problem: unknown) => void) {
    this.#adbd = adbd;
    this.#report = report;
  }

  /** The port that is the phone's for good; 0 before `claim`. */
  get port(): number {
    return this.#port;
  }

  /** Opens the first free port from `firstPort`; rejects when none is. */
  async claim(firstPort: number): Promise<void> {
    let port = firstPort;
    for (let tried = 0; tried < mostTries; tried++, port = nextPort(port)) {
      if (!(await this.#adbd.listen(port))) continue;
      this.#port = port;
      this.#wantsOpen = true;
      return;
    }
    throw new Error(`no free port for a virtual phone from ${firstPort}`);
  }

  /** Asks for the port to be open or closed; happens soon, and again and again while another program holds it. */
  setOpen(isOpen: boolean): void {
    this.#wantsOpen = isOpen;
    if (this.#work === null && isOpen === this.#adbd.isListening) return;
    this.#work ??= this.#reach().finally(() => {
      this.#work = null;
      if (this.#wantsOpen !== this.#adbd.isListening) this.setOpen(this.#wantsOpen);
    });
  }

  /** Resolves once the port is as last asked for, or after `limitMs` while another program holds it. */
  async whenReached(limitMs: number): Promise<void> {
    const limit = new AbortController();
    const late = delay(limitMs, undefined, { signal: limit.signal }).catch(() => undefined);
    const reached = async (): Promise<void> => {
      while (this.#work !== null && !limit.signal.aborted) await this.#work;
    };
    await Promise.race([reached(), late]);
    limit.abort();
  }

  /** Closes the port and resolves when it is free. */
  async release(): Promise<void> {
    this.#wantsOpen = false;
    while (this.#work !== null) await this.#work;
    await this.#adbd.close();
  }

  async #reach(): Promise<void> {
    try {
      while (this.#wantsOpen !== this.#adbd.isListening) {
        if (!this.#wantsOpen) await this.#adbd.close();
        else if (!(await this.#adbd.listen(this.#port))) await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    } catch (problem) {
      this.#wantsOpen = false;
      this.#report(problem);
    }
  }
}
