import { describe, expect, test } from 'vitest';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const dayMs = 24 * 3_600_000;

function warn(bench: DeskBench, accountId: string, code: 'account-limited' | null): void {
  bench.desk.begin({ accountId, untilAt: bench.clock.now() + dayMs, code });
}

describe('a warning that says that the account is restricted', () => {
  test.each(['S6', 'S4'] as const)('suspends it until a person ends that, in %s', async (stageId) => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt(stageId);
    warn(bench, accountId, 'account-limited');
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
    await bench.clock.advance(30 * dayMs);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
  });

  test('stops a practice account as well, reading and writing', () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    warn(bench, accountId, 'account-limited');
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
    expect(bench.ask(accountId, { action: 'read' })).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
    expect(bench.desk.isResting(accountId)).toBe(true);
  });

  test('stands on record by what the screen said, and never as "too frequent"', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    warn(bench, accountId, 'account-limited');
    const { signals, card } = await bench.tell('accounts.detail', { accountId });
    expect(card.condition).toBe('suspended');
    expect(signals).toMatchObject([
      { signalId: 'feature_ban', source: 'prompt', note: 'account-limited', isOpen: true },
    ]);
  });

  test('can be told more exactly by a person, who then ends the suspension', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    warn(bench, accountId, 'account-limited');
    const [ban] = (await bench.tell('accounts.detail', { accountId })).signals;
    const exactly = { accountId, signalId: 'group_function_restricted', tool: null, at: null, note: '' } as const;
    await bench.tell('accounts.reportSignal', exactly);
    const closing = { accountId, signalRowId: ban?.signalRowId ?? 0, cause: '只限制了群功能' };
    await bench.tell('accounts.closeSignal', closing);
    await bench.clock.advance(1);
    expect(bench.ask(accountId)).toMatchObject({
      reason: 'cooldown',
      detail: { signalId: 'group_function_restricted' },
    });
  });

  test('of an older release is carried over as one', () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const setAt = bench.clock.now() - dayMs / 2;
    bench.store
      .prepare<[string, number, number]>("INSERT INTO accountCooldown VALUES (?, ?, 'account-limited', ?)")
      .run(accountId, setAt + dayMs, setAt);
    const again = new DeskBench({ store: bench.store, clock: bench.clock });
    again.account('p1');
    expect(again.ask(accountId)).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
  });
});

test('a warning without a name is taken for the worst', () => {
  const bench = new DeskBench();
  const accountId = bench.account('p1');
  warn(bench, accountId, null);
  expect(bench.ask(accountId)).toMatchObject({ reason: 'suspended' });
});
