import {
  planAt,
  PlanStore,
  type AccountPlan,
  type StoredLoosening,
} from '../../../electron/accounts/store/plan-store.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import type { AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import { FactStore } from '../../../electron/accounts/store/fact-store.ts';
import { FieldStore } from '../../../electron/accounts/store/field-store.ts';
import type { HandAct } from '../../../electron/accounts/store/hand-log.ts';
import type { Store } from '../../../electron/store/store.ts';
import { readSop, type Sop } from './sop.ts';

/** A plan, by its text and as the product reads it. */
export interface RecordedPlan {
  readonly sop: Sop;
  readonly plan: Plan;
}

/** What people entered about an account, each with its time. */
export interface AccountRow {
  readonly facts: AccountFacts;
  readonly loosenings: readonly StoredLoosening[];
  /** The plan as it was right before an instant; null before the first one. */
  planBefore(at: number): RecordedPlan | null;
}

/** Everything that was entered on a desk, read from its database when all is over. Rows are only ever added there. */
export interface DeskRecord {
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly handActs: readonly HandAct[];
}

export function readRecord(store: Store): DeskRecord {
  const [facts, fields, plans] = [new FactStore(store), new FieldStore(store), new PlanStore(store)];
  const ids = store.prepare<[], { accountId: string }>('SELECT accountId FROM account').all();
  const known = new Map<number, RecordedPlan>();
  const planOf = (planTextId: number): RecordedPlan => {
    const read = known.get(planTextId) ?? recorded(plans.textOf(planTextId));
    known.set(planTextId, read);
    return read;
  };
  const rowOf = (accountId: string): AccountRow => {
    const given = plans.plansOf(accountId);
    const { startedOn } = fields.fieldsOf(accountId);
    return {
      facts: { startedOn, ...facts.read(accountId), results: [] },
      loosenings: plans.looseningsOf(accountId),
      planBefore: (at) => {
        const row = planBefore(given, at);
        return row === null ? null : planOf(row.planTextId);
      },
    };
  };
  return {
    accounts: new Map(ids.map(({ accountId }) => [accountId, rowOf(accountId)])),
    handActs: store.prepare<[], HandAct>('SELECT * FROM handAct ORDER BY handActId').all(),
  };
}

function planBefore(given: readonly AccountPlan[], at: number): AccountPlan | null {
  const earlier = given.filter((row) => row.at < at);
  return planAt(earlier, at);
}

function recorded(text: string): RecordedPlan {
  const { plan } = readPlan('plan.yaml', text, null);
  if (plan === null) throw new Error('a plan that was given cannot be read');
  return { sop: readSop(text), plan };
}
