import { expect, test } from 'vitest';
import { HistoryBacklog, type Readiness } from '../../../electron/devices/history/history-backlog.ts';

const noNews = { shares: [], marks: [], stretches: [] };
const all = (): Readiness => 'ready';

function fill(backlog: HistoryBacklog, count: number, phoneId = 'phone-1'): void {
  for (let polledAt = 0; polledAt < count; polledAt++)
    backlog.addSample({ phoneId, polledAt, bytes: new Uint8Array() });
}

function takeAll(backlog: HistoryBacklog): number[] {
  const times: number[] = [];
  for (let batch = backlog.take(all); batch !== null; batch = backlog.take(all)) {
    times.push(...batch.samples.map(({ polledAt }) => polledAt));
  }
  return times;
}

test('nothing to write is no batch', () => {
  expect(new HistoryBacklog().take(all)).toBeNull();
});

test('many samples go in several batches, oldest first', () => {
  const backlog = new HistoryBacklog();
  fill(backlog, 1_200);
  expect(backlog.take(all)?.samples).toHaveLength(500);
  const rest = takeAll(backlog);
  expect([rest[0], rest.at(-1)]).toEqual([500, 1_199]);
});

test('what was put back comes before what came meanwhile', () => {
  const backlog = new HistoryBacklog();
  fill(backlog, 2);
  const batch = backlog.take(all);
  if (batch === null) throw new Error('not reached');
  backlog.addSample({ phoneId: 'phone-1', polledAt: 7, bytes: new Uint8Array() });
  expect(backlog.putBack(batch)).toBe(0);
  expect(takeAll(backlog)).toEqual([0, 1, 7]);
});

test('a phone that is not remembered yet waits, one that is gone is dropped', () => {
  const backlog = new HistoryBacklog();
  fill(backlog, 1, 'early');
  fill(backlog, 1, 'gone');
  expect(backlog.take((phoneId) => (phoneId === 'early' ? 'early' : 'gone'))).toBeNull();
  expect(backlog.take(all)?.samples.map(({ phoneId }) => phoneId)).toEqual(['early']);
});

test('phones that are never remembered do not pile up', () => {
  const backlog = new HistoryBacklog();
  fill(backlog, 5_000);
  backlog.take(() => 'early');
  expect(takeAll(backlog)).toHaveLength(500);
});

test('the time of a phone is one sum a day and place, however often it was refused', () => {
  const backlog = new HistoryBacklog();
  const share = { phoneId: 'phone-1', day: 20_260_601, hostId: 'local', hub: '1-1', dropCount: 1 };
  backlog.addNews({ ...noNews, shares: [{ ...share, watchedMs: 10, availableMs: 5 }] });
  const batch = backlog.take(all);
  if (batch === null) throw new Error('not reached');
  backlog.addNews({ ...noNews, shares: [{ ...share, watchedMs: 7, availableMs: 7 }] });
  backlog.putBack(batch);
  expect(backlog.take(all)?.shares).toEqual([{ ...share, watchedMs: 17, availableMs: 12, dropCount: 2 }]);
});

test('a stretch that went on meanwhile keeps its later end', () => {
  const backlog = new HistoryBacklog();
  backlog.addNews({ ...noNews, stretches: [{ fromAt: 1, toAt: 5 }] });
  const batch = backlog.take(all);
  if (batch === null) throw new Error('not reached');
  backlog.addNews({ ...noNews, stretches: [{ fromAt: 1, toAt: 9 }] });
  backlog.putBack(batch);
  expect(backlog.take(all)?.stretches).toEqual([{ fromAt: 1, toAt: 9 }]);
});

test('a disk that never takes anything costs the oldest samples, and tells how many', () => {
  const backlog = new HistoryBacklog();
  fill(backlog, 500);
  const batch = backlog.take(all);
  if (batch === null) throw new Error('not reached');
  fill(backlog, 19_900);
  expect(backlog.putBack(batch)).toBe(400);
});
