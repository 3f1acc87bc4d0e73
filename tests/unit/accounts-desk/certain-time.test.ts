import { describe, expect, test } from 'vitest';
import type { CustodySpan } from '../../../electron/accounts/custody/custody-store.ts';
import { groupHoldsOf } from '../../../electron/accounts/desk/group-holds.ts';
import type { Refusal } from '../../../electron/accounts/desk/desk-time.ts';
import { KnownTime } from '../../../electron/accounts/desk/known-time.ts';
import type { TimeVerdict } from '../../../electron/accounts/true-time/judge-time.ts';
import type { UnsureReason } from '../../../electron/contract/certainty.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { healthWith } from '../../support/accounts/fit-health.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const ten = china('2026-03-02T10:00');

/** A desk whose true time, PC clock and custody are what a test says. */
class UncertainDesk {
  readonly clock = new ManualClock(ten);
  readonly counted: string[] = [];
  unsure: UnsureReason | null = null;
  pcAheadMs = 0;
  refusal: Refusal | null = null;
  spans: CustodySpan[] = [];
  readonly bench: DeskBench;

  constructor() {
    const time = new KnownTime({
      source: {
        now: () => this.#verdict(),
        estimate: () => this.clock.now(),
        mark: null,
        subscribe: () => () => undefined,
      },
      custody: {
        spans: () => this.spans,
        settle: (now) => {
          this.spans = this.spans.map((span) => ({ ...span, untilAt: span.untilAt ?? now }));
          return succeed(null);
        },
      },
      refusal: () => this.refusal,
    });
    const custody = {
      countAct: (at: number, weight: number) => void this.counted.push(`count ${weight} of ${at}`),
      seal: () => {
        this.counted.push('seal');
        return succeed(null);
      },
    };
    this.bench = new DeskBench({ clock: this.clock, time, custody });
  }

  /** The database turns out to lack acts since then, at most so many where that is known. */
  lacks(fromAt: number, most: number | null = null): void {
    this.spans = [...this.spans, { spanId: 1, kind: 'older', missing: 2, most, fromAt, untilAt: null }];
  }

  #verdict(): TimeVerdict {
    if (this.unsure !== null) return { kind: 'unsure', reason: this.unsure };
    const source = { phoneIds: ['p'], spreadMs: 0, isBackedUp: true };
    return { kind: 'known', now: this.clock.now(), offsetMs: this.pcAheadMs, source };
  }
}

async function deskWith(stageId: 'S4' | 'S6', at = ten) {
  const desk = new UncertainDesk();
  const accountId = await desk.bench.accountAt(stageId);
  await desk.clock.advance(at - ten);
  const ask = (groupId: string | null = null) => desk.bench.ask(accountId, { groupId });
  return { desk, accountId, ask, bench: desk.bench };
}

describe('while nobody knows what time it is', () => {
  test('what counts is held, and says why and what to do', async () => {
    const { desk, ask } = await deskWith('S4');
    desk.unsure = 'slept-or-set';
    const detail = { why: 'slept-or-set', toDo: 'slept-or-set' };
    expect(ask()).toMatchObject({ kind: 'held', reason: 'time-unknown', until: null, detail });
    desk.unsure = null;
    expect(ask()).toEqual({ kind: 'allowed' });
  });

  test('an act of this moment cannot be logged, one whose time somebody says can', async () => {
    const { desk, bench, accountId } = await deskWith('S4');
    desk.unsure = 'no-phone';
    const act = { accountId, action: 'group_rename', groupId: 'g1', amount: 1, note: '', corrects: null } as const;
    const refused = await bench.call('accounts.logAct', { ...act, at: null });
    expect(refused).toMatchObject({ ok: false, error: { code: 'time-unknown', detail: { why: 'no-phone' } } });
    expect(await bench.call('accounts.logAct', { ...act, at: ten - hourMs })).toMatchObject({ ok: true });
  });

  test('practice goes on, and is logged', async () => {
    const { desk, bench } = await deskWith('S4');
    desk.unsure = 'no-phone';
    desk.lacks(0);
    const accountId = bench.account('practice');
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
    const act = { action: 'moments_post', groupId: null, amount: 1, note: '', corrects: null, at: null } as const;
    expect(await bench.call('accounts.logAct', { accountId, ...act })).toMatchObject({ ok: true });
  });
});

describe('around midnight', () => {
  // The night is quiet anyway: what opens at midnight shows the edge only without it.
  test('an opening at midnight is told as a minute after it, as that is when it opens', async () => {
    const { desk, bench, accountId } = await deskWith('S4', china('2026-03-02T23:58'));
    const withoutNight = { ...bench.desk.ground.shelf.shipped, restWindows: [] };
    const state = bench.desk.ground.book.stateAt(accountId, true, desk.clock.now());
    if (state === null) throw new Error('no account');
    Object.assign(state.plan, withoutNight);
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
    for (let count = 0; count < 5; count++) bench.commit(accountId, { at: desk.clock.now() - (5 - count) * hourMs });
    expect(bench.ask(accountId)).toMatchObject({ reason: 'day-cap', until: china('2026-03-03T00:01') });
    await desk.clock.advance(minuteMs);
    expect(bench.ask(accountId)).toMatchObject({ reason: 'day-turning', until: china('2026-03-03T00:01') });
    await desk.clock.advance(2 * minuteMs);
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  });
});

describe('while acts of today may be lacking', () => {
  test('nothing that counts is done until the true day has ended, and then no rest window is in the way', async () => {
    const { desk, ask } = await deskWith('S4');
    desk.lacks(ten - hourMs);
    // Midnight ends the day, and the night until eight comes after it.
    const held = { kind: 'held', reason: 'count-unknown', until: china('2026-03-03T08:00') };
    expect(ask()).toMatchObject(held);
    const detail = { why: 'older', toDo: 'older', missing: 2, fromAt: ten - hourMs, lastAt: ten };
    expect(ask()).toMatchObject({ detail });
    await desk.clock.advance(22 * hourMs);
    expect(ask()).toEqual({ kind: 'allowed' });
  });

  test('where nobody knows how many, a group may have had its share: it waits for as long as its acts count', async () => {
    const { desk, ask } = await deskWith('S4');
    desk.lacks(ten - hourMs);
    expect(ask('g1')).toMatchObject({ reason: 'count-unknown', until: ten + 7 * dayMs });
    await desk.clock.advance(22 * hourMs);
    expect([ask('g1'), ask()]).toMatchObject([{ reason: 'count-unknown' }, { kind: 'allowed' }]);
    await desk.clock.advance(6 * dayMs + 2 * hourMs);
    expect(ask('g1')).toEqual({ kind: 'allowed' });
  });

  test('a group that has room for all of them opens with the next day', async () => {
    const { desk, ask } = await deskWith('S4');
    desk.lacks(ten - hourMs, 1);
    expect(ask('g1')).toMatchObject({ reason: 'count-unknown', until: china('2026-03-03T08:00') });
    await desk.clock.advance(22 * hourMs);
    expect(ask('g1')).toEqual({ kind: 'allowed' });
  });

  test('a group whose record leaves no room for them waits until that, or they, count no more', async () => {
    const { desk, bench, accountId, ask } = await deskWith('S4');
    const before = ten - 5 * dayMs;
    bench.commit(accountId, { groupId: 'g1', at: before });
    desk.lacks(ten - hourMs, 1);
    expect([ask('g1'), ask('g2')]).toMatchObject([
      { reason: 'count-unknown', until: before + 7 * dayMs, detail: { why: 'older', used: 1, limit: 2 } },
      { reason: 'count-unknown', until: china('2026-03-03T08:00') },
    ]);
  });

  test('a group that is full by its record says that, and counts them as well', async () => {
    const { desk, bench, accountId, ask } = await deskWith('S4');
    for (const days of [6, 5]) bench.commit(accountId, { groupId: 'g1', at: ten - days * dayMs });
    desk.lacks(ten - hourMs, 1);
    expect(ask('g1')).toMatchObject({ reason: 'group-cap', until: ten + 2 * dayMs, detail: { used: 2 } });
  });

  test('the page is told of the groups for as long as one may be closed by it', async () => {
    const { desk, bench } = await deskWith('S4');
    desk.lacks(ten - hourMs);
    const told = () => groupHoldsOf(bench.desk.ground);
    bench.desk.ground.time.doubt?.(0);
    expect(told()).toEqual([
      { action: 'group_member_remove', until: ten + dayMs },
      { action: 'group_announcement', until: ten + dayMs },
      { action: 'group_rename', until: ten + 7 * dayMs },
      { action: 'group_owner_transfer', until: ten + 90 * dayMs },
    ]);
    await desk.clock.advance(8 * dayMs);
    expect(told()).toEqual([{ action: 'group_owner_transfer', until: ten + 90 * dayMs }]);
    await desk.clock.advance(83 * dayMs);
    expect(told()).toEqual([]);
  });

  test('a forecast begins on the day on which the acts may', async () => {
    const { desk, bench, accountId } = await deskWith('S4');
    const forecast = async (): Promise<number[]> => {
      const wanted = [
        { action: 'group_rename', tool: null, amount: 1, groupId: null, count: 3, accountIds: [accountId] },
      ] as const;
      const asked = { wanted: wanted.map((act) => ({ ...act, accountIds: [...act.accountIds] })), days: 4 };
      const { days } = await bench.tell('accounts.forecast', { ...asked, moreAccountIds: [], caps: [] });
      return days.map(({ done }) => done);
    };
    expect(await forecast()).toEqual([3, 0, 0, 0]);
    desk.lacks(ten - hourMs);
    expect(await forecast()).toEqual([0, 3, 0, 0]);
    desk.unsure = 'no-phone';
    expect(await forecast()).toEqual([0, 0, 0, 0]);
  });

  test('the unknown days count as days of work for the day of rest', async () => {
    const { desk, bench, accountId, ask } = await deskWith('S4');
    // Five days of work that are on record, and one that is not.
    for (let day = 1; day <= 5; day++) bench.commit(accountId, { at: ten - day * dayMs });
    expect(ask()).toEqual({ kind: 'allowed' });
    desk.lacks(ten - minuteMs);
    expect(ask()).toMatchObject({ reason: 'count-unknown' });
    await desk.clock.advance(dayMs);
    expect(ask()).toMatchObject({ reason: 'rest-day' });
  });

  test('the budget of an unknown day is shown as used up', async () => {
    const { desk, bench, accountId } = await deskWith('S4');
    desk.lacks(ten);
    bench.ask(accountId);
    const { card } = await bench.tell('accounts.detail', { accountId });
    const today = card.budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay');
    expect(today).toMatchObject({ used: 5, left: 0 });
  });
});

describe('an act that a person was shown before midnight', () => {
  const late = china('2026-03-02T22:50');

  test('counts on that day while it lasts, and on the next one from then on', async () => {
    const { desk, bench, accountId } = await deskWith('S4', late);
    const used = async (): Promise<number | undefined> => {
      const { card } = await bench.tell('accounts.detail', { accountId });
      return card.budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay')?.used;
    };
    const act = bench.commit(accountId, { by: 'operator' });
    expect(await used()).toBe(1);
    await desk.clock.advance(late + hourMs - desk.clock.now());
    expect(await used()).toBe(1);
    await desk.clock.advance(30 * minuteMs);
    expect(await used()).toBe(1);
    bench.desk.ended({ act, at: desk.clock.now(), state: 'done' });
    expect(await used()).toBe(1);
    await desk.clock.advance(dayMs);
    expect(await used()).toBe(0);
  });

  test('one that the engine did counts on the day of its mark', async () => {
    const { desk, bench, accountId } = await deskWith('S4', late);
    bench.commit(accountId, { by: 'engine' });
    await desk.clock.advance(2 * hourMs);
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card.budgets.find(({ window }) => window === 'perDay')?.used).toBe(0);
  });
});

describe('a PC clock that is wrong', () => {
  test('makes no phone unfit whose clock is right', async () => {
    const { desk, bench, accountId, ask } = await deskWith('S4');
    const phone = bench.phones.get('phone-S4');
    const health = healthWith({ 'clock-skew': (-2 * dayMs) / 1_000 });
    if (phone !== undefined) bench.phones.set('phone-S4', { ...phone, health });
    expect(ask()).toMatchObject({ reason: 'device-hold', detail: { faults: 'clock-off' } });
    desk.pcAheadMs = 2 * dayMs;
    expect([accountId, ask()]).toEqual([accountId, { kind: 'allowed' }]);
  });

  test('that was years ahead when the ledger was read leaves nothing of it out', async () => {
    const { bench, accountId } = await deskWith('S4');
    const act = { accountId, action: 'group_rename', groupId: 'g1', amount: 5, note: '', corrects: null } as const;
    await bench.tell('accounts.logAct', { ...act, at: ten - hourMs });
    const time = { laterMs: 1_000 * dayMs, now: () => ten + time.laterMs };
    const next = new DeskBench({ store: bench.store, clock: bench.clock, time });
    next.account('phone-S4');
    time.laterMs = 0;
    next.desk.noteTime();
    expect(next.ask(accountId)).toMatchObject({ reason: 'day-cap' });
  });
});

describe('a desk of its own time that met a real phone', () => {
  test('does nothing at all any more, not even practice and reading', async () => {
    const { desk, bench, accountId } = await deskWith('S4');
    desk.refusal = { reason: 'clock-real-phone', detail: { phoneId: 'r' } };
    const never = { kind: 'never', reason: 'clock-real-phone', detail: { phoneId: 'r' } };
    expect(bench.ask(accountId, { action: 'read' })).toEqual(never);
    expect(bench.ask(bench.account('practice'))).toEqual(never);
  });
});

test('an act that is logged by hand is counted beside the database, too', async () => {
  const { desk, bench, accountId } = await deskWith('S4');
  const act = { accountId, action: 'group_rename', groupId: 'g1', amount: 1, note: '', corrects: null } as const;
  await bench.tell('accounts.logAct', { ...act, at: ten - hourMs });
  expect(desk.counted).toEqual([`count 1 of ${ten - hourMs}`, 'seal']);
});
