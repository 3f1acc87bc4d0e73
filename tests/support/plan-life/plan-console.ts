import { fileURLToPath } from 'node:url';
import { AccountDesk } from '../../../electron/accounts/account-desk.ts';
import { AccountGate } from '../../../electron/accounts/account-gate.ts';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import { CurrentOperator } from '../../../electron/accounts/current-operator.ts';
import { Operators } from '../../../electron/accounts/operators.ts';
import { createPlanProcedures } from '../../../electron/accounts/plan-procedures.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { actionIds, type ActionId } from '../../../electron/contract/plan-ids.ts';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { openDatabase } from '../../../electron/database.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { createJobs, type Jobs, type JobsDeps } from '../../../electron/jobs/jobs.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { DisposalStack } from '../../../electron/runtime/disposal.ts';
import type { Logger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { PaperPhones } from '../jobs/paper-phones.ts';
import { RecordingLogger } from '../recording-logger.ts';
import { LifeClock } from './life-clock.ts';
import { standAtPhone, type LifeConsole, type LifeGroup, type LifeProcedure } from './life-console.ts';
import { LifeGate } from './life-gate.ts';
import { createLifeKind, type LifeWorld } from './life-kind.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));

export interface PlanConsoleOptions {
  /** The data folder; what another console left in it goes on. */
  readonly folder: string;
  readonly clock: Clock;
  readonly phones: PaperPhones;
  readonly groups: ReadonlyMap<string, LifeGroup>;
  readonly world: Pick<LifeWorld, 'book' | 'reach' | 'warns'>;
  /** How long whoever stands at the phone takes, by the token of the act. */
  readonly handMs: (token: string) => number;
  readonly onMark?: JobsDeps['onMark'];
  /** Told of the time before anything is done at it. */
  readonly onTime?: (now: number) => void;
  /** For control: the gate does not know the rule that answers so. */
  readonly unknownRule?: ItemCode | null;
}

/**
 * Ledger, lanes, gate, plans, hand log and operators as the console puts them together, on its own database in a locked data folder;
 * the phones are of paper, and acts go into an act log.
 */
export class PlanConsole implements LifeConsole {
  readonly store: Store;
  readonly gate: LifeGate;
  readonly #accounts: Accounts;
  readonly logger = new RecordingLogger();
  readonly #options: PlanConsoleOptions;
  readonly #clock: LifeClock;
  /** Lock and database; everything else stands on it, and is ended apart from it. */
  readonly #base: DisposalStack;
  readonly #life = new DisposalStack();
  readonly #jobs: Jobs;
  readonly #desk: AccountDesk;
  readonly #handlers: Handlers<LifeProcedure>;
  #isDead = false;

  private constructor(options: PlanConsoleOptions, store: Store, base: DisposalStack) {
    this.#options = options;
    this.#clock = new LifeClock(options.clock, options.onTime);
    this.#base = base;
    this.store = store;
    const operator = new CurrentOperator(this.logger);
    const ground = { store, audit: auditOf(), clock: this.#clock, logger: this.logger, operator };
    const operators = new Operators({ ...ground, currentOperator: operator });
    appoint(operators, operator);
    const { accounts, desk } = this.#openAccounts(ground, operators);
    this.#accounts = accounts;
    this.#desk = this.#life.use(desk);
    const kinds = this.#kinds();
    const { groups } = options;
    desk.start({
      groups: {
        idsOf: (groupId) => ({ groupIds: [groupId], viewIds: [] }),
        groundOf: (groupId) => groups.get(groupId) ?? { memberCount: null, ownRole: null },
      },
      kinds,
    });
    this.gate = new LifeGate(new AccountGate({ ...desk.ground, modes: accounts }), options.unknownRule ?? null);
    this.#jobs = this.#life.use(this.#openJobs(ground, { accounts, desk, kinds }));
    this.#handlers = { ...this.#jobs.handlers, ...createPlanProcedures(desk) };
    this.#jobs.start();
  }

  /** @throws Error where the data folder cannot be opened */
  static open(options: PlanConsoleOptions): PlanConsole {
    const base = new DisposalStack();
    const { folder, clock } = options;
    const store = valueOf(openDatabase({ folder, owner: 'headless', clock, logger: new RecordingLogger() }, base));
    return new PlanConsole(options, store, base);
  }

  call<N extends LifeProcedure>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>> {
    return this.#handlers[name](input, new AbortController().signal);
  }

  setMode(accountId: string, mode: ExecutionMode): Promise<Outcome<unknown>> {
    return Promise.resolve(this.#accounts.setMode(accountId, mode));
  }

  isShut(accountId: string, phoneId: string, action: ActionId): Promise<boolean> {
    const now = this.#clock.now();
    const question = { accountId, phoneId, action, groupId: null, amount: 1, mode: 'manual', now } as const;
    const answer = this.gate.ask(question);
    return Promise.resolve(answer.kind === 'held' && answer.until === null);
  }

  /** As when its process is killed: none of its timers comes, and it writes nothing more. */
  async crash(): Promise<void> {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#clock.die();
    this.store.dispose();
    // Nothing that an act still waits for brings it back to life.
    this.#life.dispose().catch(() => undefined);
    await this.#base.dispose();
  }

  #openAccounts(ground: OwnGround, operators: Operators) {
    const { phones } = this.#options;
    const currentOperator = (): ReturnType<CurrentOperator['current']> => ground.operator.current();
    const accounts: Accounts = new Accounts({
      ...ground,
      cooldowns: { restOf: (accountId) => desk.restOf(accountId) },
      currentOperator,
      onMoved: (move) => desk.noteMove(move),
      isVirtual: (phoneId) => phones.get(phoneId)?.isVirtual ?? null,
      isTreeHidden: () => false,
    });
    const desk = new AccountDesk({
      ...ground,
      time: { now: () => this.#clock.now() },
      resourcesFolder: resources,
      accounts,
      phone: (phoneId) => phones.get(phoneId),
      operator: currentOperator,
      isSupervisor: (operatorId) => operators.rights.isSupervisor(operatorId),
    });
    return { accounts, desk };
  }

  #openJobs(ground: OwnGround, { accounts, desk, kinds }: OwnParts): Jobs {
    const { phones, onMark } = this.#options;
    return createJobs({
      ...ground,
      machineClock: ground.clock,
      settings: { current: () => ({ ...defaultSettings, jobPhonesPerHub: 64 }) },
      phones,
      hubOf: () => null,
      files: createPathFiles(),
      kinds,
      gate: this.gate,
      rules: { checkRules: () => succeed(null) },
      modes: accounts,
      cooldowns: desk,
      acts: desk,
      evidence: {
        save: async () => succeed('picture'),
        read: async () => fail('evidence-gone', 'there are no pictures of paper'),
      },
      power: null,
      ...(onMark !== undefined && { onMark }),
    });
  }

  #kinds(): OwnParts['kinds'] {
    const plan = this.#desk.ground.shelf.shipped;
    const { handMs } = this.#options;
    const desk = { console: this, clock: this.#clock, handMs, isOver: () => this.#isDead };
    const world: LifeWorld = {
      ...this.#options.world,
      clock: this.#clock,
      hand: (attemptId, act) => standAtPhone(desk, attemptId, act),
    };
    // A gate that does not know what is left to people is asked about it only where the console would do it itself.
    const isLeft = this.#options.unknownRule !== 'human-only';
    return actionIds.map((action) =>
      registerKind(createLifeKind(action, isLeft && plan.actions[action].execution === 'human_only', world)),
    );
  }
}

interface OwnGround {
  readonly store: Store;
  readonly audit: ReturnType<typeof auditOf>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly operator: CurrentOperator;
}

interface OwnParts {
  readonly accounts: Accounts;
  readonly desk: AccountDesk;
  readonly kinds: JobsDeps['kinds'];
}

/** The first operator of a desk is its supervisor, and works here alone. */
function appoint(operators: Operators, current: CurrentOperator): void {
  const known = operators.list()[0];
  if (known === undefined) valueOf(operators.create('班组长'));
  else current.set(known);
}

function auditOf() {
  return {
    append: (note: AuditNote) => {
      return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
    },
  };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
