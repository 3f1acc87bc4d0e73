import { describe, expect, test } from 'vitest';
import { migrations } from '../../../electron/database.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench, wang } from '../../support/accounts/desk-bench.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const lackingFrom = china('2026-03-02T03:00');
const inDoubt = { kind: 'held', reason: 'standing-unknown', until: null };

/** A desk with two accounts, whose database turns out at the next start to lack what was said of them since three in the morning. */
async function restored(missing: number | null = 2) {
  const clock = new ManualClock(china('2026-03-02T10:00'));
  const store = openTestStore(migrations, { clock });
  const before = new DeskBench({ store, clock });
  const accountIds = [await before.accountAt('S4', 'p1'), await before.accountAt('S5', 'p2')];
  store
    .prepare<[number | null, number]>("INSERT INTO factSpan (kind, missing, fromAt) VALUES ('older', ?, ?)")
    .run(missing, lackingFrom);
  const bench = new DeskBench({ store, clock });
  for (const phoneId of ['p1', 'p2']) bench.account(phoneId);
  return { bench, accountIds, first: accountIds[0] ?? '', second: accountIds[1] ?? '' };
}

describe('while nobody knows what was said of the accounts', () => {
  test('nothing is done with any of them, and no time opens it', async () => {
    const { bench, first, second } = await restored();
    const detail = { why: 'older', missing: 2, fromAt: lackingFrom };
    expect(bench.ask(first)).toMatchObject({ ...inDoubt, detail });
    expect(bench.ask(second)).toMatchObject(inDoubt);
    await bench.clock.advance(40 * 86_400_000);
    expect(bench.ask(first)).toMatchObject(inDoubt);
  });

  test('the board says so, and the list names whoever is in doubt, and since when', async () => {
    const { bench, accountIds, first } = await restored(null);
    const { card } = await bench.tell('accounts.detail', { accountId: first });
    expect(card.gate.find(({ action }) => action === 'group_rename')).toMatchObject({ reason: 'standing-unknown' });
    const { accounts } = await bench.tell('accounts.doubts', {});
    expect(accounts.map(({ accountId }) => accountId)).toEqual(accountIds);
    expect(accounts[0]).toMatchObject({ why: 'older', missing: null, fromAt: lackingFrom, phoneId: 'p1' });
  });

  test('a supervisor’s word for an account lets it go on, that one alone, and is on record', async () => {
    const { bench, first, second } = await restored();
    await bench.tell('accounts.settleDoubts', { accountIds: [first] });
    expect(bench.ask(first)).toEqual({ kind: 'allowed' });
    expect(bench.ask(second)).toMatchObject(inDoubt);
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.settleDoubts',
      subject: first,
      params: { why: 'older', fromAt: lackingFrom },
    });
    const { accounts } = await bench.tell('accounts.doubts', {});
    expect(accounts.map(({ accountId }) => accountId)).toEqual([second]);
  });

  test('the word counts for good: the next start finds nothing to ask', async () => {
    const { bench, accountIds, first } = await restored();
    await bench.tell('accounts.settleDoubts', { accountIds });
    const next = new DeskBench({ store: bench.store, clock: bench.clock });
    next.account('p1');
    expect(next.ask(first)).toEqual({ kind: 'allowed' });
  });

  test('an account that came later is not in doubt', async () => {
    const { bench } = await restored();
    const later = await bench.accountAt('S4', 'p3');
    expect(bench.ask(later)).toEqual({ kind: 'allowed' });
  });

  test('an ordinary operator cannot say it', async () => {
    const { bench, accountIds, first } = await restored();
    bench.operator = wang;
    const refused = await bench.call('accounts.settleDoubts', { accountIds });
    expect(refused).toMatchObject({ error: { code: 'supervisor-required' } });
    expect(bench.ask(first)).toMatchObject(inDoubt);
  });

  test('a list with one that is not in doubt changes nothing', async () => {
    const { bench, first, accountIds } = await restored();
    await bench.tell('accounts.settleDoubts', { accountIds: [first] });
    expect(await bench.call('accounts.settleDoubts', { accountIds })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'in-doubt' } },
    });
    expect(bench.ask(accountIds[1] ?? '')).toMatchObject(inDoubt);
  });
});

function factsOf({ store }: DeskBench): number {
  return store.prepare<[], { facts: number }>('SELECT facts FROM custody').get()?.facts ?? 0;
}

describe('what restricts an account when it is said is counted', () => {
  test.each<[string, (bench: DeskBench, accountId: string) => Promise<unknown>]>([
    [
      'a signal',
      (bench, accountId) =>
        bench.tell('accounts.reportSignal', { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' }),
    ],
    ['a new beginning', (bench, accountId) => bench.tell('accounts.restart', { accountId, event: 'unblock' })],
    ['a name on a list', (bench) => bench.tell('lists.add', { list: 'opt-out', name: '张三', note: '' })],
    [
      'a plan',
      (bench, accountId) => {
        const source = { kind: 'text', text: bench.desk.ground.shelf.shippedText } as const;
        return bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
      },
    ],
  ])('%s', async (_name, tell) => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const before = factsOf(bench);
    await tell(bench, accountId);
    expect(factsOf(bench)).toBeGreaterThan(before);
  });

  test('and sealed at once', async () => {
    let sealed = 0;
    const custody = { countAct: () => undefined, seal: () => ({ ok: true, value: null }) as const };
    const bench = new DeskBench({ custody: { ...custody, sealFacts: () => void (sealed += 1) } });
    const accountId = await bench.accountAt('S4');
    await Promise.resolve();
    sealed = 0;
    await bench.tell('accounts.reportSignal', { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' });
    expect(sealed).toBeGreaterThan(0);
    sealed = 0;
    await bench.tell('lists.add', { list: 'opt-out', name: '张三', note: '' });
    expect(sealed).toBeGreaterThan(0);
  });
});
