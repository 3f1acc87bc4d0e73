import type { Fault } from '@contract/outcome.ts';
import type { PreparationLine, PreparationRun } from '@contract/preparation.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsoleClient } from '../../bridge/console-client.ts';
import type { Acts } from '../../stores/acts.ts';
import { openPreparationFilter, type PreparationFilter } from './preparation-filter.ts';

export interface PreparationState {
  /** Null until main has told them. */
  readonly stepIds: readonly string[] | null;
  readonly lines: ReadonlyMap<string, PreparationLine>;
  readonly run: PreparationRun | null;
  /** The run whose results were put away. */
  readonly closedRunId: string | null;
  readonly fault: Fault | null;
  readonly filter: PreparationFilter;
  /** The check that the open phone is looked at for. */
  readonly focusedStepId: string | null;
}

export interface FixRequest {
  readonly phoneIds: readonly string[];
  readonly stepIds: readonly string[];
  readonly retriesRefused: boolean;
}

interface StoreDeps {
  readonly client: ConsoleClient;
  readonly acts: Acts;
  readonly after: (delayMs: number, task: () => void) => () => void;
}

const lookAgainMs = 400;
const emptyState: PreparationState = {
  stepIds: null,
  lines: new Map(),
  run: null,
  closedRunId: null,
  fault: null,
  filter: openPreparationFilter,
  focusedStepId: null,
};

/** The checklists as the page shows them, and the run that goes on: it is followed whatever page is shown. */
export class PreparationStore {
  readonly store: StoreApi<PreparationState> = createStore(() => emptyState);
  readonly #deps: StoreDeps;
  #cancelLook: (() => void) | null = null;
  #isDisposed = false;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  /** Reads what there is; cheap, asked whenever the page or the tab appears. */
  async load(): Promise<void> {
    const { client } = this.#deps;
    const [steps, overview, current] = await Promise.all([
      client.ask('preparation.steps', {}),
      client.ask('preparation.overview', {}),
      client.ask('preparation.run', {}),
    ]);
    if (this.#isDisposed) return;
    const failed = [steps, overview, current].find((answer) => !answer.ok);
    if (!steps.ok || !overview.ok || !current.ok) {
      this.store.setState({ fault: failed?.ok === false ? failed.error : null });
      return;
    }
    const { run } = current.value;
    const lines = new Map(overview.value.phones.map((line) => [line.phoneId, line]));
    this.store.setState({ ...steps.value, lines, run, fault: null });
    this.#cancelLook?.();
    const isRunning = run !== null && run.endedAt === null;
    this.#cancelLook = isRunning ? this.#deps.after(lookAgainMs, () => void this.load()) : null;
  }

  async check(phoneIds: readonly string[]): Promise<void> {
    if (await this.#deps.acts.perform('preparation.check', { phoneIds: [...phoneIds] })) await this.load();
  }

  async fix({ phoneIds, stepIds, retriesRefused }: FixRequest): Promise<void> {
    const order = { phoneIds: [...phoneIds], stepIds: [...stepIds], retriesRefused };
    if (await this.#deps.acts.perform('preparation.fix', { ...order, isConfirmed: true })) await this.load();
  }

  async cancel(): Promise<void> {
    const { run } = this.store.getState();
    if (run === null) return;
    if (await this.#deps.acts.perform('preparation.cancel', { runId: run.runId })) await this.load();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelLook?.();
  }
}
