import type { Restored } from '../contract/console.ts';
import { fail, type Fault, type Outcome } from '../contract/outcome.ts';
import { procedures, type EventName, type EventPayload } from '../contract/procedures.ts';
import type { Services } from '../services.ts';

export interface RecoverableServicesOptions {
  /** Starts the console's services; `restored` tells what a restore right before did. */
  readonly start: (restored: Restored | null) => Promise<Outcome<Services>>;
  /** The cure for `database-corrupt`; runs while no services hold the data folder. */
  readonly restore: () => Outcome<Restored>;
}

interface Subscription {
  readonly attach: (services: Services) => () => void;
  stop: () => void;
}

const restoreProcedure = 'console.restoreBackup';
const notStarted: Fault = { code: 'aborted', message: 'the services were not started yet' };

/**
 * The services, or what stands in for them when they could not start: every call is then answered with the reason, so
 * that the page can show it instead of a window that never opens. Where the reason is a damaged database,
 * `console.restoreBackup` cures it and starts the services again behind the same door, with the same subscriptions.
 */
export class RecoverableServices implements Services {
  readonly #options: RecoverableServicesOptions;
  readonly #subscriptions = new Set<Subscription>();
  #running: Services | null = null;
  #starting: Promise<void> | null = null;
  #fault = notStarted;
  #restoring: Promise<Outcome<Restored>> | null = null;

  constructor(options: RecoverableServicesOptions) {
    this.#options = options;
  }

  /** Resolves in either case; what is wrong is heard from each call, and a call that comes meanwhile waits. */
  async start(): Promise<void> {
    this.#starting = this.#start(null).finally(() => (this.#starting = null));
    await this.#starting;
  }

  async dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>> {
    if (this.#starting !== null) await this.#starting;
    if (this.#running !== null) return this.#running.dispatch(name, input, signal);
    if (name !== restoreProcedure || this.#fault.code !== 'database-corrupt') return this.#refusal();
    if (!procedures[restoreProcedure].input.safeParse(input).success) {
      return fail('invalid-input', 'a restore has to be confirmed', { name: restoreProcedure });
    }
    // A second click waits for the first one's restore.
    this.#restoring ??= this.#restore().finally(() => (this.#restoring = null));
    return this.#restoring;
  }

  isWorking(): boolean {
    return this.#running?.isWorking() ?? false;
  }

  subscribe<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void {
    const subscription: Subscription = {
      attach: (services) => services.subscribe(event, listener),
      stop: () => undefined,
    };
    if (this.#running !== null) subscription.stop = subscription.attach(this.#running);
    this.#subscriptions.add(subscription);
    return () => {
      subscription.stop();
      this.#subscriptions.delete(subscription);
    };
  }

  /** Also ends what a start or a restore under way starts. */
  async dispose(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    await this.#restoring?.catch(() => undefined);
    await this.#running?.dispose();
  }

  async #restore(): Promise<Outcome<Restored>> {
    const restored = this.#options.restore();
    if (!restored.ok) return restored;
    await this.#start(restored.value);
    if (this.#running !== null) return restored;
    // The start failed once more: where the damaged file lies must not be lost over it.
    const { setAsideAs } = restored.value;
    this.#fault = { ...this.#fault, detail: { ...this.#fault.detail, setAsideAs } };
    return this.#refusal();
  }

  async #start(restored: Restored | null): Promise<void> {
    const started = await this.#options.start(restored);
    if (!started.ok) {
      this.#fault = started.error;
      return;
    }
    this.#running = started.value;
    for (const subscription of this.#subscriptions) subscription.stop = subscription.attach(started.value);
  }

  #refusal(): Outcome<never> {
    return { ok: false, error: this.#fault };
  }
}
