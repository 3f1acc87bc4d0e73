import type { PlaybookResultCode } from '../../contract/automation.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { BenchEnd, BenchIntent, BenchPurpose, BenchRun } from '../../contract/playbook-bench.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { leavePhone } from '../engine/leaving.ts';
import { openMessenger } from '../engine/opening.ts';
import type { Intent, Pace, PaceAnswer } from '../engine/pace.ts';
import { PhoneView } from '../engine/phone-view.ts';
import { halt } from '../engine/reached.ts';
import { prepareApp } from '../engine/recognition.ts';
import { walkRoutes } from '../engine/routes.ts';
import type { RunPhone } from '../engine/run-ports.ts';
import { RunState } from '../engine/run-state.ts';
import { StepLog } from '../engine/step-log.ts';
import { endStep, type StepOutcome } from '../engine/step-outcome.ts';
import { judgeMissing, locateFor } from '../engine/step-search.ts';
import { standsStill } from '../engine/stillness.ts';
import type { WalkDeps } from '../engine/walking.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import type { Playbook } from '../playbooks/playbooks.ts';
import type { Variables } from '../playbooks/variables.ts';
import type { UiDriver } from '../ui-driver.ts';
import { openingFacts, tellIntent, tellStep, type IntentFacts } from './intent-preview.ts';
import { isToldAnew } from './retelling.ts';

export interface PacedRunDeps {
  readonly driver: UiDriver;
  readonly playbook: Playbook;
  readonly purpose: BenchPurpose;
  readonly variables: Variables;
  readonly phone: RunPhone;
  readonly language: 'zh-CN' | 'en';
  /** The desk's time. */
  readonly clock: Clock;
  /** Real time. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** Of the bench: fires when the phone is lost or given back. */
  readonly signal: AbortSignal;
  /** Told what is done next, for whoever notes the touches. */
  readonly onActing: (name: string) => void;
  /** A rehearsal came to an end that says something about the playbook. */
  readonly onRehearsed: (end: RunEnding) => void;
}

export interface RunEnding {
  readonly kind: BenchEnd;
  readonly code: PlaybookResultCode;
  readonly note: string;
}

type Go = 'go' | 'stopped';

/**
 * An act of a playbook at a person's pace: the engine's own walk, which tells what it is about to do and waits. It has no
 * way to commit: what a walk calls for the committing step only looks whether it could be tapped.
 */
export class PacedRun implements Pace {
  readonly #deps: PacedRunDeps;
  readonly #state: RunState;
  readonly #view: PhoneView;
  readonly #log: StepLog;
  readonly #stop = new AbortController();
  readonly #startedAt: number;
  #walking: Promise<void> = Promise.resolve();
  #phase: BenchRun['state'] = 'working';
  #isHurried = false;
  #intent: BenchIntent | null = null;
  #intentCount = 0;
  #isRetold = false;
  #isAtBrink = false;
  #hasTouched = false;
  #answer: ((go: Go) => void) | null = null;
  #end: BenchRun['end'] = null;

  constructor(deps: PacedRunDeps) {
    this.#deps = deps;
    const { clock, machineClock, driver, playbook } = deps;
    this.#startedAt = clock.now();
    this.#state = new RunState({
      ...deps,
      purpose: deps.purpose === 'rehearse' ? 'rehearse' : 'run',
      mode: 'assist',
      isRehearsed: false,
      signal: AbortSignal.any([deps.signal, this.#stop.signal]),
      commit: { ask: async () => refuse },
      operator: { commitByHand: async () => refuse },
      evidence: { save: async () => refuse },
      pictures: null,
      observe: () => undefined,
    });
    const { signal } = this.#state.options;
    const app = prepareApp(playbook.app, this.#state.fill, Object.values(this.#state.variables));
    this.#view = new PhoneView({ driver, app, clock: machineClock, signal });
    this.#log = new StepLog(clock, this.#view, () => undefined);
    signal.addEventListener('abort', () => this.#answer?.('stopped'), { once: true });
  }

  /** Tells the first thing; call it once. */
  start(): void {
    this.#walking = this.#carryOut().then(
      (ending) => this.#conclude(ending),
      (cause: unknown) => {
        this.#deps.logger.error('bench-run-threw', { act: this.#deps.playbook.act.act }, cause);
        this.#conclude({ kind: 'failed', code: 'phone-fault', note: 'the run broke' });
      },
    );
  }

  get isOver(): boolean {
    return this.#phase === 'over';
  }

  get isWorking(): boolean {
    return this.#phase === 'working';
  }

  show(): BenchRun {
    const { playbook, purpose, variables } = this.#deps;
    const lists = [...this.#state.lists].map(([name, { items, statedCount, isComplete }]) => ({
      name,
      count: items.length,
      statedCount,
      isComplete,
    }));
    return {
      act: playbook.act.act,
      purpose,
      variables: { ...variables },
      startedAt: this.#startedAt,
      state: this.#phase,
      isHurried: this.#isHurried,
      intent: this.#intent,
      hasLeft: !this.#hasTouched,
      records: [...this.#log.records],
      values: Object.fromEntries(this.#state.values),
      lists,
      end: this.#end,
    };
  }

  /** Has what was told done. Fails with `bench-never-commits` at the brink, `bench-intent-over` for something else. */
  next(intentId: number, isHurried: boolean): Outcome<null> {
    if (this.#isAtBrink) return fail('bench-never-commits', 'only the committing tap is left');
    if (this.#phase !== 'waiting' || this.#intent?.intentId !== intentId)
      return fail('bench-intent-over', 'something else is next by now', { intentId });
    this.#isHurried = isHurried;
    this.#phase = 'working';
    this.#answer?.('go');
    return succeed(null);
  }

  /** Ends it where it stands, and leaves the phone on its home screen with nothing typed left to save. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#walking;
    if (!this.#hasTouched) return;
    this.#hasTouched = false;
    const { driver, playbook, machineClock: clock, signal, onActing } = this.#deps;
    const app = prepareApp(playbook.app, this.#state.fill, Object.values(this.#state.variables));
    const view = new PhoneView({ driver, app, clock, signal });
    onActing('leave');
    await leavePhone({ state: this.#state, view, log: this.#log });
  }

  /** See `Pace`: tells, waits, and looks again, as the page may have changed while a person read. */
  async before(intent: Intent): Promise<PaceAnswer> {
    const told = tellIntent(this.#state, intent);
    const isByItself = this.#isHurried;
    if ((await this.#tell(told)) === 'stopped')
      return { kind: 'halt', halt: halt('aborted', 'stopped by the operator').halt };
    if (isByItself) return { kind: 'go' };
    this.#isRetold = isToldAnew(this.#state, { intent, told, now: await this.#view.lookAgain() });
    return this.#isRetold ? { kind: 'again' } : { kind: 'go' };
  }

  async #tell(facts: IntentFacts): Promise<Go> {
    this.#intentCount += 1;
    this.#intent = { ...facts, intentId: this.#intentCount, isRetold: this.#isRetold };
    this.#deps.onActing(facts.name);
    if (this.#state.options.signal.aborted) return 'stopped';
    if (this.#isHurried) return 'go';
    this.#phase = 'waiting';
    const { promise, resolve } = Promise.withResolvers<Go>();
    this.#answer = resolve;
    const answer = await promise;
    this.#answer = null;
    this.#phase = 'working';
    return answer;
  }

  async #carryOut(): Promise<RunEnding> {
    const { playbook, purpose } = this.#deps;
    const missing = this.#state.missingVariable();
    if (missing !== null) return { kind: 'failed', code: 'variable-missing', note: missing };
    if ((await this.#tell(openingFacts)) === 'stopped') return stopped;
    this.#hasTouched = true;
    const walk = this.#walkDeps();
    const unopened = await openMessenger(walk);
    if (unopened !== null) return { kind: 'failed', ...unopened };
    const end = await walkRoutes(walk, playbook, playbook.act.steps);
    if (!end.ok && !this.#isAtBrink) return endOf(end.halt.code, end.halt.note);
    if (purpose === 'rehearse' && !(await standsStill(this.#view)))
      return { kind: 'failed', code: 'tree-blocked', note: 'a still page reads differently every time' };
    return this.#isAtBrink
      ? { kind: 'brink', code: 'commit-refused', note: '' }
      : { kind: 'done', code: 'ok', note: '' };
  }

  #walkDeps(): WalkDeps {
    return {
      state: this.#state,
      view: this.#view,
      log: this.#log,
      // A person takes their time; the bench itself ends when nobody does anything.
      deadline: Number.POSITIVE_INFINITY,
      commit: (step) => this.#comeToBrink(step),
      pace: this,
    };
  }

  /** In place of the commit: the button is there or it is not, and that is all. */
  async #comeToBrink(step: Step): Promise<StepOutcome> {
    const deps = { state: this.#state, view: this.#view };
    const located = await locateFor(deps, step);
    if (located.kind === 'missing') return judgeMissing(deps, step, located);
    if (located.kind === 'many') return endStep('unknown-screen', `${step.id}: ${located.count} views fit`);
    if (located.kind === 'left') return { kind: 'again', note: 'the screen changed' };
    if (located.kind === 'halt') return located;
    this.#isAtBrink = true;
    this.#intentCount += 1;
    const told = tellStep(this.#state, step, { screen: step.on[0] ?? '', page: located.page });
    this.#intent = { ...told, intentId: this.#intentCount, isRetold: false };
    return endStep('commit-refused', `${step.id}: a bench never commits`);
  }

  #conclude(ending: RunEnding): void {
    this.#phase = 'over';
    this.#isHurried = false;
    if (ending.kind !== 'brink') this.#intent = null;
    this.#end = { kind: ending.kind, code: ending.code, note: ending.note, at: this.#deps.clock.now() };
    if (this.#deps.purpose === 'rehearse') this.#deps.onRehearsed(ending);
  }
}

const refuse = fail('commit-refused', 'a bench never commits');
const stopped: RunEnding = { kind: 'stopped', code: 'aborted', note: '' };

/** What is so already is an end that a playbook means to come to. */
function endOf(code: PlaybookResultCode, note: string): RunEnding {
  if (code === 'aborted') return stopped;
  return { kind: code === 'already-so' ? 'done' : 'failed', code, note };
}
