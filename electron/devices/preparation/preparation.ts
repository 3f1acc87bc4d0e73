import { randomUUID } from 'node:crypto';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { PhonePreparation, PreparationLine } from '../../contract/preparation.ts';
import type { Handlers, ProcedureName } from '../../contract/procedures.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import { FairLimiter } from '../sessions/limiter.ts';
import type { FixOrder } from './fix-round.ts';
import { PhonePreparer, type PreparerDeps } from './phone-preparer.ts';
import { RunInProgress, type RunOrder } from './preparation-run.ts';
import { PreparationStore } from './preparation-store.ts';
import type { PreparationStep } from './step.ts';
import { stepTable } from './steps/step-table.ts';

export interface PreparationDeps extends PreparerDeps {
  readonly logger: Logger;
  /** Steps that higher layers add, behind those of this layer. */
  readonly moreSteps: readonly PreparationStep[];
}

export type PreparationProcedure = Extract<ProcedureName, `preparation.${string}`>;

/** Phones that are prepared at once; a slow one gives its place back after a while. */
export const parallelPhones = 6;
const slowPhoneMs = 20_000;

/** Checklists of work phones: reading them, putting right what the console can, and telling what a hand must do. */
export class Preparation implements Disposable {
  readonly handlers: Handlers<PreparationProcedure>;
  readonly #deps: PreparationDeps;
  readonly #steps: readonly PreparationStep[];
  readonly #lists: PreparationStore;
  readonly #preparer: PhonePreparer;
  readonly #limiter: FairLimiter;
  readonly #stopWatching: () => void;
  #run: RunInProgress | null = null;
  #ended: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(deps: PreparationDeps) {
    this.#deps = deps;
    this.#steps = [...stepTable, ...deps.moreSteps];
    this.#lists = new PreparationStore(deps.store);
    this.#preparer = new PhonePreparer(deps, this.#steps, this.#lists);
    this.#stopWatching = deps.phones.subscribe(({ removed }) => this.#lists.forget(removed));
    const clock = deps.machineClock;
    this.#limiter = new FairLimiter({ capacity: parallelPhones, clock, slowAfterMs: slowPhoneMs });
    this.handlers = {
      'preparation.steps': async () => succeed({ stepIds: this.#steps.map(({ id }) => id) }),
      'preparation.check': async ({ phoneIds }) => this.#beginCheck(phoneIds),
      'preparation.fix': async ({ phoneIds, stepIds, retriesRefused }) =>
        this.#beginFix(phoneIds, { stepIds, retriesRefused }),
      'preparation.cancel': async ({ runId }) => this.#cancel(runId),
      'preparation.run': async () => succeed({ run: this.#run?.view ?? null }),
      'preparation.overview': async () => succeed({ phones: this.#kept().map((list) => lineOf(list)) }),
      'preparation.phone': async ({ phoneId }) => succeed({ preparation: this.#lists.get(phoneId) }),
      'preparation.todo': async ({ phoneIds }) => succeed({ phones: this.#todo(new Set(phoneIds)) }),
    };
  }

  /** Ends the run that goes on and waits for it. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#stopWatching();
    this.#run?.cancel();
    this.#limiter.dispose();
    await this.#ended;
  }

  #beginCheck(phoneIds: readonly string[]): Outcome<{ runId: string }> {
    const ready = this.#mayBegin(phoneIds, []);
    if (!ready.ok) return ready;
    const { store, audit } = this.#deps;
    const params = { phoneCount: phoneIds.length };
    const noted = store.write(() => audit.append({ action: 'preparation.check', subject: null, params }));
    if (!noted.ok) return noted;
    return this.#begin({
      kind: 'check',
      stepIds: [],
      phoneIds,
      work: (phoneId, signal) => this.#preparer.check(phoneId, signal),
    });
  }

  #beginFix(phoneIds: readonly string[], order: FixOrder): Outcome<{ runId: string }> {
    const ready = this.#mayBegin(phoneIds, order.stepIds);
    if (!ready.ok) return ready;
    return this.#begin({
      kind: 'fix',
      stepIds: order.stepIds,
      phoneIds,
      work: (phoneId, signal) => this.#preparer.fix(phoneId, order, signal),
    });
  }

  /** One run at a time: two would wait for each other's phones. */
  #mayBegin(phoneIds: readonly string[], stepIds: readonly string[]): Outcome<null> {
    if (this.#isDisposed) return fail('shutting-down', 'the console is shutting down');
    if (this.#run?.isRunning === true) return fail('preparation-running', 'phones are being prepared');
    const stranger = phoneIds.find((phoneId) => this.#deps.phones.get(phoneId) === null);
    if (stranger !== undefined) return fail('phone-not-found', 'no such phone', { phoneId: stranger });
    const isKnown = stepIds.every((stepId) => this.#steps.some(({ id }) => id === stepId));
    return isKnown ? succeed(null) : fail('invalid-input', 'no such step', { field: 'stepIds', rule: 'known-step' });
  }

  #begin(order: Pick<RunOrder, 'kind' | 'stepIds' | 'phoneIds' | 'work'>): Outcome<{ runId: string }> {
    const runId = `run-${randomUUID()}`;
    const { clock, logger } = this.#deps;
    const phoneIds = [...new Set(order.phoneIds)];
    const onBug = (phoneId: string, cause: unknown): void => logger.error('preparation-threw', { phoneId }, cause);
    const run = new RunInProgress({ ...order, phoneIds, runId, clock, limiter: this.#limiter, onBug });
    this.#run = run;
    this.#ended = run.start();
    return succeed({ runId });
  }

  #cancel(runId: string): Outcome<null> {
    const run = this.#run;
    if (run === null || run.runId !== runId || !run.isRunning) return succeed(null);
    run.cancel();
    const { store, audit } = this.#deps;
    const noted = store.write(() => audit.append({ action: 'preparation.cancel', subject: null, params: {} }));
    return noted.ok ? succeed(null) : noted;
  }

  /** The checklists of the phones that are remembered now. */
  #kept(): PhonePreparation[] {
    return this.#deps.phones.list().flatMap(({ phoneId }) => this.#lists.get(phoneId) ?? []);
  }

  #todo(wanted: ReadonlySet<string>): PhonePreparation[] {
    return this.#kept()
      .filter(({ phoneId }) => wanted.has(phoneId))
      .map((list) => ({ ...list, checks: list.checks.filter((check) => isLeftToDo(check)) }));
  }
}

function isLeftToDo({ state, cure, fix }: PhonePreparation['checks'][number]): boolean {
  return state === 'to-fix' || state === 'hand' || cure !== null || (fix?.cure ?? null) !== null;
}

function lineOf({ phoneId, checkedAt, fault, checks }: PhonePreparation): PreparationLine {
  return {
    phoneId,
    checkedAt,
    hasFault: fault !== null,
    checks: checks.map(({ stepId, state, isInferred, fix }) => ({
      stepId,
      state,
      isInferred,
      fixOutcome: fix?.outcome ?? null,
    })),
  };
}
