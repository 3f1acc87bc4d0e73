import type { Delta } from '../../../electron/contract/desk.ts';
import type { EventName, EventPayload, Handlers, ProcedureName } from '../../../electron/contract/procedures.ts';
import type { ConsoleClient } from '../../../renderer/bridge/console-client.ts';

type Listeners = { readonly [N in EventName]: Set<(payload: EventPayload<N>) => void> };

const signal = new AbortController().signal;

/**
 * The far side of the bridge as a test scripts it: answers by procedure, every call written down, deltas sent by hand.
 * A procedure that was not scripted throws.
 */
export class ScriptedBridge {
  readonly calls: { readonly name: ProcedureName; readonly input: unknown }[] = [];
  readonly answers: { -readonly [K in ProcedureName]?: Handlers[K] } = {};
  readonly #listeners: Listeners = {
    'desk.delta': new Set(),
    'alerts.opened': new Set(),
    'accounts.changed': new Set(),
    'schedules.changed': new Set(),
  };

  readonly client: ConsoleClient = {
    ask: (name, input, aborted = signal) => {
      this.calls.push({ name, input });
      const answer = this.answers[name];
      if (answer === undefined) throw new Error(`${name} is not scripted`);
      return answer(input, aborted);
    },
    listen: (name, listener) => {
      this.#listeners[name].add(listener);
      return () => this.#listeners[name].delete(listener);
    },
  };

  send(delta: Delta): void {
    for (const receive of this.#listeners['desk.delta']) receive(delta);
  }

  get listenerCount(): number {
    return this.#listeners['desk.delta'].size;
  }

  countOf(name: ProcedureName): number {
    return this.calls.filter((call) => call.name === name).length;
  }
}
