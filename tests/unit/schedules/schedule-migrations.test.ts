import { expect, test } from 'vitest';
import { scheduleMigrations } from '../../../electron/schedules/schedule-migrations.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

function withSchedule(): Store {
  const store = openTestStore(scheduleMigrations);
  store
    .prepare(
      `INSERT INTO schedule (kind, title, rule, timeZone, missed, isOn, createdBy, createdAt, nextRunAt)
       VALUES ('roster-sync', 't', '{}', 'Asia/Shanghai', '{}', 1, '陈晓', 1, 9)`,
    )
    .run();
  return store;
}

function claim(store: Store, plannedAt: number, origin = 'plan'): number {
  const insert = store.prepare<[string, number]>(
    'INSERT INTO scheduleRun (scheduleId, origin, plannedAt, claimedAt) VALUES (1, ?, ?, 1)',
  );
  return insert.run(origin, plannedAt).lastRowId;
}

test('208: a schedule that is off plans nothing, and one that is on has a next time', () => {
  const store = withSchedule();
  expect(() => store.prepare('UPDATE schedule SET isOn = 0').run()).toThrow(/CHECK/u);
  expect(() => store.prepare('UPDATE schedule SET nextRunAt = NULL').run()).toThrow(/CHECK/u);
  expect(() => store.prepare('UPDATE schedule SET removedAt = 5').run()).toThrow(/CHECK/u);
  expect(store.prepare('UPDATE schedule SET isOn = 0, nextRunAt = NULL, removedAt = 5').run().changes).toBe(1);
});

test('209: a planned time has one line, runs by hand as many as are asked for', () => {
  const store = withSchedule();
  claim(store, 7);
  expect(() => claim(store, 7)).toThrow(/UNIQUE/u);
  claim(store, 8);
  claim(store, 7, 'hand');
  claim(store, 7, 'hand');
});

test('209: the history is only ever added to', () => {
  const store = withSchedule();
  const runId = claim(store, 7);
  const run = (sql: string) => store.prepare(`${sql} WHERE runId = ${runId}`).run();
  for (const change of ['plannedAt = 8', "origin = 'hand'"]) {
    expect(() => run(`UPDATE scheduleRun SET ${change}`)).toThrow(/append-only/u);
  }
  run('UPDATE scheduleRun SET beganAt = 8');
  expect(() => run('UPDATE scheduleRun SET beganAt = 9')).toThrow(/append-only/u);
  run("UPDATE scheduleRun SET endedAt = 10, outcome = 'done'");
  for (const change of ["outcome = 'failed'", 'endedAt = NULL, outcome = NULL', "code = 'internal'"]) {
    expect(() => run(`UPDATE scheduleRun SET ${change}`)).toThrow(/append-only/u);
  }
  expect(() => run('DELETE FROM scheduleRun')).toThrow(/append-only/u);
});

test('209: what did not begin was missed or skipped, and what began was neither', () => {
  const store = withSchedule();
  const end = (runId: number, outcome: string) =>
    store
      .prepare<[string, number]>('UPDATE scheduleRun SET endedAt = 9, outcome = ? WHERE runId = ?')
      .run(outcome, runId);
  const unbegun = claim(store, 7);
  const begun = claim(store, 8);
  store.prepare<[number]>('UPDATE scheduleRun SET beganAt = 8 WHERE runId = ?').run(begun);
  for (const outcome of ['done', 'failed', 'interrupted']) expect(() => end(unbegun, outcome)).toThrow(/CHECK/u);
  for (const outcome of ['missed', 'skipped']) expect(() => end(begun, outcome)).toThrow(/CHECK/u);
  expect(() => store.prepare('UPDATE scheduleRun SET endedAt = 9').run()).toThrow(/CHECK/u);
  end(unbegun, 'missed');
  end(begun, 'done');
});
