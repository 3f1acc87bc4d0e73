import { describe, expect, test } from 'vitest';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const hourMs = 3_600_000;
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
    expect(handLog[0]).toMatchObject({ note: '晨跑群 · 换季', groupId: expect.stringMatching(/^named:[0-9a-f]{32}$/u) });
  });

  test('counts for that group under every account, however its name is spaced', async () => {
    const { bench, log } = await desk();
    await log({ groupName: '晨跑群', at: bench.clock.now() - 2 * hourMs });
    await log({ groupName: ' 晨 跑 群 ', at: bench.clock.now() - hourMs });
    const [act] = (await bench.tell('accounts.detail', { accountId: (await desk()).accountId })).handLog;
    expect(act).toBeUndefined();
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
