import { expect, test } from 'vitest';
import { UsageLedger, type UsageLedgerDeps } from '../../../electron/accounts/usage/usage-ledger.ts';
import type { JobAct } from '../../../electron/accounts/usage/job-acts.ts';
import type { HandAct } from '../../../electron/accounts/store/hand-log.ts';

const dayMs = 86_400_000;
const now = 200 * dayMs;

function jobAct(attemptId: number, changes: Partial<JobAct> = {}): JobAct {
  return { attemptId, kind: 'rename', accountId: 'a', groupId: 'g', groupViewId: null, at: now, amount: 1, ...changes };
}

function handAct(handActId: number, changes: Partial<HandAct> = {}): HandAct {
  return {
    handActId,
    accountId: 'a',
    action: 'group_rename',
    groupId: null,
    groupViewId: null,
    at: now,
    amount: 1,
    note: '',
    corrects: null,
    loggedBy: '小王',
    loggedAt: now,
    ...changes,
  };
}

/** Which views a group has, as they are joined at the moment of asking. */
type Joined = Record<string, readonly number[]>;

function openLedger(acts: readonly JobAct[], joined: Joined = {}, changes: Partial<UsageLedgerDeps> = {}) {
  const deps: UsageLedgerDeps = {
    jobActs: { since: (at) => acts.filter((act) => act.at >= at) },
    handLog: { countedSince: () => [] },
    groups: { idsOf: (groupId) => ({ groupIds: [groupId], viewIds: joined[groupId] ?? [] }) },
    actionOfKind: (kind) => (kind === 'rename' ? 'group_rename' : null),
    ...changes,
  };
  return new UsageLedger(deps, now);
}

test('counts what is on record, and nothing of kinds that no plan counts', () => {
  const ledger = openLedger([jobAct(1), jobAct(2, { kind: 'read' }), jobAct(3, { amount: 3 })]);
  expect(ledger.ofAccount('a', 'group_rename').sumSince(0)).toBe(4);
});

test('counts an attempt once, whether it was read or told first', () => {
  const ledger = openLedger([jobAct(1)]);
  ledger.addJobAct(jobAct(1));
  ledger.addJobAct(jobAct(2));
  ledger.addJobAct(jobAct(2));
  expect(ledger.ofAccount('a', 'group_rename').count).toBe(2);
});

test('follows groups that are joined and parted without counting anew', () => {
  const joined: Joined = { g: [1], h: [2] };
  const ledger = openLedger([jobAct(1, { groupViewId: 1 }), jobAct(2, { groupViewId: 2, groupId: 'h' })], joined);
  const countOf = (groupId: string): number => ledger.ofGroup(groupId, 'group_rename').count;
  expect([countOf('g'), countOf('h')]).toEqual([1, 1]);
  joined['g'] = [1, 2];
  joined['h'] = [];
  expect([countOf('g'), countOf('h')]).toEqual([2, 0]);
  joined['g'] = [1];
  joined['h'] = [2];
  expect([countOf('g'), countOf('h')]).toEqual([1, 1]);
});

test('puts acts of several views in the order of time', () => {
  const acts = [3, 1, 2].map((day, index) => jobAct(index, { groupViewId: index, at: now - day * dayMs }));
  const series = openLedger(acts, { g: [0, 1, 2] }).ofGroup('g', 'group_rename');
  expect([series.timeAt(0), series.lastAt]).toEqual([now - 3 * dayMs, now - dayMs]);
});

test('moves an act to when it can have been done at the latest', () => {
  const ledger = openLedger([]);
  const act = jobAct(1, { groupViewId: 1 });
  ledger.addJobAct(act);
  ledger.moveJobAct(act, now + 5);
  const series = ledger.ofAccount('a', 'group_rename');
  expect([series.count, series.lastAt]).toEqual([1, now + 5]);
});

test('counts what was logged by hand until it is taken back', () => {
  const ledger = openLedger([], {}, { handLog: { countedSince: () => [handAct(1, { amount: 2 })] } });
  expect(ledger.ofAccount('a', 'group_rename').sumSince(0)).toBe(2);
  ledger.removeHandAct(handAct(1, { amount: 2 }));
  ledger.addHandAct(handAct(2));
  expect(ledger.ofAccount('a', 'group_rename').sumSince(0)).toBe(1);
});
