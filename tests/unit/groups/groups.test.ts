import { describe, expect, it, vi } from 'vitest';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import { accountMigrations } from '../../../electron/accounts/account-migrations.ts';
import { growthMigrations } from '../../../electron/accounts/growth-migrations.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import type { Fault, Outcome } from '../../../electron/contract/outcome.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import { bookMigrations } from '../../../electron/groups/book/book-migrations.ts';
import { createGroups } from '../../../electron/groups/groups.ts';
import type { Groups } from '../../../electron/groups/groups.ts';
import { groupMigrations } from '../../../electron/groups/group-migrations.ts';
import { GroupStore } from '../../../electron/groups/group-store.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const signal = new AbortController().signal;

function openGroupStore(): Store {
  const store = openTestStore([
    ...phoneMigrations,
    ...groupMigrations,
    ...bookMigrations,
    ...operatorMigrations,
    ...accountMigrations,
    ...growthMigrations,
  ]);
  const insert = store.prepare<[string]>(`INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected,
    isSetAside, isEdited, facts, firstSeenAt) VALUES (?, '', '[]', '', 1, 1, 0, 0, '{}', 0)`);
  for (const phoneId of ['virtual', 'other', 'real']) insert.run(phoneId);
  return store;
}

interface Desk {
  readonly groups: Groups;
  readonly notes: AuditNote[];
  readonly store: Store;
  readonly clock: ManualClock;
  names: string[];
  refusal: Fault | null;
  held: string[];
}

const noLink = {
  shell: async () => fail('phone-gone', 'no phone'),
  exec: async () => fail('phone-gone', 'no phone'),
  open: async () => fail('phone-gone', 'no phone'),
  push: async () => fail('phone-gone', 'no phone'),
};

/** The feature over a real database; what phones list is given. */
function openDesk(store = openGroupStore()): Desk {
  const notes: AuditNote[] = [];
  const clock = new ManualClock(1_000);
  const eager = {
    now: () => clock.now(),
    monotonic: () => clock.now(),
    after: (_ms: number, task: () => void) => createSystemClock().after(0, task),
  };
  const desk: Omit<Desk, 'groups'> = { notes, store, clock, names: [], refusal: null, held: [] };
  const audit = {
    append: (note: AuditNote) => {
      notes.push(note);
      return {
        ...note,
        params: { ...note.params },
        seq: notes.length,
        at: 0,
        operatorId: null,
        operatorName: null,
        hash: '',
      };
    },
  };
  const groups = createGroups({
    store,
    clock: eager,
    machineClock: eager,
    logger: silentLogger,
    audit,
    accounts: new Accounts({
      store,
      audit,
      clock: eager,
      logger: silentLogger,
      cooldowns: { restOf: () => null },
      currentOperator: () => null,
      isVirtual: (phoneId) => phoneId !== 'real',
      isTreeHidden: () => false,
    }),
    worker: new TaskWorker({
      workerFile: new URL(import.meta.url),
      file: store.file,
      clock: eager,
      logger: silentLogger,
    }),
    files: { save: async () => fail('aborted', 'no files'), printPage: async () => fail('aborted', 'no files') },
    operatorName: () => null,
    nameLimits: () => ({ warnOver: 30, blockOver: 32, forbiddenWords: [] }),
    standingsNow: () => () => ({ standing: 'ready', held: null }),
    renameJobs: { confirmedBy: () => null, open: () => [], read: () => null },
    readList: async () => succeed({ names: desk.names, listedCount: desk.names.length, isComplete: true }),
    phones: {
      get: (phoneId) => (phoneId === 'nobody' ? null : { isVirtual: phoneId !== 'real' }),
      withPhone: async (phoneId, holder, work, given) => {
        desk.held.push(`${phoneId} by ${holder}`);
        if (desk.refusal !== null) return { ok: false, error: desk.refusal };
        return work(noLink, given);
      },
    },
  });
  return Object.assign(desk, { groups });
}

async function read(desk: Desk, phoneId = 'virtual'): ReturnType<Groups['handlers']['groups.read']> {
  return desk.groups.handlers['groups.read']({ phoneId }, signal);
}

function namesOf(reading: Outcome<{ groups: readonly { name: string; lastSeenAt: number }[] }>): string[] {
  return reading.ok ? reading.value.groups.map((group) => `${group.name}@${group.lastSeenAt}`) : [reading.error.code];
}

describe('groups.list', () => {
  it('answers an empty reading without an age for a phone that was never read', async () => {
    expect(await openDesk().groups.handlers['groups.list']({ phoneId: 'virtual' }, signal)).toEqual({
      ok: true,
      value: { phoneId: 'virtual', groups: [], readAt: null, isComplete: false, listedCount: null },
    });
  });

  it('refuses an unknown phone', async () => {
    const answer = await openDesk().groups.handlers['groups.list']({ phoneId: 'nobody' }, signal);
    expect(answer).toMatchObject({ error: { code: 'phone-not-found' } });
  });
});

describe('groups.read', () => {
  it('stores what the phone listed, in that order, with its age', async () => {
    const desk = openDesk();
    desk.names = ['家长群', '业主群'];
    const reading = await read(desk);
    expect(reading).toMatchObject({ value: { readAt: 1_000, isComplete: true, listedCount: 2 } });
    expect(namesOf(reading)).toEqual(['家长群@1000', '业主群@1000']);
    expect(await desk.groups.handlers['groups.list']({ phoneId: 'virtual' }, signal)).toEqual(reading);
  });

  it('keeps a group that is no longer listed, with when it was last seen', async () => {
    const desk = openDesk();
    desk.names = ['家长群', '业主群'];
    await read(desk);
    desk.names = ['业主群', '新群'];
    await desk.clock.advance(500);
    expect(namesOf(await read(desk))).toEqual(['业主群@1500', '新群@1500', '家长群@1000']);
  });

  it('continues the row of a group that is listed again, and does not take a second one of its name for it', async () => {
    const desk = openDesk();
    desk.names = ['家长群'];
    const first = await read(desk);
    desk.names = ['家长群', '家长群'];
    const second = await read(desk);
    const ids = [first, second].map((reading) =>
      reading.ok ? reading.value.groups.map((group) => group.groupViewId) : [],
    );
    expect(ids[1]).toHaveLength(2);
    expect(ids[1]).toContain(ids[0]?.[0]);
  });

  it('keeps phones apart', async () => {
    const desk = openDesk();
    desk.names = ['家长群'];
    await read(desk);
    expect(namesOf(await desk.groups.handlers['groups.list']({ phoneId: 'other' }, signal))).toEqual([]);
  });

  it('writes an audit line with the counts, not with names', async () => {
    const desk = openDesk();
    desk.names = ['家长群'];
    await read(desk);
    expect(desk.notes).toEqual([
      { action: 'groups.read', subject: 'virtual', params: { count: 1, listedCount: 1, isComplete: true } },
    ]);
  });

  it('holds the phone while it reads', async () => {
    const desk = openDesk();
    await read(desk);
    expect(desk.held).toEqual(['virtual by hand']);
  });

  it('never touches a real phone', async () => {
    const desk = openDesk();
    expect(await read(desk, 'real')).toMatchObject({ error: { code: 'phone-real-not-supported' } });
    expect(desk.held).toEqual([]);
  });

  it('answers why the phone could not be held, keeps the last reading and notes the attempt', async () => {
    const desk = openDesk();
    desk.names = ['家长群'];
    await read(desk);
    desk.refusal = fail('phone-busy', 'held').error;
    expect(await read(desk)).toMatchObject({ error: { code: 'phone-busy' } });
    expect(namesOf(await desk.groups.handlers['groups.list']({ phoneId: 'virtual' }, signal))).toEqual(['家长群@1000']);
    expect(desk.notes.at(-1)?.params).toEqual({ error: 'phone-busy' });
  });

  it('tells whose reading is new, and its summary', async () => {
    const desk = openDesk();
    const changed = vi.fn<(phoneId: string) => void>();
    desk.groups.subscribe(changed);
    expect(desk.groups.summaryOf('virtual')).toBeNull();
    desk.names = ['家长群', '业主群'];
    await read(desk);
    expect(changed.mock.calls).toEqual([['virtual']]);
    expect(desk.groups.summaryOf('virtual')).toEqual({ readAt: 1_000, groupCount: 2 });
  });

  it('knows the summaries again after a restart', async () => {
    const desk = openDesk();
    desk.names = ['家长群'];
    await read(desk);
    expect(openDesk(desk.store).groups.summaryOf('virtual')).toEqual({ readAt: 1_000, groupCount: 1 });
  });

  it('tells each name once, for those who must keep it to themselves', () => {
    const { store, groups } = openDesk();
    new GroupStore(store).save(
      { phoneId: 'virtual', accountId: 'account-1' },
      { names: ['家长群', '家长群', '车友群'], listedCount: 3, isComplete: true },
      5,
    );
    expect(groups.names().toSorted()).toEqual(['家长群', '车友群'].toSorted());
  });
});

describe('migration 70, group views', () => {
  it('lets a phone that is forgotten take its groups along', () => {
    const store = openGroupStore();
    const groups = new GroupStore(store);
    groups.save(
      { phoneId: 'virtual', accountId: 'account-1' },
      { names: ['家长群'], listedCount: 1, isComplete: true },
      5,
    );
    store.prepare<[string]>('DELETE FROM phone WHERE phoneId = ?').run('virtual');
    expect(groups.read('virtual')).toEqual({
      phoneId: 'virtual',
      groups: [],
      readAt: null,
      isComplete: false,
      listedCount: null,
    });
  });

  it('refuses a reading that is neither complete nor incomplete', () => {
    const insert = openGroupStore().prepare("INSERT INTO groupReading VALUES ('virtual', 1, 1, NULL, 2, NULL)");
    expect(() => insert.run()).toThrow(/CHECK/);
  });
});
