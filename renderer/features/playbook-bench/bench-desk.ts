import type { Fault, Outcome } from '@contract/outcome.ts';
import type { BenchDriver, BenchLook, BenchState } from '@contract/playbook-bench.ts';
import type { ProcedureInput } from '@contract/procedures.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsoleClient } from '../../bridge/console-client.ts';
import { isPutAway, type Acts } from '../../stores/acts.ts';

/** What the page knows of the bench. */
export interface BenchView {
  /** Null until it was asked for. */
  readonly bench: BenchState | null;
  /** Why the last act was refused; gone with the next one. */
  readonly fault: Fault | null;
  readonly isOpening: boolean;
  /** The last good look; it stays, with its age, when a later one fails. */
  readonly look: BenchLook | null;
  readonly lookFault: Fault | null;
  readonly isLooking: boolean;
  readonly isAuto: boolean;
}

export interface BenchDeskOptions {
  readonly client: ConsoleClient;
  readonly acts: Acts;
  /** Runs a task once after a delay; the returned function cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
  /** The window is not in sight. */
  readonly isHidden: () => boolean;
}

const autoMs = 2_000;
/** While something is done on the phone. */
const busyMs = 300;
/** Otherwise: the phone may be lost, or given back. */
const idleMs = 3_000;

const nothing: BenchView = {
  bench: null,
  fault: null,
  isOpening: false,
  look: null,
  lookFault: null,
  isLooking: false,
  isAuto: false,
};

/** The bench as one page follows it: its state, and looks when asked, by itself, and whenever something was done. */
export class BenchDesk {
  readonly store: StoreApi<BenchView> = createStore<BenchView>(() => nothing);
  readonly #options: BenchDeskOptions;
  #cancelPoll: () => void = () => undefined;
  #cancelAuto: () => void = () => undefined;
  #isDisposed = false;

  constructor(options: BenchDeskOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isDisposed = false;
    void this.#poll();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelPoll();
    this.#cancelAuto();
  }

  async open(phoneId: string, driver: BenchDriver): Promise<void> {
    this.store.setState({ isOpening: true, look: null, lookFault: null });
    await this.#act(this.#options.acts.run('bench.open', { phoneId, driver }));
    this.store.setState({ isOpening: false });
  }

  async close(): Promise<void> {
    await this.#act(this.#options.acts.run('bench.close', {}));
  }

  begin(order: ProcedureInput<'bench.begin'>): Promise<void> {
    return this.#act(this.#options.acts.run('bench.begin', order));
  }

  next(intentId: number): Promise<void> {
    return this.#act(this.#options.acts.run('bench.next', { intentId }));
  }

  toBrink(intentId: number): Promise<void> {
    return this.#act(this.#options.acts.run('bench.toBrink', { intentId }));
  }

  stop(): Promise<void> {
    return this.#act(this.#options.acts.run('bench.stop', {}));
  }

  setAuto(isAuto: boolean): void {
    this.store.setState({ isAuto });
    this.#cancelAuto();
    if (isAuto) void this.look(true);
  }

  /** Looks now, unless a look is on its way. */
  async look(isByItself = false): Promise<void> {
    const { isLooking, bench } = this.store.getState();
    if (isLooking || bench?.session === null || bench === null) return;
    this.store.setState({ isLooking: true });
    const answer = await this.#options.client.ask('bench.look', { isByItself });
    if (this.#isDisposed) return;
    this.store.setState(
      answer.ok
        ? { isLooking: false, look: answer.value, lookFault: null }
        : { isLooking: false, lookFault: answer.error },
    );
    this.#planAuto();
  }

  async #act(asked: Promise<Outcome<BenchState>>): Promise<void> {
    this.store.setState({ fault: null });
    const answer = await asked;
    if (this.#isDisposed) return;
    if (answer.ok) {
      this.#take(answer.value);
      if (answer.value.session?.run?.state !== 'working') void this.look();
      return;
    }
    if (!isPutAway(answer.error)) this.store.setState({ fault: answer.error });
    await this.#poll();
  }

  async #poll(): Promise<void> {
    const answer = await this.#options.client.ask('bench.state', {});
    if (this.#isDisposed) return;
    if (answer.ok) this.#take(answer.value);
    else this.#planPoll(idleMs);
  }

  #take(bench: BenchState): void {
    const before = this.store.getState();
    this.store.setState(bench.session === null ? { bench, look: null, lookFault: null } : { bench });
    const isWorking = bench.session?.run?.state === 'working';
    this.#planPoll(isWorking ? busyMs : idleMs);
    if (bench.session === null || isWorking) return;
    if (signOf(bench) !== signOf(before.bench)) void this.look();
  }

  #planPoll(delayMs: number): void {
    this.#cancelPoll();
    this.#cancelPoll = this.#options.after(delayMs, () => void this.#poll());
  }

  #planAuto(): void {
    this.#cancelAuto();
    if (!this.store.getState().isAuto) return;
    this.#cancelAuto = this.#options.after(autoMs, () => {
      if (this.#options.isHidden()) this.#planAuto();
      else void this.look(true);
    });
  }
}

/** Differs when the phone may show something else: another phone, another step, an end. */
function signOf(bench: BenchState | null): string {
  const session = bench?.session ?? null;
  if (session === null) return '';
  const { phoneId, openedAt, run } = session;
  return `${phoneId} ${openedAt} ${run?.startedAt ?? ''} ${run?.intent?.intentId ?? ''} ${run?.state ?? ''}`;
}
