import type { PlaybookAct } from '../../contract/automation.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Phone, TextParams } from '../../contract/phones.ts';
import {
  benchIdleMs,
  type BenchLook,
  type BenchPurpose,
  type BenchSession as ShownSession,
  type BenchState,
  type QueryTrial,
} from '../../contract/playbook-bench.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Playbook, Playbooks } from '../playbooks/playbooks.ts';
import type { Variables } from '../playbooks/variables.ts';
import type { UiDriver } from '../ui-driver.ts';
import { OperatorsDriver } from './operators-driver.ts';
import { PacedRun, type RunEnding } from './paced-run.ts';
import { readQuery } from './query-text.ts';
import { tryQuery } from './query-trial.ts';
import { takeLook, type TakenLook } from './screen-look.ts';

export type BenchClosing = NonNullable<BenchState['closed']>['why'];

export interface BenchSessionDeps {
  readonly phone: Phone;
  readonly operatorName: string;
  readonly driver: UiDriver;
  /** Why it is not the driver that was asked for. */
  readonly driverFault: Fault | null;
  /** Fires when the phone is lost. */
  readonly signal: AbortSignal;
  readonly playbooks: Playbooks;
  /** Adds a line about this phone to the log; what cannot be noted is not done. */
  readonly note: (action: string, params: TextParams) => Outcome<unknown>;
  readonly language: () => 'zh-CN' | 'en';
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly onRehearsed: (playbook: Playbook, ending: RunEnding) => void;
}

export interface BeginOrder {
  readonly act: PlaybookAct;
  readonly purpose: BenchPurpose;
  readonly variables: Variables;
}

const messengerApp = 'com.tencent.mm';

/** One phone on the bench: its driver, the last look at it, and the run that is under way. Ends once. */
export class BenchSession {
  /** Resolves when the phone is to be given back. */
  readonly over: Promise<BenchClosing>;
  readonly #deps: BenchSessionDeps;
  readonly #driver: OperatorsDriver;
  readonly #end: (why: BenchClosing) => void;
  readonly #openedAt: number;
  #acting = 'look';
  #lookCount = 0;
  #tried = '';
  #look: TakenLook | null = null;
  #run: PacedRun | null = null;
  #idleUntilAt = 0;
  #cancelIdle: () => void = () => undefined;

  constructor(deps: BenchSessionDeps) {
    this.#deps = deps;
    const { promise, resolve } = Promise.withResolvers<BenchClosing>();
    this.over = promise;
    this.#end = resolve;
    this.#openedAt = deps.clock.now();
    this.#driver = new OperatorsDriver(deps.driver, ({ touch, ...place }) =>
      deps.note('bench.touch', { doing: this.#acting, touch, ...place }),
    );
    if (deps.signal.aborted) resolve('phone-lost');
    deps.signal.addEventListener('abort', () => resolve('phone-lost'), { once: true });
    this.#wake();
  }

  get phoneId(): string {
    return this.#deps.phone.phoneId;
  }

  get phone(): Phone {
    return this.#deps.phone;
  }

  show(): ShownSession {
    const { phone, operatorName, driverFault } = this.#deps;
    return {
      phoneId: phone.phoneId,
      operatorName,
      openedAt: this.#openedAt,
      driver: this.#driver.kind,
      driverFault,
      phoneModel: phone.facts.model ?? '',
      appVersion: phone.facts.messengerVersion,
      idleUntilAt: this.#idleUntilAt,
      run: this.#run?.show() ?? null,
    };
  }

  async look(isByItself: boolean): Promise<Outcome<BenchLook>> {
    if (!isByItself) this.#wake();
    this.#lookCount += 1;
    const { clock, playbooks } = this.#deps;
    const app = playbooks.all.find((playbook) => playbook.app.app === messengerApp)?.app ?? null;
    const order = { driver: this.#driver, app, lookId: this.#lookCount, now: () => clock.now() };
    const taken = await takeLook(order);
    if (!taken.ok) return taken;
    this.#look = taken.value;
    return succeed(taken.value.shown);
  }

  /** Asked again by the page after every look: only another query is somebody at work. */
  tryQuery(text: string, variables: Variables): QueryTrial {
    const asked = JSON.stringify([text, variables]);
    if (asked !== this.#tried) this.#wake();
    this.#tried = asked;
    const app = this.#deps.playbooks.all.find((playbook) => playbook.app.app === messengerApp)?.app ?? null;
    return tryQuery(readQuery(text), { look: this.#look?.searched ?? null, app, variables });
  }

  async begin(order: BeginOrder): Promise<Outcome<null>> {
    const { playbooks, note } = this.#deps;
    if (this.#run?.isOver === false) return fail('bench-running', 'an act is under way already');
    const playbook = playbooks.find(messengerApp, order.act);
    if (playbook === null) return fail('playbook-missing', 'no sound playbook for that act', { act: order.act });
    const variables = checkVariables(playbook, order.variables);
    if (!variables.ok) return variables;
    const noted = note('bench.begin', { act: order.act, purpose: order.purpose });
    if (!noted.ok) return noted;
    await this.#run?.stop();
    this.#wake();
    this.#run = this.#makeRun(playbook, { ...order, variables: variables.value });
    this.#run.start();
    return succeed(null);
  }

  /** See `PacedRun.next`. */
  next(intentId: number, isHurried: boolean): Outcome<null> {
    if (this.#run === null) return fail('bench-intent-over', 'nothing was begun', { intentId });
    this.#wake();
    const told = this.#run.show().intent?.name ?? '';
    const gone = this.#run.next(intentId, isHurried);
    if (!gone.ok) return gone;
    return succeed(this.#note(isHurried ? 'bench.toBrink' : 'bench.next', told));
  }

  async stopRun(): Promise<void> {
    if (this.#run === null) return;
    this.#wake();
    if (!this.#run.isOver) this.#note('bench.stop', this.#run.show().intent?.name ?? '');
    await this.#run.stop();
  }

  /** Ends the run, leaves the phone as a run should, and gives it back. */
  async close(why: BenchClosing): Promise<void> {
    this.#cancelIdle();
    await this.#run?.stop();
    this.#end(why);
  }

  /** The console ends: nothing is waited for, and the phone stays as it is. */
  abandon(): void {
    this.#end('console-ended');
  }

  /** Once it is over: nothing of it goes on. */
  dispose(): void {
    this.#cancelIdle();
  }

  #makeRun(playbook: Playbook, { purpose, variables }: BeginOrder): PacedRun {
    const { phone, clock, machineClock, logger, signal, language, onRehearsed } = this.#deps;
    return new PacedRun({
      driver: this.#driver,
      playbook,
      purpose,
      variables,
      phone: { isVirtual: phone.isVirtual, appVersion: phone.facts.messengerVersion },
      language: language(),
      clock,
      machineClock,
      logger,
      signal,
      onActing: (name) => {
        this.#acting = name;
      },
      onRehearsed: (ending) => onRehearsed(playbook, ending),
    });
  }

  /** A line beside the touches, each of which is noted by itself: that one must be there before anything is sent. */
  #note(action: string, doing: string): null {
    const noted = this.#deps.note(action, { doing });
    if (!noted.ok) this.#deps.logger.warn('bench-line-lost', { action, code: noted.error.code });
    return null;
  }

  /** Somebody is at the bench: the phone is kept for a while from now. */
  #wake(): void {
    const { clock, machineClock } = this.#deps;
    this.#cancelIdle();
    this.#idleUntilAt = clock.now() + benchIdleMs;
    this.#cancelIdle = machineClock.after(benchIdleMs, () => {
      if (this.#run?.isWorking === true) this.#wake();
      else void this.close('idle');
    });
  }
}

function checkVariables({ act }: Playbook, given: Variables): Outcome<Variables> {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  for (const [name] of filled) {
    const known = act.variables[name];
    if (known === undefined) return fail('invalid-input', 'no such variable', { field: name, rule: 'known-variable' });
    if (known.jobsOnly) return fail('invalid-input', 'only a job gives that', { field: name, rule: 'jobs-only' });
  }
  return succeed(Object.fromEntries(filled));
}
