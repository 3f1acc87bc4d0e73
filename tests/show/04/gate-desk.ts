import { fileURLToPath } from 'node:url';
import { AccountDesk } from '../../../electron/accounts/account-desk.ts';
import { AccountGate } from '../../../electron/accounts/account-gate.ts';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import { actionIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';
import type { DeskTime } from '../../../electron/accounts/desk/desk-time.ts';
import { createPlanProcedures } from '../../../electron/accounts/plan-procedures.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import type { StageId } from '../../../electron/contract/plan-ids.ts';
import { migrations } from '../../../electron/database.ts';
import { GroupCounting } from '../../../electron/groups/book/group-counting.ts';
import { GroupDesk } from '../../../electron/groups/group-desk.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { createPaperAudit } from '../../support/groups/group-bench.ts';
import type { PaperPhones } from '../../support/jobs/paper-phones.ts';
import { accountOn, lifeGroups, lifePhones, writeAccounts } from '../../support/plan-life/life-ground.ts';
import type { LifeGroup } from '../../support/plan-life/life-console.ts';
import { groupCount, type GateLedger } from './gate-ledger.ts';

const resourcesFolder = fileURLToPath(new URL('../../../resources/', import.meta.url));
const dayMs = 86_400_000;
const lead: Operator = { operatorId: 'op-1', name: '班组长', createdAt: 1 };

/** Where accounts of such a desk are: those that have room come most often. */
export function stageAt(place: number): StageId {
  return (['S6', 'S5', 'S6', 'S4', 'S6', 'S3', 'S5', 'S1'] as const)[place % 8] ?? 'S6';
}

/** Everything between a job and the gate's answer, on a database: accounts, plans, groups and their counts as the console has them. */
export class GateDesk {
  readonly clock: SteppedClock;
  readonly gate: AccountGate;
  readonly desk: AccountDesk;
  readonly store: Store;
  /** Nothing but the desk's own clock, until a desk's time is put in its place. */
  readonly #time: { -readonly [Name in keyof DeskTime]: DeskTime[Name] } = { now: () => this.clock.now() };
  readonly #handlers: ReturnType<typeof createPlanProcedures>;

  constructor(folder: string, phones: PaperPhones, now: number) {
    this.clock = new SteppedClock(now);
    const { clock } = this;
    this.store = valueOf(openStore({ file: databaseFileOf(folder), migrations, clock, logger: silentLogger }));
    const { store } = this;
    const shared = { store, clock, audit: createPaperAudit([]), logger: silentLogger };
    const isVirtual = (phoneId: string): boolean | null => phones.get(phoneId)?.isVirtual ?? null;
    const accounts: Accounts = new Accounts({
      ...shared,
      cooldowns: { restOf: (accountId) => this.desk.restOf(accountId) },
      currentOperator: () => lead,
      isVirtual,
      isTreeHidden: () => false,
    });
    this.desk = new AccountDesk({
      ...shared,
      time: this.#time,
      resourcesFolder,
      accounts,
      phone: (phoneId) => phones.get(phoneId),
      operator: () => lead,
      isSupervisor: () => true,
    });
    const groups = new GroupCounting(store, new GroupDesk({ ...shared, accounts }).book);
    this.desk.start({ groups, kinds: actionIds.map((action) => ({ kind: kindOf(action), action })) });
    this.gate = new AccountGate({ ...this.desk.ground, modes: accounts });
    this.#handlers = createPlanProcedures(this.desk);
  }

  async seed(accountId: string, stageId: StageId): Promise<void> {
    valueOf(await this.#handlers['accounts.seedDemo']({ accountId, stageId }, new AbortController().signal));
  }

  /** From now on accounts go by that time. */
  goBy(time: Required<DeskTime>): void {
    this.#time.now = () => time.now();
    this.#time.doubt = (rollingMs) => time.doubt(rollingMs);
    this.#time.unknownUse = () => time.unknownUse();
    this.#time.aheadMs = () => time.aheadMs();
    this.#time.refusal = () => time.refusal();
    this.desk.noteTime();
  }

  /** A platform's word closes some acts of an account, and a supervisor lets it do more of another one for a week. */
  async trouble(accountId: string, stageId: StageId): Promise<void> {
    const { signal } = new AbortController();
    const seen = { accountId, signalId: 'moments_restricted', tool: null, at: null, note: '' } as const;
    valueOf(await this.#handlers['accounts.reportSignal'](seen, signal));
    const path = `stages.${stageId}.caps.group_announcement.per_day`;
    const raised = { accountId, path, value: 25, reason: '活动', untilAt: this.clock.now() + 7 * dayMs };
    valueOf(await this.#handlers['accounts.loosen'](raised, signal));
  }

  /** A person did something without the console, and says so. */
  async logAct(accountId: string, action: ActionId, groupId: string | null): Promise<void> {
    const act = { accountId, action, groupId, at: null, amount: 1, note: '', corrects: null };
    valueOf(await this.#handlers['accounts.logAct'](act, new AbortController().signal));
  }

  /** An attempt was let through, was done and ended, as the engine tells it. */
  act(
    attemptId: number,
    of: { readonly accountId: string; readonly action: ActionId; readonly groupId: string | null },
  ): void {
    const at = this.clock.now();
    const { accountId, groupId, action } = of;
    const act = {
      attemptId,
      kind: kindOf(action),
      accountId,
      groupId,
      subject: {},
      at,
      amount: 1,
      by: 'engine',
    } as const;
    this.desk.committed(act);
    this.desk.ended({ act, at, state: 'done' });
  }

  close(): void {
    this.desk.dispose();
    this.store.dispose();
  }
}

function kindOf(action: ActionId): string {
  return `test.${action}`;
}

export interface WrittenDesk {
  readonly folder: string;
  readonly phones: PaperPhones;
  readonly groups: ReadonlyMap<string, LifeGroup>;
}

/** Writes a data folder with that ledger of jobs: every account under its plan, every row an attempt that was done. */
export async function writeDesk(folder: string, ledger: GateLedger, random: SeededRandom): Promise<WrittenDesk> {
  const [phones, groups] = [lifePhones(ledger.accountCount), lifeGroups(groupCount, random)];
  writeAccounts(folder, phones, groups);
  const desk = new GateDesk(folder, phones, ledger.endsAt);
  try {
    for (const [place, { phoneId }] of phones.list().entries()) await desk.seed(accountOn(phoneId), stageAt(place));
    valueOf(desk.store.write(() => writeRows(desk.store, ledger)));
  } finally {
    desk.close();
  }
  return { folder, phones, groups };
}

function writeRows(store: Store, ledger: GateLedger): void {
  for (const [place, action] of actionIds.entries()) addJob(store, place + 1, action, ledger.endsAt);
  const viewIds = viewIdsOf(store);
  const item = store.prepare<[number, number, number, string, string, string, string | null, string, number, number]>(
    `INSERT INTO jobItem (itemId, jobId, position, itemKey, accountId, phoneId, groupId, name, subject, verdict, state, detail,
       changedAt, amount) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, 'ready', 'done', '{}', ?, ?)`,
  );
  const attempt = store.prepare<[number, number, number, number]>(
    `INSERT INTO jobAttempt (attemptId, itemId, purpose, mode, startedAt, endedAt, state, detail)
     VALUES (?, ?, 'run', 'auto', ?, ?, 'done', '{}')`,
  );
  const mark = store.prepare<[number, number]>(`INSERT INTO commitMark (attemptId, at, by) VALUES (?, ?, 'engine')`);
  for (let place = 0; place < ledger.rows; place++) {
    const { accountId, action, groupId, at, amount } = ledger.row(place);
    const [id, jobId] = [place + 1, actionIds.indexOf(action) + 1];
    const viewId = viewIds.get(`${accountId} ${groupId ?? ''}`);
    const subject = viewId === undefined ? '{}' : `{"groupViewId":${viewId}}`;
    const phoneId = accountId.replace('account', 'phone');
    item.run(id, jobId, id, `${id}`, accountId, phoneId, groupId, subject, at, amount);
    attempt.run(id, id, at, at);
    mark.run(id, at);
  }
}

function addJob(store: Store, jobId: number, action: ActionId, at: number): void {
  store
    .prepare<[number, string, number, number]>(
      `INSERT INTO job (jobId, kind, title, payload, state, plannedAt, plannedBy, freshUntilAt, endedAt)
       VALUES (?, ?, '', '{}', 'over', ?, '班组长', 0, ?)`,
    )
    .run(jobId, kindOf(action), at, at);
}

function viewIdsOf(store: Store): ReadonlyMap<string, number> {
  const views = store.prepare<[], { accountId: string; groupId: string; groupViewId: number }>(
    'SELECT accountId, groupId, groupViewId FROM groupViewFact',
  );
  return new Map(views.all().map((view) => [`${view.accountId} ${view.groupId}`, view.groupViewId]));
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
