import { describe, expect, test } from 'vitest';
import type { CalendarRow } from '../../../electron/contract/account-calendar.ts';
import { stageIds } from '../../../electron/contract/plan-ids.ts';
import { dayOf, midnightAfter } from '../../../electron/accounts/standing/calendar-day.ts';
import { china } from '../../support/accounts/account-life.ts';
import { CalendarBench } from '../../support/accounts/calendar-bench.ts';
import { longestTurnOf } from '../../support/longest-turn.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function eventsOf({ events }: CalendarRow, kind: CalendarRow['events'][number]['kind']): string[] {
  return events.filter((event) => event.kind === kind).map(({ on, what }) => `${on} ${what}`);
}

function isClosed({ closed }: CalendarRow, action: string, day: string): boolean {
  return closed.some((span) => span.action === action && span.fromOn <= day && day <= span.toOn);
}

describe('what the calendar foresees', () => {
  test.each(stageIds)(
    'of an account in %s is what its standing and the gate say once it is that day',
    async (stageId) => {
      const bench = new CalendarBench();
      const accountId = await bench.accountAt(stageId);
      bench.accounts.setMode(accountId, 'auto');
      bench.commit(accountId, { at: bench.clock.now() - hourMs });
      const row = await bench.row(accountId, 12);
      const foreseen: string[] = [];
      const seen: string[] = [];
      for (let ahead = 0; ahead < 12; ahead++) {
        const now = bench.clock.now();
        const day = dayOf(now);
        const { card } = await bench.tell('accounts.detail', { accountId });
        const span = row.stages.find(({ fromOn, toOn }) => fromOn <= day && day <= toOn);
        foreseen.push(`${day} ${span?.stageId} ${span?.condition}`);
        seen.push(`${day} ${card.stageId} ${card.condition}`);
        for (const { action, kind, untilAt } of card.gate) {
          const isShut = kind !== 'allowed' && (untilAt === null || untilAt >= midnightAfter(now));
          foreseen.push(`${day} ${action} ${isClosed(row, action, day)}`);
          seen.push(`${day} ${action} ${isShut}`);
        }
        await bench.clock.advance(midnightAfter(now) - now);
      }
      expect(foreseen).toEqual(seen);
    },
  );

  test('of a cooldown is its end, the lower stage after it, and the day on which each action opens', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S5');
    bench.accounts.setMode(accountId, 'auto');
    await bench.tell('accounts.reportSignal', {
      accountId,
      signalId: 'too_frequent_prompt',
      tool: null,
      at: null,
      note: '',
    });
    const row = await bench.row(accountId);
    expect(eventsOf(row, 'limit-ends')).toEqual(['2026-03-03 too_frequent_prompt']);
    expect(row.events.find(({ kind }) => kind === 'limit-ends')?.at).toBe(china('2026-03-03T10:00'));
    expect(row.events.find(({ kind, what }) => kind === 'opens' && what === 'group_rename')).toMatchObject({
      on: '2026-03-03',
      at: china('2026-03-03T10:00'),
    });
    const spans = row.stages.map(
      ({ fromOn, effectiveStageId, condition }) => `${fromOn} ${effectiveStageId} ${condition}`,
    );
    expect(spans).toEqual(['2026-03-02 S4 cooldown', '2026-03-04 S4 normal', '2026-03-07 S5 normal']);
    expect(eventsOf(row, 'lowering-ends')).toEqual(['2026-03-06 ']);
  });

  test('of a stage is the first day on which the next one can be there', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S1');
    const { card } = await bench.tell('accounts.detail', { accountId });
    const latest =
      card.missing
        .map(({ earliestOn }) => earliestOn ?? '')
        .toSorted()
        .at(-1) ?? '';
    expect(eventsOf(await bench.row(accountId), 'stage-soonest')).toEqual([
      `${dayOf(Date.parse(`${latest}T12:00:00+08:00`) + dayMs)} S2`,
    ]);
  });

  test('tells what is due on the last day on which it is in time, and what is due every day as a number', async () => {
    const bench = new CalendarBench();
    const accountId = bench.account('real-1');
    const source = { kind: 'text', text: bench.desk.ground.shelf.shippedText } as const;
    await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
    for (const { taskId } of (await bench.tell('accounts.detail', { accountId })).checklist)
      await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: '存档' });
    await bench.tell('accounts.signOff', { accountId, stageId: 'S0' });
    await bench.clock.advance(dayMs);
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const single = checklist.filter(({ state, frequency }) => state === 'due' && frequency !== 'daily');
    const row = await bench.row(accountId);
    expect(single.length).toBeGreaterThan(0);
    expect(eventsOf(row, 'task-due').toSorted()).toEqual(
      single.map(({ taskId, dueOn }) => `${dueOn} ${taskId}`).toSorted(),
    );
    expect(row.stages[0]).toMatchObject({ stageId: 'S1', dailyTasks: checklist.length - single.length });
  });

  test('of an account for practice is that everything is open and nothing is due', async () => {
    const bench = new CalendarBench();
    const accountId = bench.account('p1');
    bench.accounts.setMode(accountId, 'auto');
    const row = await bench.row(accountId);
    expect(row).toMatchObject({ isPractice: true, events: [], stages: [{ stageId: 'S6', dailyTasks: 0 }] });
    expect(row.closed.filter(({ code }) => code !== 'human-only')).toEqual([]);
  });

  test('today goes by the phone’s faults, later days do not: nobody knows whether they stay', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S6');
    bench.accounts.setMode(accountId, 'auto');
    const phone = bench.phones.get('phone-S6');
    if (phone === undefined) throw new Error('no phone');
    bench.phones.set('phone-S6', { ...phone, state: 'offline' });
    const row = await bench.row(accountId);
    expect(row.closed.find(({ action }) => action === 'group_rename')).toMatchObject({
      code: 'device-hold',
      fromOn: '2026-03-02',
      toOn: '2026-03-02',
    });
  });

  test('a raised cap and its end', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    const path = 'stages.S4.caps.group_rename.per_day';
    const untilAt = bench.clock.now() + 2 * dayMs;
    await bench.tell('accounts.loosen', { accountId, path, value: 9, reason: '活动', untilAt });
    expect((await bench.row(accountId)).events.find(({ kind }) => kind === 'loosening-ends')).toMatchObject({
      on: '2026-03-04',
      at: untilAt,
      what: path,
    });
  });

  test('rests are told once for all accounts of a plan, in the plan’s time zone', async () => {
    const bench = new CalendarBench();
    await bench.accountAt('S4', 'p1');
    await bench.accountAt('S5', 'p2');
    const { restPlans, rows, timeZone, days } = await bench.look('accounts.calendar', { days: 30 });
    expect(rows.map(({ restPlan }) => restPlan)).toEqual([0, 0]);
    expect(restPlans[0]?.find(({ windowId }) => windowId === 'night')).toMatchObject({
      fromMinute: 23 * 60,
      toMinute: 8 * 60,
      isHard: true,
      actions: null,
    });
    expect([timeZone, days.length, days[0]]).toEqual(['Asia/Shanghai', 30, '2026-03-02']);
  });
});

test.each([60, 200])(
  'the calendar of %i accounts never holds up the main loop for 50 ms',
  async (count) => {
    const bench = new CalendarBench();
    for (let place = 0; place < count; place++) await bench.accountAt(stageIds[place % 7] ?? 'S6', `p${place}`);
    const begunAt = performance.now();
    const { value, longestMs } = await longestTurnOf(() => bench.look('accounts.calendar', { days: 30 }));
    const took = performance.now() - begunAt;
    const { rows } = value;
    const size = JSON.stringify(rows).length;
    console.info(
      `${count} accounts: ${took.toFixed(0)} ms, longest turn ${longestMs.toFixed(1)} ms, ${size} characters`,
    );
    expect(rows).toHaveLength(count);
    expect(longestMs).toBeLessThan(50);
  },
  60_000,
);
