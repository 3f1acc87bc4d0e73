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

function book(): ReadingBook {
  let ids = 0;
  return new ReadingBook(() => `reading-${++ids}`);
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
    ...change,
  };
}

function stayed(at: number): Finding {
  return { ...finding, facts: [fact(at, 'neighbours-stayed', { count: 4, hub: '1-2' })] };
}

function alertsOf(...readings: readonly FaultReading[]) {
  return createFaultAlerts({ current: () => readings, subscribe: () => () => undefined }).findings();
}

describe('a reading', () => {
  test('begins with its first fact and ends when it is not found any more', () => {
    const readings = book();
    expect(readings.take([finding], 150).changed).toMatchObject([{ readingId: 'reading-1', fromAt: 100, toAt: null }]);
    expect(readings.take([finding], 200).changed).toEqual([]);
    expect(readings.take([], 300).changed).toMatchObject([{ readingId: 'reading-1', toAt: 300 }]);
    expect(readings.open()).toEqual([]);
  });

  test('that grows surer is the same one', () => {
    const readings = book();
    readings.take([finding], 150);
    const { changed } = readings.take([{ ...finding, confidence: 'certain' }], 200);
    expect(changed).toMatchObject([{ readingId: 'reading-1', confidence: 'certain', fromAt: 100 }]);
  });

  test('is another one when it comes again', () => {
    const readings = book();
    readings.take([finding], 150);
    readings.take([], 200);
    readings.take([finding], 250);
    expect(readings.open()).toMatchObject([{ readingId: 'reading-2' }]);
  });

  test('at rest does not change because a fact is dated now', () => {
    const readings = book();
    readings.take([stayed(150)], 150);
    expect(readings.take([stayed(900)], 900).changed).toEqual([]);
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

  test('ends what an earlier run left open when it was last seen', () => {
    const store = new ReadingStore(openTestStore(faultMigrations));
    store.save(reading(), 400);
    store.closeLeftovers();
    expect(store.page({ before: null, limit: 1 }).readings).toMatchObject([{ toAt: 400 }]);
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

  test('leave guesses to the desk page', () => {
    expect(alertsOf({ ...cable, confidence: 'possible' })).toEqual([]);
  });
});
