import type { Delta } from '../../../electron/contract/desk.ts';
import type { Handlers, ProcedureName } from '../../../electron/contract/procedures.ts';
import type { ConsoleClient } from '../../../renderer/bridge/console-client.ts';

interface DeltaListener {
  receive(delta: Delta): void;
}

const signal = new AbortController().signal;

/**
 * The far side of the bridge as a test scripts it: answers by procedure, every call written down, deltas sent by hand.
 * A procedure that was not scripted throws.
 */
export class ScriptedBridge {
  readonly calls: { readonly name: ProcedureName; readonly input: unknown }[] = [];
  readonly answers: { -readonly [K in ProcedureName]?: Handlers[K] } = {};
  readonly #listeners = new Set<DeltaListener>();

  readonly client: ConsoleClient = {
    ask: (name, input) => {
      this.calls.push({ name, input });
      const answer = this.answers[name];
      if (answer === undefined) throw new Error(`${name} is not scripted`);
      return answer(input, signal);
    },
    listen: (_name, listener) => {
      const entry: DeltaListener = { receive: listener };
      this.#listeners.add(entry);
      return () => this.#listeners.delete(entry);
    },
  };

  send(delta: Delta): void {
    for (const listener of this.#listeners) listener.receive(delta);
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  countOf(name: ProcedureName): number {
    return this.calls.filter((call) => call.name === name).length;
  }
}
