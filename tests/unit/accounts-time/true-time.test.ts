import { describe, expect, it, vi } from 'vitest';
import { dayTurningUntil } from '../../../electron/accounts/true-time/day-edge.ts';
import { coarsestMs, measurementOf } from '../../../electron/accounts/true-time/measurement.ts';
import { SleepWatch } from '../../../electron/accounts/true-time/sleep-watch.ts';
import { TimeMarkStore, trueTimeMigrations } from '../../../electron/accounts/true-time/time-mark-store.ts';
import { TrueTime } from '../../../electron/accounts/true-time/true-time.ts';
import { believePhone } from '../../../electron/accounts/desk/believe-phone.ts';
import { PhoneWordStore } from '../../../electron/accounts/true-time/phone-word-store.ts';
import { migrations } from '../../../electron/database.ts';
import { createProvisional } from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function start(store: Store = openTestStore(trueTimeMigrations), clock = new ManualClock(), isLasting = true) {
  let sleeps = 0;
  const measureNow = vi.fn<() => void>();
  const sleep = { hasSlept: () => sleeps > 0 && sleeps-- > 0 };
  const time = new TrueTime({ store, clock, sleep, logger: silentLogger, measureNow, isLasting: () => isLasting });
  const measure = (phoneId: string, byMs = 0): void =>
    time.measured({ phoneId, phoneAt: clock.monotonic() + byMs, monotonicAt: clock.monotonic(), pcAt: clock.now() });
  return { store, clock, time, measure, measureNow, fallAsleep: () => void (sleeps = 1) };
}

describe('true time', () => {
  it('is unknown at the start, and known with the first phone', () => {
    const { time, measure, clock } = start();
    expect(time.now()).toMatchObject({ reason: 'no-phone' });
    measure('a');
    expect(time.now()).toMatchObject({ kind: 'known', now: clock.monotonic() });
  });

  it('tells whoever listens when it becomes known or unknown, and only then', async () => {
    const { time, measure, clock } = start();
    const told = vi.fn<(verdict: unknown) => void>();
    time.now();
    time.subscribe(told);
    measure('a');
    await clock.advance(1_000);
    time.now();
    time.woke();
    expect(told.mock.calls.flat()).toMatchObject([{ kind: 'known' }, { reason: 'slept-or-set' }]);
  });

  it.each(['told', 'seen'])('a sleep that is %s makes it unknown until a phone is measured', (how) => {
    const { time, measure, measureNow, fallAsleep } = start();
    measure('a');
    if (how === 'told') time.woke();
    else fallAsleep();
    expect(time.now()).toMatchObject({ reason: 'slept-or-set' });
    expect(time.now()).toMatchObject({ reason: 'slept-or-set' });
    expect(measureNow).toHaveBeenCalledOnce();
    measure('b', 3_000);
    expect(time.now()).toMatchObject({ kind: 'known', source: { phoneIds: ['b'] } });
  });

  it('what was measured before a sleep is gone, when the sleep is first seen with the next measurement', () => {
    const { time, measure, fallAsleep } = start();
    measure('a');
    fallAsleep();
    measure('b', dayMs);
    expect(time.now()).toMatchObject({ kind: 'known', source: { phoneIds: ['b'] } });
  });

  it('a PC clock that is set has the phones measured again', () => {
    const { time, measure, measureNow, clock } = start();
    measure('a');
    clock.jump(2 * dayMs);
    expect(time.now()).toMatchObject({ reason: 'slept-or-set' });
    measure('a');
    expect(time.now()).toMatchObject({ kind: 'known', now: clock.monotonic(), offsetMs: 2 * dayMs });
    clock.jump(-dayMs);
    time.now();
    expect(measureNow).toHaveBeenCalledTimes(2);
  });

  it('does not shake with how well the phones were read', async () => {
    const { time, measure, clock } = start();
    measure('a');
    const said: unknown[] = [];
    for (const byMs of [90, -4_000, 2_500, 5_000]) {
      await clock.advance(minuteMs);
      measure('a', byMs);
      said.push(time.now());
    }
    const at = clock.monotonic();
    expect(said).toMatchObject([3, 2, 1, 0].map((minutes) => ({ kind: 'known', now: at - minutes * minuteMs })));
    measure('a', 5_001);
    expect(time.now()).toMatchObject({ kind: 'known', now: at + 5_001 });
  });

  it('forgets a phone that is gone for good', () => {
    const { time, measure } = start();
    measure('a');
    measure('b', dayMs);
    expect(time.now()).toMatchObject({ reason: 'time-unsure' });
    time.forget('b');
    expect(time.now()).toMatchObject({ kind: 'known' });
  });
});

describe('what is shown and noted where nobody knows', () => {
  it('is what the PC says, until a phone was measured', () => {
    const { time, clock } = start();
    expect(time.estimate()).toBe(clock.now());
  });

  it('is the last known time carried on, when the PC was set', async () => {
    const { time, measure, clock } = start();
    measure('a');
    await clock.advance(minuteMs);
    time.now();
    clock.jump(2 * dayMs);
    await clock.advance(minuteMs);
    expect(time.now()).toMatchObject({ kind: 'unsure' });
    expect(time.estimate()).toBe(clock.monotonic());
  });

  it('goes on with the PC over a sleep, which the monotonic clock misses', () => {
    const { time, measure, clock } = start();
    measure('a');
    clock.jump(8 * 3_600_000);
    time.woke();
    expect(time.estimate()).toBe(clock.monotonic() + 8 * 3_600_000);
  });

  it('is never before the mark', async () => {
    const { store, clock, time, measure } = start();
    measure('a');
    await clock.advance(3 * minuteMs);
    const { now } = Object.assign({ now: 0 }, time.now());
    time.dispose();
    clock.jump(-dayMs);
    expect(start(store, clock).time.estimate()).toBe(now);
  });
});

describe('the mark of true time', () => {
  it('is not raised on a desk of virtual phones, whose clock is the PC’s', () => {
    const { time, measure } = start(undefined, undefined, false);
    measure('a');
    measure('b');
    expect([time.now().kind, time.mark]).toEqual(['known', null]);
  });

  it('outlasts the run, and a phone that says earlier is not believed', async () => {
    const { store, clock, time, measure } = start();
    measure('a');
    await clock.advance(3 * minuteMs);
    time.now();
    // Less than a minute later it is not stored yet.
    await clock.advance(30_000);
    time.now();
    const latest = clock.monotonic();
    time.dispose();
    const next = start(store, clock);
    expect(next.time.mark).toBe(latest);
    next.measure('a', -dayMs);
    expect(next.time.now()).toEqual({ kind: 'unsure', reason: 'time-went-back' });
    next.measure('a');
    expect(next.time.now()).toMatchObject({ kind: 'known' });
  });

  it('holds the time where a phone is a little behind', async () => {
    const { clock, time, measure } = start();
    measure('a');
    await clock.advance(minuteMs);
    const before = time.now();
    measure('a', -30_000);
    expect(time.now()).toMatchObject({ kind: 'known', now: before.kind === 'known' ? before.now : null });
  });

  it('is written no more once it was disposed, whoever still asks', async () => {
    const { store, clock, time, measure } = start();
    measure('a');
    time.dispose();
    store.dispose();
    await clock.advance(3 * minuteMs);
    expect(time.now()).toMatchObject({ kind: 'known', now: clock.monotonic() });
  });

  it('is stored at most a minute late, and not at every question', async () => {
    const { store, clock, time, measure } = start();
    measure('a');
    const write = vi.spyOn(store, 'write');
    for (let question = 0; question < 130; question++) {
      await clock.advance(1_000);
      time.now();
    }
    expect(write).toHaveBeenCalledTimes(2);
    expect(clock.monotonic() - (new TimeMarkStore(store).at() ?? 0)).toBeLessThanOrEqual(minuteMs);
  });

  it('is not raised by one phone alone against the PC', () => {
    const { clock, time, measure } = start();
    measure('a');
    const mark = time.mark;
    time.forget('a');
    measure('b', 365 * dayMs);
    expect(time.now()).toMatchObject({ kind: 'known', now: clock.monotonic() + 365 * dayMs });
    expect(time.mark).toBe(mark);
    measure('c', 365 * dayMs);
    expect(time.mark).toBe(clock.monotonic() + 365 * dayMs);
  });

  it('never goes back in the database, whoever writes', () => {
    const store = openTestStore(trueTimeMigrations);
    const marks = new TimeMarkStore(store);
    expect(marks.at()).toBeNull();
    marks.raise(1_000);
    marks.raise(500);
    expect(marks.at()).toBe(1_000);
    expect(() => store.prepare('UPDATE trueTimeMark SET at = 1').run()).toThrow(/does not go back/u);
    expect(() => store.prepare('DELETE FROM trueTimeMark').run()).toThrow(/does not go back/u);
  });
});

describe('what feeds it', () => {
  it('a poll tells the phone’s time at its end', () => {
    const readings = { readAt: 10_000, clockSkew: { skewMs: -4_000, uncertaintyMs: 500 } };
    expect(measurementOf('a', readings, 77)).toEqual({ phoneId: 'a', phoneAt: 6_000, monotonicAt: 77, pcAt: 10_000 });
  });

  it('a poll that told no time or took too long tells nothing', () => {
    expect(measurementOf('a', { readAt: 10_000, clockSkew: null }, 0)).toBeNull();
    const readings = { readAt: 10_000, clockSkew: { skewMs: 0, uncertaintyMs: coarsestMs + 1 } };
    expect(measurementOf('a', readings, 0)).toBeNull();
  });

  it('a sleep shows where the uptime goes on and the monotonic clock does not', async () => {
    const clock = new ManualClock(0);
    let asleepMs = 0;
    const watch = new SleepWatch(clock, () => clock.monotonic() + asleepMs);
    await clock.advance(dayMs);
    expect(watch.hasSlept()).toBe(false);
    asleepMs += 3_600_000;
    expect([watch.hasSlept(), watch.hasSlept()]).toEqual([true, false]);
  });
});

describe('around midnight in China', () => {
  const midnight = Date.parse('2026-01-02T00:00:00+08:00');
  it.each([
    [-minuteMs - 1, null],
    [-minuteMs, midnight + minuteMs],
    [-1, midnight + minuteMs],
    [0, midnight + minuteMs],
    [minuteMs - 1, midnight + minuteMs],
    [minuteMs, null],
  ])('%d ms after it, the day is unsure until %s', (pastMs, until) => {
    expect(dayTurningUntil(midnight + pastMs)).toBe(until);
  });
});

/** A desk with one phone that is so far ahead of the PC. */
function startAlone(aheadMs: number) {
  const store = openTestStore(migrations);
  store.write(() => new PhoneStore(store).save([createProvisional('a', null, 0), createProvisional('b', null, 0)]));
  const words = new PhoneWordStore(store);
  const clock = new ManualClock();
  const deps = { store, clock, sleep: { hasSlept: () => false }, logger: silentLogger, measureNow: () => undefined };
  const time = new TrueTime({ ...deps, isBelieved: (phoneId, pcAheadMs) => words.isBelieved(phoneId, pcAheadMs) });
  const measure = (phoneId: string, byMs: number): void =>
    time.measured({ phoneId, phoneAt: clock.monotonic() + byMs, monotonicAt: clock.monotonic(), pcAt: clock.now() });
  measure('a', aheadMs);
  const audited: string[] = [];
  const audit = {
    append: ({ action }: { action: string }) => {
      audited.push(action);
      return { seq: 1, at: 0, operatorId: null, operatorName: null, action, subject: null, params: {}, hash: '' };
    },
  };
  const believe = (phoneId: string) =>
    believePhone({ source: time, words, store, audit, clock, operatorName: () => '小王' }, phoneId);
  return { store, time, clock, measure, believe, audited };
}

describe('one phone alone', () => {
  it('that somebody put a day ahead makes no new day', () => {
    const { time, clock } = startAlone(dayMs);
    const said = [{ phoneId: 'a', now: clock.now() + dayMs }];
    expect(time.now()).toEqual({ kind: 'unsure', reason: 'phone-alone', said });
  });

  it('is believed for what a PC goes wrong by itself, and once a second phone says the same', () => {
    const { time, measure } = startAlone(hourMs);
    expect(time.now()).toMatchObject({ kind: 'known' });
    measure('a', dayMs);
    expect(time.now()).toMatchObject({ reason: 'phone-alone' });
    measure('b', dayMs);
    expect(time.now()).toMatchObject({ kind: 'known', source: { phoneIds: ['a', 'b'] } });
  });

  it('is believed once a person looked, for as long as both differ as they did then, after a restart as well', () => {
    const { store, time, clock, believe, audited, measure } = startAlone(-2 * dayMs);
    expect(believe('b')).toMatchObject({ ok: false, error: { detail: { rule: 'asked-phone' } } });
    expect(believe('a')).toEqual({ ok: true, value: null });
    expect(audited).toEqual(['accounts.believePhone']);
    expect(time.now()).toMatchObject({ kind: 'known', now: clock.now() - 2 * dayMs });
    expect(new PhoneWordStore(store).isBelieved('a', 2 * dayMs + 5 * minuteMs)).toBe(true);
    expect(new PhoneWordStore(store).isBelieved('b', 2 * dayMs)).toBe(false);
    measure('a', -3 * dayMs);
    expect(time.now()).toMatchObject({ reason: 'phone-alone' });
  });
});
