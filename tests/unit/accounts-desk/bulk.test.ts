import { describe, expect, test } from 'vitest';
import type { BulkAct } from '../../../electron/contract/account-bulk.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const dayMs = 86_400_000;
const login: BulkAct = { kind: 'tick', taskId: 'daily_login', day: null, note: null };
const signing: BulkAct = { kind: 'sign-off' };

/** An order for accounts as the board shows them now. */
async function orderOf(bench: DeskBench, act: BulkAct, accountIds: readonly string[]) {
  const { cards } = await bench.tell('accounts.board', {});
  const stageOf = (accountId: string) => cards.find((card) => card.accountId === accountId)?.stageId ?? 'S0';
  return { act, accounts: accountIds.map((accountId) => ({ accountId, stageId: stageOf(accountId), proof: null })) };
}

function whyOf(fault: Fault | null | undefined): unknown {
  return fault?.detail?.['rule'] ?? fault?.code ?? null;
}

/** Why it would not be entered, account by account; null where it would. */
async function preview(bench: DeskBench, act: BulkAct, accountIds: readonly string[]): Promise<unknown[]> {
  const { rows } = await bench.tell('accounts.previewBulk', await orderOf(bench, act, accountIds));
  return rows.map(({ fault }) => whyOf(fault));
}

/** Three accounts that have a daily login to tick, on the day after they came there. */
async function threeAccounts() {
  const bench = new DeskBench();
  const ids = [await bench.accountAt('S1', 'p1'), await bench.accountAt('S2', 'p2'), await bench.accountAt('S2', 'p3')];
  await bench.clock.advance(dayMs);
  bench.operator = wang;
  return { bench, ids };
}

/** Three accounts whose stage is left with a supervisor’s yes only. */
async function toBeSigned() {
  const bench = new DeskBench();
  const ids = [await bench.accountAt('S0', 'p1'), await bench.accountAt('S4', 'p2'), await bench.accountAt('S4', 'p3')];
  bench.operator = wang;
  return { bench, ids };
}

async function ticksOf(bench: DeskBench, accountId: string) {
  const { entries } = await timelineOf(bench, accountId, { kind: 'tick', untilDay: null, limit: 50 });
  return entries.filter(({ at }) => at === bench.clock.now());
}

describe('one task ticked for several accounts', () => {
  test('is a record of each account by itself, with the operator’s name, the note and a line of the audit log', async () => {
    const { bench, ids } = await threeAccounts();
    const order = await orderOf(bench, { ...login, note: '晨会点名' }, ids);
    const { rows } = await bench.tell('accounts.bulk', order);
    expect(rows).toEqual(ids.map((accountId) => ({ accountId, fault: null })));
    for (const accountId of ids)
      expect(await ticksOf(bench, accountId)).toMatchObject([{ what: 'daily_login', by: wang.name, text: '晨会点名' }]);
    const lines = bench.notes.filter(({ action }) => action === 'accounts.tick');
    expect(lines.map(({ subject }) => subject)).toEqual(ids);
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.bulk',
      params: { act: 'tick', taskId: 'daily_login', doneCount: 3, refusedCount: 0 },
    });
  });

  test('is done for those that can take it, and each of the others is told with why', async () => {
    const { bench, ids } = await threeAccounts();
    const [first = '', second = ''] = ids;
    await bench.tell('accounts.tick', { accountId: first, taskId: 'daily_login', day: null, proof: null });
    const other = [await bench.accountAt('S0', 'p4'), bench.account('practice'), bench.account('real-1'), 'nobody'];
    const expected = ['already-ticked', null, 'task-of-stage', 'under-a-plan', 'under-a-plan', 'account-not-found'];
    const accountIds = [first, second, ...other];
    expect(await preview(bench, login, accountIds)).toEqual(expected);
    expect(await ticksOf(bench, second)).toEqual([]);
    const { rows } = await bench.tell('accounts.bulk', await orderOf(bench, login, accountIds));
    expect(rows.map(({ fault }) => whyOf(fault))).toEqual(expected);
    expect(await ticksOf(bench, second)).toHaveLength(1);
    expect(await ticksOf(bench, first)).toHaveLength(1);
    expect(bench.notes.at(-1)).toMatchObject({ params: { doneCount: 1, refusedCount: 5 } });
  });

  test('takes the proof of each account where the task asks for one, and says what it asks for', async () => {
    const bench = new DeskBench();
    const ids = [await bench.accountAt('S0', 'p1'), await bench.accountAt('S0', 'p2')];
    for (const accountId of ids) await untickAll(bench, accountId);
    const device: BulkAct = { kind: 'tick', taskId: 'own_device', day: null, note: null };
    const order = await orderOf(bench, device, ids);
    const { rows } = await bench.tell('accounts.previewBulk', order);
    expect(rows.map(({ proof, fault }) => [proof, whyOf(fault)])).toEqual([
      ['device record', 'proof-needed'],
      ['device record', 'proof-needed'],
    ]);
    const accounts = order.accounts.map((row, index) => ({ ...row, proof: index === 0 ? '登记 7' : null }));
    const done = await bench.tell('accounts.bulk', { act: device, accounts });
    expect(done.rows.map(({ fault }) => whyOf(fault))).toEqual([null, 'proof-needed']);
    const [tick] = await ticksOf(bench, ids[0] ?? '');
    expect(tick?.text).toBe('登记 7');
  });

  test('may be of a day before, which takes a supervisor when it is long past', async () => {
    const { bench, ids } = await threeAccounts();
    await bench.clock.advance(4 * dayMs);
    const late: BulkAct = { ...login, day: '2026-03-04' };
    expect(await preview(bench, { ...late, day: '2026-03-06' }, ids)).toEqual([null, null, null]);
    expect(await preview(bench, late, ids)).toEqual(['ticked-lately', 'ticked-lately', 'ticked-lately']);
    bench.operator = lead;
    expect(await preview(bench, late, ids)).toEqual([null, null, null]);
    bench.isProven = false;
    const refused = await bench.call('accounts.bulk', await orderOf(bench, late, ids));
    expect(refused).toMatchObject({ error: { code: 'supervisor-pin-required' } });
    expect(await ticksOf(bench, ids[0] ?? '')).toEqual([]);
    bench.isProven = true;
    await bench.tell('accounts.bulk', await orderOf(bench, late, ids));
    expect(await preview(bench, late, ids)).toEqual(['already-ticked', 'already-ticked', 'already-ticked']);
  });

  test('takes an operator, is done once for an account that was named twice, and leaves no line where all refuse', async () => {
    const { bench, ids } = await threeAccounts();
    const [accountId = ''] = ids;
    bench.operator = null;
    expect(await preview(bench, login, [accountId])).toEqual([null]);
    expect(await bench.call('accounts.bulk', await orderOf(bench, login, [accountId]))).toMatchObject({
      error: { code: 'operator-required' },
    });
    bench.operator = wang;
    await bench.tell('accounts.bulk', await orderOf(bench, login, [accountId, accountId]));
    expect(await ticksOf(bench, accountId)).toHaveLength(1);
    const lines = bench.notes.length;
    await bench.tell('accounts.bulk', await orderOf(bench, login, [accountId]));
    expect(bench.notes).toHaveLength(lines);
  });

  test('ends where somebody else comes to the desk meanwhile: nobody answers for what is left', async () => {
    const { bench, ids } = await threeAccounts();
    const stop = bench.desk.subscribe(() => {
      bench.operator = lead;
    });
    const { rows } = await bench.tell('accounts.bulk', await orderOf(bench, login, ids));
    stop();
    expect(rows.map(({ fault }) => fault?.code ?? null)).toEqual([null, 'operator-required', 'operator-required']);
  });
});

describe('stages signed off together', () => {
  test('are each signed for the stage in which the account is, by the supervisor', async () => {
    const { bench, ids } = await toBeSigned();
    bench.operator = lead;
    const { rows } = await bench.tell('accounts.bulk', await orderOf(bench, signing, ids));
    expect(rows.map(({ fault }) => whyOf(fault))).toEqual([null, null, null]);
    const { cards } = await bench.tell('accounts.board', {});
    for (const [index, stageId] of (['S0', 'S4', 'S4'] as const).entries()) {
      const { entries } = await timelineOf(bench, ids[index] ?? '', { kind: 'sign-off', limit: 1 });
      expect(entries).toMatchObject([{ what: stageId, by: lead.name }]);
      const card = cards.find(({ accountId }) => accountId === ids[index]);
      expect(card?.missing.some(({ kind }) => kind === 'sign-off')).toBe(false);
    }
    expect(await preview(bench, signing, ids)).toEqual(['sign-off-open', 'sign-off-open', 'sign-off-open']);
  });

  test('are a supervisor’s: others read that before, and are refused as a whole', async () => {
    const { bench, ids } = await toBeSigned();
    const wanted = ['supervisor-required', 'supervisor-required', 'supervisor-required'];
    expect(await preview(bench, signing, ids)).toEqual(wanted);
    const refused = await bench.call('accounts.bulk', await orderOf(bench, signing, ids));
    expect(refused).toMatchObject({ error: { code: 'supervisor-required', detail: { operator: wang.name } } });
  });

  test('take the PIN again once they are ordered, not before', async () => {
    const { bench, ids } = await toBeSigned();
    bench.operator = lead;
    bench.isProven = false;
    expect(await preview(bench, signing, ids)).toEqual([null, null, null]);
    const refused = await bench.call('accounts.bulk', await orderOf(bench, signing, ids));
    expect(refused).toMatchObject({ error: { code: 'supervisor-pin-required' } });
  });

  test('are not for an account that is in another stage by now', async () => {
    const { bench, ids } = await toBeSigned();
    bench.operator = lead;
    const order = await orderOf(bench, signing, ids.slice(0, 1));
    const stale = order.accounts.map((row) => ({ ...row, stageId: 'S5' as const }));
    const { rows } = await bench.tell('accounts.bulk', { act: signing, accounts: stale });
    expect(rows.map(({ fault }) => whyOf(fault))).toEqual(['present-stage']);
  });
});

describe('the board', () => {
  test('names the tasks that are open, and of each account which', async () => {
    const { bench, ids } = await threeAccounts();
    const { cards, tasks } = await bench.tell('accounts.board', {});
    for (const accountId of ids) {
      const { checklist } = await bench.tell('accounts.detail', { accountId });
      const open = checklist.filter(({ state }) => state !== 'done');
      expect(cards.find((card) => card.accountId === accountId)?.openTasks).toEqual(open.map(({ taskId }) => taskId));
      for (const { taskId, text } of open) expect(tasks[taskId]).toEqual(text);
    }
  });
});

/** Takes back what a history ticked. */
async function untickAll(bench: DeskBench, accountId: string): Promise<void> {
  const { checklist } = await bench.tell('accounts.detail', { accountId });
  for (const { tick } of checklist)
    if (tick !== null) await bench.tell('accounts.untick', { accountId, tickId: tick.tickId });
}
