import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** An account of a real phone that begins the shipped plan today. */
async function begun(bench: DeskBench): Promise<string> {
  const accountId = bench.account('real-1');
  const source = { kind: 'text', text: bench.desk.ground.shelf.shippedText } as const;
  await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
  return accountId;
}

describe('the checklist', () => {
  test('asks for the proof that the task wants', async () => {
    const bench = new DeskBench();
    const accountId = await begun(bench);
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const task = checklist.find(({ proof }) => proof !== null);
    const tick = { accountId, taskId: task?.taskId ?? '', day: null };
    expect(await bench.call('accounts.tick', { ...tick, proof: ' ' })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'proof-needed' } },
    });
    await bench.tell('accounts.tick', { ...tick, proof: '登记表 12' });
    const after = await bench.tell('accounts.detail', { accountId });
    const done = after.checklist.find(({ taskId }) => taskId === task?.taskId);
    expect(done).toMatchObject({ state: 'done', tick: { by: '班组长', proof: '登记表 12', isOfStay: true } });
    bench.operator = wang;
    expect(after.card.checklist.done).toBe(1);
    await bench.tell('accounts.untick', { accountId, tickId: done?.tick?.tickId ?? 0 });
    expect((await bench.tell('accounts.detail', { accountId })).card.checklist.done).toBe(0);
  });

  test.each([
    ['of another stage', { taskId: 'no-such-task', day: null }, 'task-of-stage'],
    ['of tomorrow', { taskId: null, day: '2026-03-03' }, 'not-ahead'],
  ])('takes no task %s', async (_name, { taskId, day }, rule) => {
    const bench = new DeskBench();
    const accountId = await begun(bench);
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const input = { accountId, taskId: taskId ?? checklist[0]?.taskId ?? '', day, proof: 'x' };
    expect(await bench.call('accounts.tick', input)).toMatchObject({ error: { detail: { rule } } });
  });
});

/** An account of S4, its tick of S1 that is no longer on its list, and how somebody withdraws it. */
async function withOldTick() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S4');
  const { tasks } = bench.desk.ground.book.record(accountId)?.facts ?? { tasks: [] };
  const tickId = tasks.find(({ stageId }) => stageId === 'S1')?.tickId ?? 0;
  const withdraw = (reason?: string | null) => bench.call('accounts.untick', { accountId, tickId, reason });
  const stage = async () => (await bench.tell('accounts.detail', { accountId })).card.stageId;
  return { bench, withdraw, stage };
}

describe('a tick of a stage that was left', () => {
  test('is not taken back by anybody: the account would be in that stage again', async () => {
    const { bench, withdraw, stage } = await withOldTick();
    bench.operator = wang;
    expect(await withdraw('点错了')).toMatchObject({ error: { code: 'supervisor-required' } });
    expect(await stage()).toBe('S4');
  });

  test('is taken back by a supervisor who says why, and that is on record', async () => {
    const { bench, withdraw, stage } = await withOldTick();
    for (const reason of [undefined, null, ' '])
      expect(await withdraw(reason)).toMatchObject({ error: { detail: { rule: 'reason-needed' } } });
    expect(await stage()).toBe('S4');
    expect(await withdraw('当时没有登录')).toMatchObject({ ok: true });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.untick', params: { reason: '当时没有登录' } });
    expect(await stage()).toBe('S1');
  });
});

/** One that came to S2 so many days ago, and an operator who ticks its daily task. */
async function grown(days: number): Promise<{ bench: DeskBench; tick: (day: string) => Promise<Outcome<null>> }> {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S2');
  await bench.clock.advance(days * dayMs);
  bench.operator = wang;
  return {
    bench,
    tick: (day) => bench.call('accounts.tick', { accountId, taskId: 'daily_login', day, proof: '截图' }),
  };
}

describe('a task that was done some days ago', () => {
  test('is ticked by anybody up to two days later', async () => {
    const { tick } = await grown(5);
    for (const day of ['2026-03-07', '2026-03-06', '2026-03-05']) expect(await tick(day)).toMatchObject({ ok: true });
    expect(await tick('2026-03-04')).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'ticked-lately', days: 2 } },
    });
  });

  test('is ticked by a supervisor up to thirty days later, and that it was late is on record', async () => {
    const { bench, tick } = await grown(40);
    bench.operator = lead;
    expect(await tick('2026-03-12')).toMatchObject({ ok: true });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.tick', params: { lateDays: 30 } });
    expect(await tick('2026-03-11')).toMatchObject({ error: { detail: { rule: 'ticked-lately' } } });
  });
});

describe('a stage', () => {
  test('is left the midnight after everything is there, by a supervisor’s yes', async () => {
    const bench = new DeskBench();
    const accountId = await begun(bench);
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    for (const { taskId } of checklist)
      await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: '存档' });
    bench.operator = wang;
    const refused = await bench.call('accounts.signOff', { accountId, stageId: 'S0' });
    expect(refused).toMatchObject({ error: { code: 'supervisor-required', detail: { operator: '小王' } } });
    bench.operator = { operatorId: 'op-2', name: '班组长', createdAt: 2 };
    await bench.tell('accounts.signOff', { accountId, stageId: 'S0' });
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.signOff',
      subject: accountId,
      params: { missing: '' },
    });
    expect((await bench.tell('accounts.detail', { accountId })).card).toMatchObject({ stageId: 'S0', missing: [] });
    await bench.clock.advance(14 * 60 * minuteMs);
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card).toMatchObject({ stageId: 'S1', day: 1, startedOn: '2026-03-02' });
    expect(await bench.call('accounts.signOff', { accountId, stageId: 'S0' })).toMatchObject({
      error: { detail: { rule: 'present-stage', stageId: 'S1' } },
    });
  });

  test.each(['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const)(
    '%s can be shown by an account with a history',
    async (stageId) => {
      const bench = new DeskBench();
      const accountId = await bench.accountAt(stageId);
      const { card } = await bench.tell('accounts.detail', { accountId });
      expect(card).toMatchObject({ stageId, isPractice: false, condition: 'normal' });
    },
  );

  test('is not given to accounts on real phones as a history', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('real-1');
    expect(await bench.call('accounts.seedDemo', { accountId, stageId: 'S6' })).toMatchObject({
      error: { code: 'demo-only' },
    });
  });
});

describe('a signal', () => {
  test('that suspends lasts until a person closes it, and then cannot be closed again', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const seen = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '多项功能受限' } as const;
    const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
    expect((await bench.tell('accounts.detail', { accountId })).card.condition).toBe('suspended');
    await bench.clock.advance(minuteMs);
    await bench.tell('accounts.closeSignal', { accountId, signalRowId, cause: '申诉成功' });
    const { card, signals } = await bench.tell('accounts.detail', { accountId });
    expect([card.condition, signals[0]?.isOpen, signals[0]?.closing?.cause]).toEqual(['normal', false, '申诉成功']);
    expect(await bench.call('accounts.closeSignal', { accountId, signalRowId, cause: null })).toMatchObject({
      error: { detail: { rule: 'open-signal' } },
    });
  });

  test('that suspends is closed by a supervisor alone, who writes down why', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const seen = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' } as const;
    const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
    await bench.clock.advance(minuteMs);
    bench.operator = wang;
    const close = (cause: string | null) => bench.call('accounts.closeSignal', { accountId, signalRowId, cause });
    expect(await close('申诉成功')).toMatchObject({ error: { code: 'supervisor-required' } });
    bench.operator = lead;
    for (const cause of [null, '  '])
      expect(await close(cause)).toMatchObject({ error: { code: 'invalid-input', detail: { rule: 'cause-needed' } } });
    const { card, signals } = await bench.tell('accounts.detail', { accountId });
    expect([card.condition, signals[0]?.closing]).toEqual(['suspended', null]);
    expect(await close('申诉成功')).toMatchObject({ ok: true });
  });

  test('that cools down is closed by anybody, as before', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const seen = { accountId, signalId: 'verification_prompt_3', tool: null, at: null, note: '' } as const;
    for (let count = 0; count < 2; count++) {
      await bench.tell('accounts.reportSignal', seen);
      await bench.clock.advance(minuteMs);
    }
    const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
    bench.operator = wang;
    expect(await bench.call('accounts.closeSignal', { accountId, signalRowId, cause: null })).toMatchObject({
      ok: true,
    });
  });

  test.each<[string, Partial<ProcedureInput<'accounts.reportSignal'>>, string]>([
    ['about a phone', { signalId: 'device_unhealthy' }, 'reportable'],
    ['that lies ahead', { at: china('2026-03-02T10:01') }, 'seen-lately'],
    ['about failures of no tool', { signalId: 'failure_rate' }, 'tool-needed'],
  ])('%s is not entered by hand', async (_name, changes, rule) => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const input = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '', ...changes } as const;
    expect(await bench.call('accounts.reportSignal', input)).toMatchObject({ error: { detail: { rule } } });
  });
});

describe('an account begins anew', () => {
  test('after an unblock, the first, the second and the third one each as the plan says', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    for (let count = 0; count < 3; count++) await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    const restarts = bench.notes.filter(({ action }) => action === 'accounts.restart');
    expect(restarts.map(({ params }) => params['event'])).toEqual(['first-unblock', 'second-unblock', 'third-unblock']);
    expect((await bench.tell('accounts.detail', { accountId })).card.stageId).toBe('S0');
  });

  test('in other hands, once it has had any', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    const { startedOn } = (await bench.tell('accounts.detail', { accountId })).card;
    const fields = { accountId, team: '一组', notes: '', startedOn };
    await bench.tell('accounts.setFields', { ...fields, custodian: '小王' });
    expect((await bench.tell('accounts.detail', { accountId })).card).toMatchObject({
      stageId: 'S6',
      custodian: '小王',
    });
    await bench.tell('accounts.setFields', { ...fields, custodian: '小李' });
    expect((await bench.tell('accounts.detail', { accountId })).card).toMatchObject({
      stageId: 'S2',
      custodian: '小李',
    });
  });

  test('for as long as the plan says, also where a supervisor puts its start after that', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    for (let count = 0; count < 3; count++) await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    await bench.clock.advance(dayMs);
    const fields = { accountId, custodian: '', team: '', notes: '', startedOn: '2026-03-03' };
    await bench.tell('accounts.setFields', { ...fields, reason: '登记错了' });
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card).toMatchObject({ stageId: 'S0', startedOn: '2026-03-03' });
    expect(card.missing).toContainEqual(expect.objectContaining({ kind: 'min-days', earliestOn: '2026-04-01' }));
  });

  test('on a corrected day only with a reason, which is on record', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const fields = { accountId, custodian: '', team: '', notes: '', startedOn: '2026-03-01' };
    for (const reason of [undefined, null, ' '])
      expect(await bench.call('accounts.setFields', { ...fields, reason })).toMatchObject({
        error: { code: 'invalid-input', detail: { rule: 'reason-needed' } },
      });
    await bench.tell('accounts.setFields', { ...fields, reason: '登记错了' });
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.setFields',
      params: { startedOn: '2026-03-01', reason: '登记错了' },
    });
  });

  test('on another phone, and what it was on is kept', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6', 'p1');
    const own = { nickname: '张三', messengerId: 'desk_001' };
    bench.accounts.recordIdentity('p1', own);
    bench.account('p2');
    await bench.clock.advance(minuteMs);
    bench.accounts.recordIdentity('p2', own);
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect([card.stageId, card.phoneId]).toEqual(['S1', 'p2']);
    const { entries: moves } = await timelineOf(bench, accountId, { kind: 'move' });
    expect(moves.map(({ what }) => what)).toEqual(['p2', 'p1']);
    const { entries: restarts } = await timelineOf(bench, accountId, { kind: 'restart' });
    expect(restarts).toMatchObject([{ what: 'new-phone' }]);
  });

  test('to and fro between two phones within a day is trouble', async () => {
    const bench = new DeskBench();
    bench.account('p1');
    bench.account('p2');
    for (const phoneId of ['p1', 'p2', 'p1'])
      bench.accounts.recordIdentity(phoneId, { nickname: '张三', messengerId: 'a' });
    const { cards } = await bench.tell('accounts.board', {});
    expect(cards.find(({ nickname }) => nickname === '张三')?.placeTrouble).toBe('two-phones');
  });
});

describe('failures', () => {
  test('of one kind of act that are too many warn, until their cause is noted', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    const { store } = bench;
    store
      .prepare(
        `INSERT INTO job (kind, title, payload, state, plannedAt, plannedBy, freshUntilAt)
          VALUES ('groups.rename', 't', '{}', 'over', 1, '王', 2)`,
      )
      .run();
    const item = store.prepare<[{ readonly accountId: string; readonly at: number }]>(`INSERT INTO jobItem
        (jobId, position, itemKey, accountId, phoneId, name, subject, verdict, state, detail, changedAt)
      VALUES (1, @at, 'k' || @at, @accountId, 'p', 'n', '{}', 'ready', 'failed', '{}', 1)`);
    const attempt = store.prepare<[{ readonly itemId: number; readonly at: number }]>(`INSERT INTO jobAttempt
        (itemId, purpose, mode, startedAt, endedAt, state, detail)
      VALUES (@itemId, 'run', 'auto', @at, @at, 'failed', '{}')`);
    const mark = store.prepare<[number, number]>("INSERT INTO commitMark VALUES (?, ?, 'engine')");
    const fail = (): void => {
      const at = bench.clock.now();
      const itemId = item.run({ accountId, at }).lastRowId;
      const attemptId = attempt.run({ itemId, at }).lastRowId;
      mark.run(attemptId, at);
      bench.desk.ended({ act: bench.commit(accountId, { attemptId }), at, state: 'failed' });
    };
    for (let count = 0; count < 4; count++) {
      fail();
      await bench.clock.advance(minuteMs);
    }
    expect((await bench.tell('accounts.detail', { accountId })).signals).toEqual([]);
    fail();
    const { signals } = await bench.tell('accounts.detail', { accountId });
    expect(signals).toMatchObject([
      { signalId: 'failure_rate', tool: 'group_rename', source: 'results', isOpen: true },
    ]);
    await bench.clock.advance(minuteMs);
    const signalRowId = signals[0]?.signalRowId ?? 0;
    await bench.tell('accounts.closeSignal', { accountId, signalRowId, cause: '版本更新' });
    fail();
    expect((await bench.tell('accounts.detail', { accountId })).signals.filter(({ isOpen }) => isOpen)).toEqual([]);
  });
});

describe('raising a cap', () => {
  const path = 'stages.S4.caps.group_rename.per_day';

  test('lasts as long as it was granted for, and is on record', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const untilAt = bench.clock.now() + 2 * dayMs;
    await bench.tell('accounts.loosen', { accountId, path, value: 9, reason: '换季改名', untilAt });
    const { card } = await bench.tell('accounts.detail', { accountId });
    const budget = card.budgets.find((each) => each.action === 'group_rename' && each.window === 'perDay');
    expect(budget).toMatchObject({ full: 9, limit: 9, path });
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.loosen',
      params: { path, value: 9, reason: '换季改名' },
    });
  });

  test.each<[string, Partial<ProcedureInput<'accounts.loosen'>>, object]>([
    ['for longer than the plan allows', { untilAt: china('2026-03-09T10:01') }, { detail: { rule: 'within-days' } }],
    ['to less than it is', { value: 1 }, { detail: { rule: 'more-than-planned' } }],
    ['that is no number of a cap', { path: 'intervals.min_seconds.group_rename' }, { detail: { rule: 'loosenable' } }],
    [
      'of a first stage that is zero',
      { path: 'stages.S2.caps.group_rename.per_day' },
      { code: 'plan-broken', detail: { problem: 'zero-loosened' } },
    ],
  ])('%s is refused', async (_name, changes, error) => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const order = { accountId, path, value: 9, reason: '换季', untilAt: china('2026-03-04T10:00'), ...changes };
    expect(await bench.call('accounts.loosen', order)).toMatchObject({ ok: false, error });
  });

  test('is a supervisor’s', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    bench.operator = wang;
    const order = { accountId, path, value: 9, reason: '换季', untilAt: china('2026-03-04T10:00') };
    expect(await bench.call('accounts.loosen', order)).toMatchObject({ error: { code: 'supervisor-required' } });
  });
});
