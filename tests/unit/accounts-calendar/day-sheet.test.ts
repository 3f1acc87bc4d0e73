import { expect, test } from 'vitest';
import { CalendarBench } from '../../support/accounts/calendar-bench.ts';
import { lead } from '../../support/accounts/desk-bench.ts';

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

test('it has what was ticked that day or for it, by whom and when, with the proof and the note', async () => {
  const bench = new CalendarBench();
  const { li } = await custodians(bench);
  const sheetOf = async () =>
    (await bench.look('accounts.daySheet', {})).rows.find(({ accountId }) => accountId === li);
  expect((await sheetOf())?.ticked).toEqual([]);
  const [task] = (await sheetOf())?.tasks ?? [];
  const words = { proof: '存档', note: '当面确认' };
  await bench.tell('accounts.tick', { accountId: li, taskId: task?.taskId ?? '', day: null, ...words });
  const at = bench.clock.now();
  expect((await sheetOf())?.ticked).toEqual([
    { taskId: task?.taskId, text: task?.text, day: '2026-03-02', at, by: lead.name, ...words },
  ]);
  await bench.clock.advance(86_400_000);
  expect((await sheetOf())?.ticked).toEqual([]);
});

test('its table has a line for each tick, with who gave it, the proof and the note', async () => {
  const bench = new CalendarBench();
  const { li } = await custodians(bench);
  const { checklist } = await bench.tell('accounts.detail', { accountId: li });
  const task = checklist.find(({ taskId }) => taskId === 'daily_login');
  const tick = { accountId: li, taskId: 'daily_login', proof: null } as const;
  await bench.clock.advance(86_400_000);
  await bench.tell('accounts.tick', { ...tick, day: null, note: '=HYPERLINK("x")' });
  await bench.tell('accounts.tick', { ...tick, day: '2026-03-02', note: null });
  await bench.look('accounts.exportSheet', { custodian: '李', format: 'csv', purpose: '晨会', path: null });
  const lines = (bench.saved[0]?.text ?? '').split('\r\n');
  expect(lines[0]).toMatch(/完成,凭证,备注$/u);
  const ticked = lines.filter((line) => line.includes(`已完成,${task?.text.zh ?? ''}`));
  expect(ticked[0]).toContain('班组长 2026-03-03 10:00');
  expect(ticked[0]).toContain("'=HYPERLINK");
  expect(ticked[1]).toContain('补记 2026-03-02');
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
