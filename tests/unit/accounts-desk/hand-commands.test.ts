import { describe, expect, test } from 'vitest';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

async function desk() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6');
  const log = (changes: Partial<ProcedureInput<'accounts.logAct'>>) => {
    const act = { action: 'group_rename', groupId: null, at: null, amount: 1, note: '', corrects: null } as const;
    return bench.call('accounts.logAct', { accountId, ...act, ...changes });
  };
  return { bench, accountId, log };
}

const needed = { error: { code: 'invalid-input', detail: { rule: 'group-needed' } } };

describe('an act in a group that is logged by hand', () => {
  test.each(['group_rename', 'group_owner_transfer', 'group_announcement', 'group_join'] as const)(
    '%s says in which',
    async (action) => {
      const { log } = await desk();
      expect(await log({ action })).toMatchObject(needed);
      expect(await log({ action, groupName: '  ' })).toMatchObject(needed);
      expect(await log({ action, groupId: 'g1' })).toMatchObject({ ok: true });
    },
  );

  test.each(['group_create', 'moments_post'] as const)('%s is in no group that is there', async (action) => {
    const { log } = await desk();
    expect(await log({ action })).toMatchObject({ ok: true });
  });

  test('names one that the console does not know, and the name is kept with it', async () => {
    const { bench, accountId, log } = await desk();
    expect(await log({ groupName: '晨跑群', note: '换季' })).toMatchObject({ ok: true });
    const { handLog } = await bench.tell('accounts.detail', { accountId });
    expect(handLog[0]?.note).toBe('晨跑群 · 换季');
    expect(handLog[0]?.groupId).toMatch(/^named:[0-9a-f]{32}$/u);
  });

  test('counts for that group under every account, however its name is spaced', async () => {
    const { bench, log } = await desk();
    await log({ groupName: '晨跑群', at: bench.clock.now() - 2 * hourMs });
    await log({ groupName: ' 晨 跑 群 ', at: bench.clock.now() - hourMs });
    const { groupId } = bench.desk.ground.handLog.countedSince(0)[0] ?? { groupId: null };
    expect(bench.desk.ground.usage().ofGroup(groupId ?? '', 'group_rename').count).toBe(2);
  });

  test('holds the next rename of a known group once its share is used up', async () => {
    const { bench, accountId, log } = await desk();
    for (const days of [1, 2]) await log({ groupId: 'g1', at: bench.clock.now() - days * dayMs });
    expect(bench.ask(accountId, { groupId: 'g1' })).toMatchObject({ kind: 'held', reason: 'group-cap' });
    expect(bench.ask(accountId, { groupId: 'g2' })).toEqual({ kind: 'allowed' });
  });

  test('is taken back without one', async () => {
    const { log, bench, accountId } = await desk();
    await log({ groupId: 'g1' });
    const [act] = (await bench.tell('accounts.detail', { accountId })).handLog;
    expect(await log({ amount: 0, corrects: act?.handActId ?? 0 })).toMatchObject({ ok: true });
  });
});

/** An operator logged fifteen renames an hour ago, and corrects that now. */
async function logged() {
  const { bench, accountId, log } = await desk();
  bench.operator = wang;
  expect(await log({ groupId: 'g1', amount: 15, at: bench.clock.now() - minuteMs })).toMatchObject({ ok: true });
  const [act] = (await bench.tell('accounts.detail', { accountId })).handLog;
  const correct = (changes: Partial<ProcedureInput<'accounts.logAct'>>) =>
    log({ groupId: 'g1', amount: 15, at: act?.at ?? 0, corrects: act?.handActId ?? 0, ...changes });
  return { bench, correct };
}

describe('a correction of the hand log', () => {
  const refused = { error: { code: 'supervisor-required' } };

  test.each<[string, Partial<ProcedureInput<'accounts.logAct'>>]>([
    ['to fewer', { amount: 14 }],
    ['to none', { amount: 0 }],
    ['to an earlier time', { at: china('2026-03-01T10:00') }],
    ['to another act', { action: 'group_announcement' }],
    ['to another group', { groupId: 'g2' }],
  ])('%s gives room back: a supervisor makes it', async (_what, changes) => {
    const { bench, correct } = await logged();
    await bench.clock.advance(hourMs);
    expect(await correct(changes)).toMatchObject(refused);
    bench.operator = lead;
    expect(await correct(changes)).toMatchObject({ ok: true });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.logAct', params: { before: 15 } });
  });

  test('to more, or later, takes no room: anybody makes it', async () => {
    const { bench, correct } = await logged();
    await bench.clock.advance(hourMs);
    expect(await correct({ amount: 16, at: bench.clock.now() })).toMatchObject({ ok: true });
  });

  test('right after it was logged is a slip of whoever logged it, and of nobody else', async () => {
    const { bench, correct } = await logged();
    await bench.clock.advance(9 * minuteMs);
    bench.operator = { operatorId: 'op-3', name: '小李', createdAt: 3 };
    expect(await correct({ amount: 1 })).toMatchObject(refused);
    bench.operator = wang;
    expect(await correct({ amount: 1 })).toMatchObject({ ok: true });
  });

  test('to a day more than two days ago says why', async () => {
    const { bench, correct } = await logged();
    bench.operator = lead;
    const at = bench.clock.now() - 3 * dayMs;
    expect(await correct({ at })).toMatchObject({ error: { detail: { rule: 'reason-needed' } } });
    expect(await correct({ at, note: '是周五做的' })).toMatchObject({ ok: true });
  });
});
