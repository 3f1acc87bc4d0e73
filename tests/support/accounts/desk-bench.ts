import { onTestFinished } from 'vitest';
import { AccountDesk } from '../../../electron/accounts/account-desk.ts';
import { AccountGate } from '../../../electron/accounts/account-gate.ts';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import type { DeskCustody, GateGroups } from '../../../electron/accounts/desk/account-ground.ts';
import type { DeskTime } from '../../../electron/accounts/desk/desk-time.ts';
import type { JudgedPhone } from '../../../electron/accounts/desk/phone-fitness.ts';
import { createPeopleProcedures, type PeopleProcedure } from '../../../electron/accounts/people-procedures.ts';
import { createPlanExport } from '../../../electron/accounts/plan-export.ts';
import { createPlanProcedures, type PlanProcedure } from '../../../electron/accounts/plan-procedures.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { StageId } from '../../../electron/contract/plan-ids.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import { migrations } from '../../../electron/database.ts';
import type { CommittedAct, GateAnswer, GateQuestion } from '../../../electron/jobs/gate.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../device-layer.ts';
import { ManualClock } from '../manual-clock.ts';
import { openTestStore } from '../open-test-store.ts';
import { china } from './account-life.ts';
import { healthWith } from './fit-health.ts';

type DeskProcedure = PlanProcedure | PeopleProcedure | 'plans.export';

const resources = new URL('../../../resources/', import.meta.url);

export const wang: Operator = { operatorId: 'op-1', name: '小王', createdAt: 1 };
export const lead: Operator = { operatorId: 'op-2', name: '班组长', createdAt: 2 };

interface Wishes {
  readonly store?: Store;
  readonly clock?: ManualClock;
  readonly time?: DeskTime;
  readonly custody?: DeskCustody;
}

/** Accounts under their plans on a real database, with phones of paper and a clock that stands still. */
export class DeskBench {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly notes: AuditNote[] = [];
  readonly accounts: Accounts;
  readonly desk: AccountDesk;
  readonly gate: AccountGate;
  readonly phones = new Map<string, JudgedPhone & Pick<Phone, 'isVirtual'>>();
  readonly groups = new Map<string, ReturnType<GateGroups['groundOf']>>();
  /** What was exported, by the path that was given. */
  readonly exported = new Map<string, string>();
  operator: Operator | null = lead;
  /** Whether the supervisor's PIN was entered a moment ago. */
  isProven = true;
  #attemptId = 0;
  readonly #handlers: Handlers<DeskProcedure>;

  /** Monday at ten in the morning, unless another clock is given. */
  constructor({ store, clock, time, custody }: Wishes = {}) {
    this.clock = clock ?? new ManualClock(china('2026-03-02T10:00'));
    this.store = store ?? openTestStore(migrations, { clock: this.clock });
    const audit = {
      append: (note: AuditNote) => {
        this.notes.push(note);
        return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
      },
    };
    const shared = { store: this.store, audit, clock: this.clock, logger: silentLogger };
    this.accounts = new Accounts({
      ...shared,
      cooldowns: { restOf: (accountId) => this.desk.restOf(accountId) },
      currentOperator: () => this.operator,
      onMoved: (move) => this.desk.noteMove(move),
      onSeen: (accountId) => this.desk.noteLogin(accountId),
      isVirtual: (phoneId) => this.phones.get(phoneId)?.isVirtual ?? null,
      isTreeHidden: () => false,
    });
    this.desk = new AccountDesk({
      ...shared,
      time: time ?? { now: () => this.clock.now() },
      ...(custody !== undefined && { custody }),
      resourcesFolder: resources.pathname,
      accounts: this.accounts,
      phone: (phoneId) => this.phones.get(phoneId) ?? null,
      operator: () => this.operator,
      isSupervisor: (operatorId) => operatorId === lead.operatorId,
      isProven: () => this.isProven,
    });
    this.desk.start({
      groups: {
        idsOf: (groupId) => ({ groupIds: [groupId], viewIds: [] }),
        groundOf: (groupId) => this.groups.get(groupId) ?? { memberCount: 100, ownRole: 'owner' },
      },
      kinds: [{ kind: 'groups.rename', action: 'rename-group' }],
    });
    this.gate = new AccountGate({ ...this.desk.ground, modes: this.accounts });
    const files = {
      save: async ({ path, bytes }: { readonly path: string | null; readonly bytes: Uint8Array }) => {
        if (path !== null) this.exported.set(path, Buffer.from(bytes).toString('utf8'));
        return succeed(path);
      },
      printPage: async () => fail('window-required', 'no page'),
    };
    const people = createPeopleProcedures({ ground: this.desk.ground, files, language: () => 'zh-CN' });
    this.#handlers = {
      ...createPlanProcedures(this.desk),
      ...people,
      ...createPlanExport({ ground: this.desk.ground, files }),
    };
    onTestFinished(() => this.desk.dispose());
  }

  /** The account on a phone of that name; a phone is a virtual one unless it is called otherwise. */
  account(phoneId: string): string {
    if (!this.phones.has(phoneId)) {
      this.phones.set(phoneId, { state: 'ready', health: healthWith(), isVirtual: !phoneId.startsWith('real') });
    }
    return valueOf(this.accounts.onPhone(phoneId)).accountId;
  }

  /** An account that came to that stage without an incident. */
  async accountAt(stageId: StageId, phoneId = `phone-${stageId}`): Promise<string> {
    const accountId = this.account(phoneId);
    await this.tell('accounts.seedDemo', { accountId, stageId });
    return accountId;
  }

  call<N extends DeskProcedure>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>> {
    return this.#handlers[name](input, new AbortController().signal);
  }

  async tell<N extends DeskProcedure>(name: N, input: ProcedureInput<N>): Promise<ProcedureOutput<N>> {
    return valueOf(await this.call(name, input));
  }

  question(accountId: string, changes: Partial<GateQuestion> = {}): GateQuestion {
    const phoneId = this.accounts.get(accountId)?.phoneId ?? '';
    const mode: ExecutionMode = 'auto';
    const now = this.clock.now();
    return { accountId, phoneId, action: 'rename-group', groupId: null, amount: 1, mode, now, ...changes };
  }

  ask(accountId: string, changes: Partial<GateQuestion> = {}): GateAnswer {
    return this.gate.ask(this.question(accountId, changes));
  }

  /** What the desk is told of an act right before it is done. */
  commit(accountId: string, changes: Partial<CommittedAct> = {}): CommittedAct {
    const act: CommittedAct = {
      attemptId: ++this.#attemptId,
      kind: 'groups.rename',
      accountId,
      groupId: null,
      subject: {},
      at: this.clock.now(),
      amount: 1,
      by: 'engine',
      ...changes,
    };
    this.desk.committed(act);
    return act;
  }
}
