import { expect, test } from 'vitest';
import { CalendarBench } from '../../support/accounts/calendar-bench.ts';

async function custodians(bench: CalendarBench): Promise<{ readonly chen: string; readonly li: string }> {
  const [li, chen] = [await bench.accountAt('S1', 'p1'), await bench.accountAt('S5', 'p2')];
  for (const [accountId, custodian] of [
    [li, '李'],
    [chen, '陈'],
  ] as const) {
    const { startedOn } = (await bench.tell('accounts.detail', { accountId })).card;
    await bench.tell('accounts.setFields', { accountId, custodian, team: '一组', notes: '', startedOn });
  }
  bench.accounts.setMode(chen, 'auto');
  return { chen, li };
}

test('the sheet has everybody’s accounts by custodian, and leaves practice out', async () => {
  const bench = new CalendarBench();
  const { chen, li } = await custodians(bench);
  bench.account('practice');
  const { rows, day } = await bench.look('accounts.daySheet', {});
  expect(day).toBe('2026-03-02');
  expect(rows.map(({ accountId }) => accountId)).toEqual([chen, li]);
});

test('it has every task that is open, the overdue first, and none that was ticked', async () => {
  const bench = new CalendarBench();
  const { li } = await custodians(bench);
  const before = (await bench.look('accounts.daySheet', {})).rows.find(({ accountId }) => accountId === li);
  const [task] = before?.tasks ?? [];
  await bench.tell('accounts.tick', { accountId: li, taskId: task?.taskId ?? '', day: null, proof: '存档' });
  const after = (await bench.look('accounts.daySheet', {})).rows.find(({ accountId }) => accountId === li);
  expect(after?.tasks.map(({ taskId }) => taskId)).toEqual(before?.tasks.slice(1).map(({ taskId }) => taskId));
  const states = after?.tasks.map(({ state }) => state) ?? [];
  expect(states).toEqual(states.toSorted((one, other) => Number(other === 'overdue') - Number(one === 'overdue')));
});

test('of each act it says whether it is allowed, what is left of today, and else why and until when', async () => {
  const bench = new CalendarBench();
  const { chen } = await custodians(bench);
  bench.commit(chen);
  const row = (await bench.look('accounts.daySheet', {})).rows.find(({ accountId }) => accountId === chen);
  const rename = row?.acts.find(({ gate }) => gate.action === 'group_rename');
  expect(rename).toMatchObject({ gate: { kind: 'held', reason: 'gap', untilAt: bench.clock.now() + 60_000 } });
  expect(rename?.limit).toBe((rename?.left ?? 0) + 1);
});

test('its table says the same in words, for one custodian alone, and the audit log says who took it and what for', async () => {
  const bench = new CalendarBench();
  await custodians(bench);
  const input = { custodian: '陈', format: 'csv', purpose: '晨会', path: null } as const;
  const { path, rowCount } = await bench.look('accounts.exportSheet', input);
  expect([path, rowCount]).toEqual(['jiqun-accounts-2026-03-02.csv', 1]);
  const text = bench.saved[0]?.text ?? '';
  expect(text).toContain('2026-03-02,陈,一组,手机 p2');
  expect(text).toContain('可做,改群名');
  expect(text).not.toContain(',李,');
  expect(bench.notes.at(-1)).toMatchObject({
    action: 'accounts.exportSheet',
    params: { purpose: '晨会', rowCount: 1, custodian: '陈' },
  });
});
