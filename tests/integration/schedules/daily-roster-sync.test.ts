import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job } from '../../../electron/contract/jobs.ts';
import { procedures, type ProcedureInput } from '../../../electron/contract/procedures.ts';
import type { Schedule, ScheduleRun } from '../../../electron/contract/schedules.ts';
import { AheadClock } from '../../support/ahead-clock.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const timeoutMs = 180_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const phoneCount = 3;
const groups = [
  { name: '读书会', places: [1, 2] },
  { name: '跑步群', places: [2] },
  { name: '摄影群', places: [3] },
];

const clock = new AheadClock();
let desk: WorldConsole;

/** Puts the desk's clock on that time of the next day of China that has it. */
function goTo(hour: number, minute = 0): void {
  const sinceMidnight = (clock.now() + 8 * hourMs) % dayMs;
  const wanted = hour * hourMs + minute * minuteMs;
  clock.advance((wanted - sinceMidnight + dayMs) % dayMs);
}

const sync: ProcedureInput<'schedules.save'> = {
  scheduleId: null,
  kind: 'roster-sync',
  title: '每日名册同步',
  rule: { every: 'day', at: '09:10' },
  timeZone: 'Asia/Shanghai',
  window: { from: '09:00', to: '21:00' },
  missed: { policy: 'run-once', withinMinutes: 480 },
};

async function schedules(): Promise<Schedule[]> {
  return procedures['schedules.list'].output.parse(valueOf(await desk.console.call('schedules.list', {}))).schedules;
}

/** Oldest first. */
async function history(): Promise<ScheduleRun[]> {
  const input = { scheduleId: null, beforeRunId: null, limit: 200 };
  const page = valueOf(await desk.console.call('schedules.history', input));
  return procedures['schedules.history'].output.parse(page).runs.toReversed();
}

function found(jobs: readonly Job[]): Job[] {
  return jobs.filter(({ kind }) => kind.startsWith('groups.read-'));
}

/** The jobs that read, oldest first, once there are so many of them and all are over. */
async function readings(count: number): Promise<Job[]> {
  const { jobs } = await desk.console.waitFor(
    (snapshot) => found(snapshot.jobs).length >= count && found(snapshot.jobs).every(({ state }) => state === 'over'),
    timeoutMs,
  );
  return found(jobs).toSorted((left, right) => left.jobId - right.jobId);
}

/** The runs once so many of them are over. */
async function runs(count: number): Promise<ScheduleRun[]> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const ended = (await history()).filter(({ endedAt }) => endedAt !== null);
      if (ended.length < count) return;
      stop();
      resolve(ended);
    };
    const stop = desk.console.services.subscribe('schedules.changed', () => void look().catch(reject));
    look().catch(reject);
  });
}

beforeAll(async () => {
  goTo(8);
  desk = await WorldConsole.open({ seed: 41, phoneCount, plan: { groups }, clock, isClockShared: true });
}, timeoutMs);

afterAll(() => desk.close());

test(
  'a daily roster sync reads the lists and the groups on them, every day once, in the name of whoever made it',
  async () => {
    valueOf(await desk.console.call('schedules.save', sync));
    expect((await desk.groups()).length).toBe(0);
    goTo(9, 10);
    const [first] = await runs(1);
    expect(first).toMatchObject({ origin: 'plan', outcome: 'done', detail: { phoneCount, byHandCount: 0 } });
    const [lists, pages, ...more] = await readings(2);
    expect(more).toEqual([]);
    expect(lists).toMatchObject({ kind: 'groups.read-list', itemCount: phoneCount, confirmedBy: '小王' });
    expect(pages).toMatchObject({ kind: 'groups.read-info', itemCount: 4, confirmedBy: '小王' });
    const read = await desk.groups();
    expect(read.map(({ name }) => name).toSorted()).toEqual(groups.map(({ name }) => name).toSorted());
    expect(read.every(({ infoReadAt }) => infoReadAt !== null)).toBe(true);
    expect((await schedules())[0]).toMatchObject({ isOn: true, last: { outcome: 'done' }, running: null });
    goTo(9, 10);
    expect((await runs(2)).map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await readings(4)).toHaveLength(4);
  },
  2 * timeoutMs,
);

test(
  'an operator may have it run at once; what was read a moment ago is not read a second time',
  async () => {
    const before = await history();
    const [{ scheduleId } = { scheduleId: 0 }] = await schedules();
    valueOf(await desk.console.call('schedules.runNow', { scheduleId }));
    const ended = await runs(before.length + 1);
    expect(ended.at(-1)).toMatchObject({ origin: 'hand', outcome: 'done', startedBy: '小王' });
    const jobs = await readings(5);
    expect(jobs.slice(4).every(({ kind, state }) => kind === 'groups.read-list' && state === 'over')).toBe(true);
  },
  timeoutMs,
);

test(
  'a sweep checks every phone at once, and a turned off schedule never comes',
  async () => {
    const [{ scheduleId } = { scheduleId: 0 }] = await schedules();
    valueOf(await desk.console.call('schedules.setOn', { scheduleId, isOn: false }));
    const sweep = { ...sync, kind: 'health-sweep' as const, title: '体检', window: null };
    valueOf(await desk.console.call('schedules.save', sweep));
    const before = await history();
    goTo(9, 10);
    const ended = await runs(before.length + 1);
    expect(ended.slice(before.length)).toMatchObject([
      { outcome: 'done', detail: { checkedCount: phoneCount, unheardCount: 0 } },
    ]);
  },
  timeoutMs,
);
