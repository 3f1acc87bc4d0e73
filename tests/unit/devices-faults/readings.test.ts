import { describe, expect, test } from 'vitest';
import type { FaultReading } from '../../../electron/contract/faults.ts';
import { createFaultAlerts } from '../../../electron/devices/fault-reading/fault-alerts.ts';
import { faultMigrations } from '../../../electron/devices/fault-reading/fault-migrations.ts';
import { fact, hubSubject, type Finding } from '../../../electron/devices/fault-reading/finding.ts';
import { ReadingBook } from '../../../electron/devices/fault-reading/reading-book.ts';
import { ReadingStore } from '../../../electron/devices/fault-reading/reading-store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const finding: Finding = {
  cause: 'hub-lost',
  confidence: 'likely',
  subject: hubSubject({ hostId: 'local', hubId: 'local|1-2', hubPath: '1-2' }),
  facts: [fact(100, 'phones-lost', { count: 5, total: 5, hub: '1-2', seconds: 0.6 })],
  phoneIds: ['a', 'b'],
  drops: [],
};

const allKnown = () => false;
const allUnknown = () => true;

function book(leftovers: readonly FaultReading[] = []): ReadingBook {
  let ids = 0;
  return new ReadingBook({ newId: () => `reading-${++ids}`, leftovers });
}

function reading(change: Partial<FaultReading> = {}): FaultReading {
  const { cause, confidence, subject, facts, phoneIds } = finding;
  return {
    readingId: 'r',
    cause,
    confidence,
    subject,
    facts: [...facts],
    phoneIds: [...phoneIds],
    fromAt: 100,
    toAt: null,
    unknownSinceAt: null,
    ...change,
  };
}

function stayed(at: number): Finding {
  return { ...finding, facts: [fact(at, 'neighbours-stayed', { count: 4, hub: '1-2' })] };
}

function alertsOf(...readings: readonly FaultReading[]) {
  return createFaultAlerts({ current: () => readings, subscribe: () => () => undefined, now: () => 900 }).findings();
}

describe('a reading', () => {
  test('begins with its first fact and ends when it is not found any more', () => {
    const readings = book();
    expect(readings.take([finding], 150, allKnown).changed).toMatchObject([
      { readingId: 'reading-1', fromAt: 100, toAt: null },
    ]);
    expect(readings.take([finding], 200, allKnown).changed).toEqual([]);
    expect(readings.take([], 300, allKnown).changed).toMatchObject([{ readingId: 'reading-1', toAt: 300 }]);
    expect(readings.open()).toEqual([]);
  });

  test('that grows surer is the same one', () => {
    const readings = book();
    readings.take([finding], 150, allKnown);
    const { changed } = readings.take([{ ...finding, confidence: 'certain' }], 200, allKnown);
    expect(changed).toMatchObject([{ readingId: 'reading-1', confidence: 'certain', fromAt: 100 }]);
  });

  test('is another one when it comes again', () => {
    const readings = book();
    readings.take([finding], 150, allKnown);
    readings.take([], 200, allKnown);
    readings.take([finding], 250, allKnown);
    expect(readings.open()).toMatchObject([{ readingId: 'reading-2' }]);
  });

  test('holds on, unknown, while nobody can say, and is the same one when it is found again', () => {
    const readings = book();
    readings.take([finding], 150, allKnown);
    expect(readings.take([], 200, allUnknown).changed).toMatchObject([{ toAt: null, unknownSinceAt: 200 }]);
    expect(readings.take([], 300, allUnknown).changed).toEqual([]);
    expect(readings.take([finding], 400, allKnown).changed).toMatchObject([
      { readingId: 'reading-1', fromAt: 100, unknownSinceAt: null },
    ]);
  });

  test('of an earlier run is held like one of this run, and ends once it is known to be over', () => {
    const readings = book([reading({ unknownSinceAt: 500 })]);
    expect(readings.open()).toMatchObject([{ readingId: 'r', unknownSinceAt: 500 }]);
    expect(readings.take([], 600, allUnknown).changed).toEqual([]);
    expect(readings.take([], 700, allKnown).changed).toMatchObject([
      { readingId: 'r', toAt: 700, unknownSinceAt: null },
    ]);
  });

  test('at rest does not change because a fact is dated now', () => {
    const readings = book();
    readings.take([stayed(150)], 150, allKnown);
    expect(readings.take([stayed(900)], 900, allKnown).changed).toEqual([]);
  });
});

describe('the history', () => {
  test('holds what is over, newest end first, page by page', () => {
    const store = new ReadingStore(openTestStore(faultMigrations));
    for (const toAt of [100, 300, 200, 300])
      store.save(reading({ readingId: `r${toAt}-${Math.random()}`, toAt }), toAt);
    store.save(reading({ readingId: 'open' }), 400);
    const first = store.page({ before: null, limit: 3 });
    expect(first.readings.map(({ toAt }) => toAt)).toEqual([300, 300, 200]);
    expect(first.hasMore).toBe(true);
    const last = first.readings.at(-1);
    const before = { toAt: last?.toAt ?? 0, readingId: last?.readingId ?? '' };
    expect(store.page({ before, limit: 3 })).toMatchObject({ readings: [{ toAt: 100 }], hasMore: false });
  });

  test('gives back a reading as it was', () => {
    const store = new ReadingStore(openTestStore(faultMigrations));
    store.save(reading({ toAt: 500 }), 500);
    expect(store.page({ before: null, limit: 1 }).readings).toEqual([reading({ toAt: 500 })]);
  });

  test('keeps what is open for the next run, which does not know yet whether it still holds', () => {
    const store = new ReadingStore(openTestStore(faultMigrations));
    store.save(reading(), 400);
    store.save(reading({ readingId: 'over', toAt: 300 }), 300);
    expect(store.leftovers(500)).toEqual([reading({ unknownSinceAt: 500 })]);
    expect(store.page({ before: null, limit: 9 }).readings).toMatchObject([{ readingId: 'over' }]);
  });

  test('leaves out what it cannot read any more', () => {
    const database = openTestStore(faultMigrations);
    const store = new ReadingStore(database);
    store.save(reading(), 400);
    database.prepare("UPDATE faultReading SET cause = 'gremlins'").run();
    expect(store.leftovers(500)).toEqual([]);
  });
});

describe('alerts of readings', () => {
  const cable = reading({
    cause: 'cable-loose',
    subject: { kind: 'port', hostId: 'local', hubId: 'local|1-2', place: '1-2.3', phoneId: 'a' },
  });

  test('speak of what no other alert speaks of', () => {
    expect(alertsOf(cable)).toMatchObject([
      {
        kind: 'desk-fault',
        subject: { type: 'phone', phoneId: 'a' },
        verdict: { textCode: 'cable-loose', params: { place: '1-2.3' } },
      },
    ]);
    expect(alertsOf(reading())).toEqual([]);
  });

  test('are neither raised nor ended while nobody can say whether the reading holds', () => {
    expect(alertsOf({ ...cable, unknownSinceAt: 800 })).toMatchObject([
      { kind: 'desk-fault', subject: { type: 'phone', phoneId: 'a' }, verdict: { is: 'unknown', sinceAt: 900 } },
    ]);
  });

  test('say what is known where two readings speak of one subject', () => {
    const hot = reading({ cause: 'phone-restarting', subject: cable.subject, unknownSinceAt: 800 });
    expect(alertsOf(hot, cable)).toMatchObject([{ verdict: { is: 'trouble', textCode: 'cable-loose' } }]);
  });

  test('leave guesses to the desk page', () => {
    expect(alertsOf({ ...cable, confidence: 'possible' })).toEqual([]);
  });
});
