import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import { fail, type Outcome } from '../../../electron/contract/outcome.ts';
import { actionIds, type ActionId } from '../../../electron/contract/plan-ids.ts';
import {
  procedures,
  type ProcedureInput,
  type ProcedureName,
  type ProcedureOutput,
  type Procedures,
} from '../../../electron/contract/procedures.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { createServices, type Services } from '../../../electron/services.ts';
import { servicesConfigSchema, type ServicesPorts } from '../../../electron/services-config.ts';
import type { PaperPhones } from '../jobs/paper-phones.ts';
import { RecordingLogger } from '../recording-logger.ts';
import type { LoggedAct } from './act-book.ts';
import { LifeClock } from './life-clock.ts';
import { standAtPhone, type LifeConsole } from './life-console.ts';
import { createLifeKind, type LifeWorld } from './life-kind.ts';
import type { LifeMachineClock } from './life-machine-clock.ts';
import { shippedSop } from './sop.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';

export interface ServicesConsoleOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly machineClock: LifeMachineClock;
  readonly phones: PaperPhones;
  readonly world: Pick<LifeWorld, 'book' | 'reach' | 'warns'>;
  readonly handMs: (token: string) => number;
  /** Told of each act that somebody at a phone is about to do, with when; null: not any more. */
  readonly onDue?: (attemptId: number, due: LoggedAct | null) => void;
  readonly onMark?: NonNullable<ServicesPorts['onCommitMark']>;
  readonly onTime?: (now: number) => void;
}

const root = new URL('../../../', import.meta.url);
/** Nobody listens there: all phones are of paper. */
const noAdbPort = 1;

/** The console as it is, without its window: everything that `createServices` puts together, with a clock of the desk's own. */
export class ServicesConsole implements LifeConsole {
  readonly logger: RecordingLogger;
  readonly #services: Services;
  readonly #end: () => void;

  private constructor(services: Services, logger: RecordingLogger, end: () => void) {
    this.#services = services;
    this.logger = logger;
    this.#end = end;
  }

  /** @throws Error where the console cannot start */
  static async open(options: ServicesConsoleOptions): Promise<ServicesConsole> {
    const logger = new RecordingLogger();
    const clock = new LifeClock(options.clock, options.onTime);
    const parts: { console: ServicesConsole | null } = { console: null };
    const hand: LifeWorld['hand'] = (attemptId, act, shown) => {
      const { console } = parts;
      if (console === null) throw new Error('nothing is shown before the console is there');
      const onDue = (at: number | null): void => options.onDue?.(attemptId, at === null ? null : { ...shown, at });
      standAtPhone({ console, clock, handMs: options.handMs, isOver: () => clock.isDead, onDue }, attemptId, act);
    };
    const config = servicesConfigSchema.parse({
      dataFolder: options.folder,
      owner: 'headless',
      localAdbPort: noAdbPort,
      isLocalServerStarted: false,
      isRecoveryEnabled: false,
      phones: 0,
      clockFile: 'of the test',
    });
    const started = await createServices(config, portsOf(options, { logger, clock, hand }));
    if (!started.ok) throw new Error(`${started.error.code}: ${started.error.message}`);
    const console = new ServicesConsole(started.value, logger, () => clock.die());
    parts.console = console;
    await console.#comeToWork();
    return console;
  }

  async call<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>> {
    const answer = await this.#services.dispatch(name, input);
    return answer.ok ? { ok: true, value: outputOf(name, answer.value) } : answer;
  }

  setMode(accountId: string, mode: ExecutionMode): Promise<Outcome<unknown>> {
    return this.call('accounts.setMode', { accountId, mode });
  }

  /** As the page of the account tells it. */
  async isShut(accountId: string, _phoneId: string, action: ActionId): Promise<boolean> {
    const detail = await this.call('accounts.detail', { accountId });
    if (!detail.ok) return false;
    const { card, byHand } = detail.value;
    const view = [...card.gate, ...byHand.gate].find((one) => one.action === action);
    return view?.kind === 'held' && view.untilAt === null;
  }

  /** In good order, as a process that is ended does: killing is for whoever runs it in a process of its own. */
  async crash(): Promise<void> {
    this.#end();
    await this.#services.dispose();
  }

  /** The operator, who is the only one and a supervisor, has read the rules and stays. */
  async #comeToWork(): Promise<void> {
    const listed = valueOf(await this.call('operators.list', {}));
    const [known] = listed.operators;
    if (known === undefined) valueOf(await this.call('operators.create', { name: '班组长' }));
    else valueOf(await this.call('operators.choose', { operatorId: known.operatorId }));
    valueOf(await this.call('rules.acknowledge', { version: platformRulesVersion }));
    valueOf(await this.call('settings.update', { patch: { operatorIdleMinutes: 0, jobPhonesPerHub: 64 } }));
  }
}

interface LifeParts {
  readonly logger: RecordingLogger;
  readonly clock: LifeClock;
  readonly hand: LifeWorld['hand'];
}

function portsOf(
  { phones, machineClock, world, onMark }: ServicesConsoleOptions,
  { logger, clock, hand }: LifeParts,
): ServicesPorts {
  const { actions } = shippedSop();
  const kinds = actionIds.map((action) =>
    registerKind(createLifeKind(action, actions[action]?.execution === 'human_only', { ...world, clock, hand })),
  );
  return {
    logger,
    clock,
    machineClock,
    random: () => 0.5,
    demoLauncher: { launch: async () => fail('aborted', 'there is no demo here') },
    workerFile: new URL('electron/worker.ts', root),
    resourcesFolder: new URL('resources/', root),
    files: createPathFiles(),
    machine: { machineHash: 'this computer', hostHash: 'this host' },
    info: { version: '0.0.0', runtime: 'test', isFallbackRuntime: false, platform: 'test', logFolder: null },
    moreJobKinds: kinds,
    morePhones: phones,
    ...(onMark !== undefined && { onCommitMark: onMark }),
  };
}

/** The answer as the contract has it. */
function outputOf<N extends ProcedureName>(name: N, value: unknown): ProcedureOutput<N> {
  const { output }: Pick<Procedures[N], 'output'> = procedures[name];
  const parsed = output.safeParse(value);
  if (!isOutput<N>(parsed)) throw new Error(`the answer of ${name} does not fit the contract`);
  return parsed.data;
}

/** The contract ties name and schema; the compiler does not follow that through a variable name. */
function isOutput<N extends ProcedureName>(parsed: {
  readonly success: boolean;
  readonly data?: unknown;
}): parsed is { readonly success: true; readonly data: ProcedureOutput<N> } {
  return parsed.success;
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
