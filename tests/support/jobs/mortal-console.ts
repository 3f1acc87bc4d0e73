import type { ProcedureInput, ProcedureName, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import { KillableConsole, type KillableOptions } from './killable-console.ts';

interface MortalHooks {
  /** The console was killed; what it left lies still. */
  readonly onDeath: () => void;
  /** A new one takes calls; asked for again when that is killed meanwhile. */
  readonly onStart: (console: KillableConsole) => Promise<void>;
}

/** A console that is started anew on the same folder whenever it is gone. */
export class MortalConsole {
  readonly #options: KillableOptions;
  readonly #hooks: MortalHooks;
  #current: KillableConsole | null = null;
  #isMourned = true;
  #lives = 0;

  constructor(options: KillableOptions, hooks: MortalHooks) {
    this.#options = options;
    this.#hooks = hooks;
  }

  get lives(): number {
    return this.#lives;
  }

  /** The one that lives; a new one when the last is gone. */
  async live(): Promise<KillableConsole> {
    while (this.#current === null || this.#current.isGone) {
      this.#mourn();
      const born = await KillableConsole.start(this.#options);
      this.#current = born;
      this.#isMourned = false;
      this.#lives += 1;
      await unlessGone(born, () => this.#hooks.onStart(born));
    }
    return this.#current;
  }

  /** The answer, of whichever console lives long enough to give it. */
  async ask<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<ProcedureOutput<N>> {
    for (;;) {
      const console = await this.live();
      const answer = await unlessGone(console, () => console.call(name, input));
      if (answer !== null) return answer.value;
    }
  }

  /** Sends the signal before it returns. */
  kill(): void {
    void this.#current?.kill();
  }

  /** Kills it, and waits until it is gone. */
  async end(): Promise<void> {
    await this.#current?.kill();
    this.#mourn();
  }

  #mourn(): void {
    if (this.#isMourned) return;
    this.#isMourned = true;
    this.#hooks.onDeath();
  }
}

/** What came of it; null when the console was gone before. Rejects for any other reason. */
async function unlessGone<T>(console: KillableConsole, work: () => Promise<T>): Promise<{ readonly value: T } | null> {
  try {
    return { value: await work() };
  } catch (failure) {
    // A call may fail over a console that is dying, before its end is known.
    if (console.isGone || console.isKilled) {
      await console.gone;
      return null;
    }
    throw failure;
  }
}
