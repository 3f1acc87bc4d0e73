import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  MissedPolicy,
  ScheduleDraft,
  ScheduleRule,
  ScheduleWindow,
} from '../../../electron/contract/schedules.ts';
import { scheduleMigrations } from '../../../electron/schedules/schedule-migrations.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { caseCount } from '../../support/random-cases.ts';
import { MortalDesk, type Event } from './mortal-desk.ts';
import { daily, minuteMs, onWall, shanghai } from './schedule-desk.ts';
import { shanghaiTimes } from './shanghai-times.ts';

const rules: fc.Arbitrary<{ rule: ScheduleRule; window: ScheduleWindow | null }> = fc.constantFrom(
  { rule: { every: 'day', at: '09:00' }, window: null },
  { rule: { every: 'day', at: '00:00' }, window: { from: '23:30', to: '01:00' } },
  { rule: { every: 'weekdays', days: [1, 3, 6], at: '12:15' }, window: null },
  { rule: { every: 'hours', hours: 1 }, window: null },
  { rule: { every: 'hours', hours: 2 }, window: { from: '08:30', to: '19:00' } },
  { rule: { every: 'hours', hours: 5 }, window: { from: '20:00', to: '07:00' } },
);
const policies: fc.Arbitrary<MissedPolicy> = fc.oneof(
  fc.constant({ policy: 'skip' } as const),
  fc.constant({ policy: 'ask' } as const),
  fc.constantFrom(5, 45, 300).map((withinMinutes) => ({ policy: 'run-once', withinMinutes }) as const),
);
const drafts: fc.Arbitrary<ScheduleDraft> = fc
  .tuple(rules, policies)
  .map(([timing, missed]) => ({ ...daily, ...timing, missed }));

const minutes = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const setBy = fc.oneof(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -2_880, max: 2_880 }));
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: minutes(240) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set-clock' as const), minutes: setBy }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('off' as const),
      minutes: minutes(2_000),
      setMinutes: fc.oneof(fc.constant(0), setBy),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      atWrite: fc.integer({ min: 0, max: 4 }),
      isBefore: fc.boolean(),
      minutes: minutes(200),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('runs-last' as const), minutes: fc.constantFrom(0, 3, 100) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ready' as const), isReady: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disk' as const), isFull: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), isYes: fc.boolean(), which: fc.nat(1) }),
  },
);

const startAt = shanghai('2026-11-23 08:20');

test(
  'every planned time is in the history once, and was run at most once',
  { timeout: caseCount(240_000) },
  async () => {
    const store = openTestStore(scheduleMigrations, { durability: 'checkpoints' });
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(
      fc.array(drafts, { minLength: 1, maxLength: 2 }),
      fc.array(events, { minLength: 1, maxLength: 12 }),
      async (given, happening) => {
        const clock = new ManualClock(startAt);
        const desk = new MortalDesk(store, clock, given);
        const planned = new Map(desk.scheduleIds.map((scheduleId) => [scheduleId, desk.nextRunAt(scheduleId) ?? 0]));
        for (const event of happening) {
          await desk.happen(event);
          for (const [scheduleId, before] of planned) {
            const next = desk.nextRunAt(scheduleId) ?? 0;
            expect(next).toBeGreaterThanOrEqual(before);
            planned.set(scheduleId, next);
          }
        }
        await desk.settle();
        for (const [index, scheduleId] of desk.scheduleIds.entries()) {
          judge(desk, scheduleId, given[index] ?? expect.fail(), clock.now());
          for (const { outcome, origin } of desk.lines(scheduleId)) count(seen, `${origin} ${outcome ?? 'asked'}`);
        }
        await desk.remove();
      },
    );
    await fc.assert(property, { numRuns: caseCount(250) });
    const expected = ['hand done', 'plan asked', 'plan done', 'plan interrupted', 'plan missed'];
    expect([...seen.keys()]).toEqual(expect.arrayContaining(expected));
  },
);

function judge(desk: MortalDesk, scheduleId: number, draft: ScheduleDraft, now: number): void {
  const lines = desk.lines(scheduleId);
  const nextRunAt = desk.nextRunAt(scheduleId) ?? 0;
  expect(nextRunAt).toBeGreaterThan(now);
  const told = lines.filter(({ origin }) => origin === 'plan').map(({ plannedAt }) => plannedAt);
  const due = shanghaiTimes(draft, startAt, nextRunAt - 1);
  expect(told.toSorted((left, right) => left - right).map(onWall)).toEqual(due.map(onWall));
  for (const line of lines) {
    const acts = desk.acts.filter(({ runId }) => runId === line.runId);
    const allowed = line.outcome === 'done' ? [1] : line.outcome === 'interrupted' ? [0, 1] : [0];
    expect([line.outcome, acts.length]).toEqual([line.outcome, allowed.includes(acts.length) ? acts.length : allowed]);
    expect(line.endedAt === null).toBe(line.outcome === null);
    if (line.outcome === null) expect([line.askedAt !== null, draft.missed.policy]).toEqual([true, 'ask']);
    if (line.outcome === 'missed') expect(line.code).not.toBeNull();
    for (const { at, plannedAt, startedAt } of acts) {
      if (line.startedBy !== null) continue;
      expect(at - plannedAt).toBeLessThanOrEqual(latestOf(draft.missed) * minuteMs);
      if (draft.missed.policy !== 'run-once' && startedAt !== null) expect(plannedAt).toBeGreaterThanOrEqual(startedAt);
    }
  }
}

/** How many minutes after its time a run may begin without anybody saying so. */
function latestOf(policy: MissedPolicy): number {
  return policy.policy === 'run-once' ? Math.max(2, policy.withinMinutes) : 2;
}

function count(seen: Map<string, number>, key: string): void {
  seen.set(key, (seen.get(key) ?? 0) + 1);
}
