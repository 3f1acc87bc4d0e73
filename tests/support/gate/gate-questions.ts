import type { AskedGroup, WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { UsageIndex, type CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import type { Limit } from '../../../electron/accounts/standing/condition.ts';
import { gatePlan } from './gate-plan.ts';

/** A Sunday morning in Shanghai, 10:00. */
export const sundayAtTen = Date.UTC(2026, 10, 22, 2);

export const ownAccount = 'a1';

/** Acts of the own account, in the ledger once each; `rowId` is the place in the list. */
export function ledgerOf(acts: readonly Partial<CountedAct>[]): UsageIndex {
  const index = new UsageIndex();
  for (const act of countedActs(acts)) index.add(act);
  return index;
}

export function countedActs(acts: readonly Partial<CountedAct>[]): CountedAct[] {
  return acts.map((act, rowId) => ({
    source: 'job',
    rowId,
    accountId: ownAccount,
    action: 'group_rename',
    groupId: null,
    at: sundayAtTen,
    amount: 1,
    ...act,
  }));
}

/** A renaming by a mature account that nothing stands in the way of, but for what `changes` says. */
export function asking(changes: Partial<WriteQuestion> = {}): WriteQuestion {
  return {
    account: { accountId: ownAccount, mode: 'auto' },
    plan: gatePlan(),
    standing: { stageId: 'S6', limits: [], lowered: [] },
    loosenings: [],
    phone: { isHealthy: true, faults: [] },
    action: 'group_rename',
    group: null,
    amount: 1,
    now: sundayAtTen,
    ledger: ledgerOf([]),
    ...changes,
  };
}

export function groupOf(changes: Partial<AskedGroup> = {}): AskedGroup {
  return { groupId: 'g1', memberCount: 200, ownRole: 'owner', ...changes };
}

/** A complaint that halves everything until somebody has done something about it. */
export function limitOf(changes: Partial<Limit> = {}): Limit {
  const path = `health.signals.${changes.signalId ?? 'member_complaint'}`;
  const plain = { scope: 'all', effect: 'half', signalId: 'member_complaint', sinceAt: 0, untilAt: null } as const;
  return { ...plain, path, recover: [], ...changes };
}
