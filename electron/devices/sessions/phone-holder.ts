import { fail, type Outcome } from '../../contract/outcome.ts';
import type { HolderKind } from '../state/phone-state.ts';

interface HoldRequest {
  readonly kind: HolderKind;
  readonly begin: () => void;
}

/** Lets one job, mirror or hand at a time work on a phone; whoever may wait gets it in the order of asking. */
export class PhoneHolder {
  readonly #onChanged: () => void;
  readonly #waiting: HoldRequest[] = [];
  #current: HolderKind | null = null;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  get current(): HolderKind | null {
    return this.#current;
  }

  /**
   * Runs `work` while holding the phone. Answers `phone-busy` when it is held and `mayWait` is false, `aborted` when
   * the signal fires while waiting.
   */
  async hold<T>(
    kind: HolderKind,
    options: { readonly mayWait: boolean; readonly signal: AbortSignal },
    work: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (options.signal.aborted) return fail('aborted', 'given up before it began');
    if (this.#current !== null) {
      if (!options.mayWait) return fail('phone-busy', 'someone else works on the phone', { holder: this.#current });
      if (!(await this.#wait(kind, options.signal))) return fail('aborted', 'given up while waiting for the phone');
    } else {
      this.#enter(kind);
    }
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The next in line takes over in the same moment, so that nobody slips in between. */
  #wait(kind: HolderKind, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const giveUp = (): void => {
        const index = this.#waiting.indexOf(request);
        if (index >= 0) this.#waiting.splice(index, 1);
        resolve(false);
      };
      const request: HoldRequest = {
        kind,
        begin: () => {
          signal.removeEventListener('abort', giveUp);
          resolve(true);
        },
      };
      this.#waiting.push(request);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #enter(kind: HolderKind): void {
    this.#current = kind;
    this.#onChanged();
  }

  #leave(): void {
    const next = this.#waiting.shift();
    this.#current = next?.kind ?? null;
    this.#onChanged();
    next?.begin();
  }
}
