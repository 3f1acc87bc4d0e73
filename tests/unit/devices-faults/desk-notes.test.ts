import { describe, expect, test } from 'vitest';
import { noNotes, type DeskNotes } from '../../../electron/devices/fault-reading/desk-notes.ts';
import { faultMigrations } from '../../../electron/devices/fault-reading/fault-migrations.ts';
import { NoteStore } from '../../../electron/devices/fault-reading/note-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { arrival, drop, flap, kernelLine, now, serverLoss } from './desk-samples.ts';

const story = {
  temperatures: [{ at: now - 9_000, value: 51.5 }],
  levels: [{ at: now - 9_000, value: 80 }],
  isRestarting: false,
  rebootAskedAt: null,
  build: '13 (2026-08-05)',
  update: { at: now - 8_000, from: '13 (2026-07-05)', to: '13 (2026-08-05)' },
  readAt: { temperature: 7, level: 7 },
};

const full: DeskNotes = {
  drops: [flap('1-2.1', 50_000), drop('1-2.2', 40_000), drop('w', 30_000, { connection: 'tcp', place: null })],
  arrivals: [arrival('1-2.3', 60_000)],
  reboots: new Map([['1-2.1', [now - 50_000]]]),
  losses: new Map([['local', [serverLoss(20_000, 41, 40)]]]),
  stories: new Map([['1-2.2', story]]),
  refusals: [{ portPath: '1-2.5', serial: 'S', at: now - 10_000 }],
  kernelLines: [kernelLine('no-resources', null, 10_000), kernelLine('config-refused', '1-2.5', 10_000)],
};

function countRows(store: Store): unknown {
  return store.prepare('SELECT count(*) AS count FROM faultNote').get();
}

describe('notes of the desk', () => {
  test('are what they were in the next run', () => {
    const store = openTestStore(faultMigrations);
    new NoteStore(store).save(full);
    expect(new NoteStore(store).load(now)).toEqual(full);
  });

  test('begin empty', () => {
    expect(new NoteStore(openTestStore(faultMigrations)).load(now)).toEqual(noNotes);
  });

  test('lose what the journals have dropped, and write nothing that is written', () => {
    const store = openTestStore(faultMigrations);
    const notes = new NoteStore(store);
    notes.save(full);
    store.prepare("UPDATE faultNote SET body = '7' WHERE kind = 'reboots'").run();
    const [first, ...rest] = full.drops;
    notes.save({ ...full, drops: rest });
    const again = new NoteStore(store).load(now);
    expect(again.drops).toEqual(rest);
    expect(first).toBeDefined();
    // Nobody wrote over it: the object that it came from is still the same.
    expect(again.reboots).toEqual(new Map());
  });

  test('take over a phone that came back', () => {
    const store = openTestStore(faultMigrations);
    const notes = new NoteStore(store);
    notes.save(full);
    const back = full.drops.map((each) => ({ ...each, backAt: now - 1_000 }));
    notes.save({ ...full, drops: back });
    expect(new NoteStore(store).load(now).drops).toEqual(back);
  });

  test('without a line that nobody can read any more; it goes at the next save', () => {
    const store = openTestStore(faultMigrations);
    store.prepare(`INSERT INTO faultNote VALUES ('drop', 'x', '{"at":"yesterday"}'), ('gremlin', 'y', '{}')`).run();
    const notes = new NoteStore(store);
    expect(notes.load(now)).toEqual(noNotes);
    notes.save(noNotes);
    expect(countRows(store)).toEqual({ count: 0 });
  });

  test('of a time that has not come yet are left out: the clock was set back', () => {
    const store = openTestStore(faultMigrations);
    new NoteStore(store).save(full);
    const { drops, reboots, losses } = new NoteStore(store).load(now - 45_000);
    expect(drops).toEqual(full.drops.slice(0, 1));
    expect([...reboots.values(), ...losses.values()]).toEqual([[now - 50_000], []]);
  });

  test('that cannot be written are written the next time', () => {
    const store = openTestStore(faultMigrations);
    const notes = new NoteStore(store);
    store.prepare("CREATE TRIGGER full BEFORE INSERT ON faultNote BEGIN SELECT RAISE(ABORT, 'no room'); END").run();
    expect(() => notes.save(full)).toThrow();
    store.prepare('DROP TRIGGER full').run();
    notes.save(full);
    expect(new NoteStore(store).load(now)).toEqual(full);
  });
});
