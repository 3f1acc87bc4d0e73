import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { JobState } from '../../../electron/contract/jobs.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { RosterSyncs } from '../../../electron/groups/sync/roster-sync.ts';
import type { JobOrders } from '../../../electron/jobs/job-orders.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { RunNote } from '../../../electron/schedules/schedule-kind.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';
import { makePhone } from '../../support/live-phone.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const hourMs = 3_600_000;
const { signal } = new AbortController();
const note: RunNote = { scheduleId: 4, runId: 11, title: '名册', by: '小王', windowEndAt: null };

type Order = Parameters<JobOrders['begin']>[0];

/** Takes orders as the job engine does, and ends a job when the test says so. */
class PaperJobs implements JobOrders {
  readonly orders: Order[] = [];
  readonly states = new Map<number, JobState>();
  isRefusing = false;
  readonly #changes = new EventSource<number>(silentLogger);

  begin: JobOrders['begin'] = async (order) => {
    if (this.isRefusing) return fail('playbook-missing', 'no playbook');
    this.orders.push(order);
    const jobId = this.orders.length;
    this.states.set(jobId, 'running');
    return succeed({ jobId, itemCount: 1 });
  };

  stateOf(jobId: number): JobState | null {
    return this.states.get(jobId) ?? null;
  }

  subscribe(listener: (jobId: number) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  async end(jobId: number, state: JobState): Promise<void> {
    this.states.set(jobId, state);
    this.#changes.emit(jobId);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  /** `kind phones groups` of every order. */
  told(): string[] {
    return this.orders.map(({ kind, payload }) => `${kind} ${JSON.stringify(payload)}`);
  }
}

interface Wishes {
  readonly modes?: Readonly<Record<string, ExecutionMode | null>>;
  readonly absent?: readonly string[];
}

class SyncBench extends GroupBench {
  readonly jobs = new PaperJobs();
  syncs: RosterSyncs;
  readonly #wishes: Wishes;

  constructor(wishes: Wishes = {}) {
    super({ file: join(makeTempFolder(), 'jiqun.db') });
    this.#wishes = wishes;
    this.syncs = this.open();
  }

  open(): RosterSyncs {
    const { modes = {}, absent = [] } = this.#wishes;
    const phones = ['phone-1', 'phone-2', 'phone-3'].map((phoneId) =>
      makePhone({ phoneId, state: absent.includes(phoneId) ? 'absent' : 'ready' }),
    );
    const { accounts } = this;
    this.syncs = new RosterSyncs({
      store: this.store,
      desk: this.desk,
      phones: { list: () => phones },
      accounts: {
        onPhone: (phoneId) => accounts.onPhone(phoneId),
        modeOf: (_accountId, phoneId) => (phoneId in modes ? (modes[phoneId] ?? null) : 'auto'),
      },
      jobs: this.jobs,
      clock: this.clock,
      logger: silentLogger,
    });
    const { syncs } = this;
    syncs.start();
    onTestFinished(() => syncs.dispose());
    return syncs;
  }

  run(change: Partial<RunNote> = {}): ReturnType<RosterSyncs['schedule']['run']> {
    return this.syncs.schedule.run(signal, this.clock.now(), { ...note, ...change });
  }

  groupId(name: string): string {
    return this.group(name).groupId;
  }
}

test('lists are read first, and the groups on them once that is over', async () => {
  const bench = new SyncBench();
  expect(await bench.run()).toEqual(succeed({ phoneCount: 3, byHandCount: 0, jobId: 1 }));
  expect(bench.jobs.told()).toEqual(['groups.read-list {"phoneIds":["phone-1","phone-2","phone-3"]}']);
  bench.list(1, ['读书群']);
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders[1]).toMatchObject({
    kind: 'groups.read-info',
    payload: { groupIds: [bench.groupId('读书群')], withMembers: true, phoneIds: ['phone-1', 'phone-2', 'phone-3'] },
  });
  await bench.jobs.end(2, 'over');
  expect(bench.jobs.orders).toHaveLength(2);
});

test('accounts that a person works by hand, or that nobody chose a mode for, and phones that are away are left out', async () => {
  const bench = new SyncBench({ modes: { 'phone-1': 'manual', 'phone-2': null }, absent: ['phone-3'] });
  expect(await bench.run()).toEqual(succeed({ phoneCount: 0, byHandCount: 2 }));
  expect(bench.jobs.orders).toEqual([]);
});

test('it is not ready before a phone is there', () => {
  expect(new SyncBench({ absent: ['phone-1', 'phone-2', 'phone-3'] }).syncs.schedule.isReady?.()).toBe(false);
  expect(new SyncBench({ absent: ['phone-1'] }).syncs.schedule.isReady?.()).toBe(true);
});

test('nothing of it begins after its window, or a day later without one', async () => {
  const bench = new SyncBench();
  await bench.run({ windowEndAt: bench.clock.now() + hourMs });
  await bench.run({ runId: 12 });
  const ends = bench.jobs.orders.map(({ window }) => (window.endAt ?? 0) - bench.clock.now());
  expect(ends).toEqual([hourMs, 20 * hourMs]);
  bench.list(1, ['读书群']);
  await bench.clock.advance(hourMs);
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders).toHaveLength(2);
});

test('a reading of lists that somebody cancelled is followed by nothing', async () => {
  const bench = new SyncBench();
  await bench.run();
  bench.list(1, ['读书群']);
  await bench.jobs.end(1, 'cancelled');
  expect(bench.jobs.orders).toHaveLength(1);
});

test('groups that were read within the last hours are not read a second time', async () => {
  const bench = new SyncBench();
  bench.list(1, ['读书群', '跑步群']);
  bench.info(1, '读书群', { role: 'member' });
  await bench.run();
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders[1]?.payload).toMatchObject({ groupIds: [bench.groupId('跑步群')] });
  await bench.clock.advance(4 * hourMs);
  await bench.run({ runId: 12 });
  await bench.jobs.end(3, 'over');
  const both = [bench.groupId('读书群'), bench.groupId('跑步群')];
  const told = bench.jobs.told()[3] ?? '';
  expect(both.filter((groupId) => !told.includes(groupId))).toEqual([]);
});

test('a group whose page is fresh and whose members, which may be read, are not, is read', async () => {
  const bench = new SyncBench();
  bench.list(1, ['读书群']);
  bench.info(1, '读书群', { role: 'owner', mayKeepMembers: true });
  await bench.run();
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders[1]?.payload).toMatchObject({ groupIds: [bench.groupId('读书群')] });
});

test('a console that ends between both steps reads the groups once after it starts again', async () => {
  const bench = new SyncBench();
  await bench.run();
  await bench.syncs.dispose();
  bench.list(1, ['读书群']);
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders).toHaveLength(1);
  bench.open();
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders).toHaveLength(2);
  await bench.syncs.dispose();
  bench.open();
  await bench.jobs.end(1, 'over');
  expect(bench.jobs.orders).toHaveLength(2);
});

test('what the jobs refuse is the run’s failure', async () => {
  const bench = new SyncBench();
  bench.jobs.isRefusing = true;
  expect(await bench.run()).toMatchObject({ error: { code: 'playbook-missing' } });
});
