import { expect, onTestFinished, test } from 'vitest';
import { liveAlertLimit, type Alert } from '../../../electron/contract/alerts.ts';
import type { Demo } from '../../../electron/contract/demo.ts';
import type { DeskMap } from '../../../electron/contract/desk-map.ts';
import { deltaSchema, snapshotSchema, type Delta, type ShownTime } from '../../../electron/contract/desk.ts';
import type { FaultReading } from '../../../electron/contract/faults.ts';
import type { Host } from '../../../electron/contract/hosts.ts';
import { liveJobsLimit, type Job } from '../../../electron/contract/jobs.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import { defaultSettings, type Settings } from '../../../electron/contract/settings.ts';
import { Desk, frameMs } from '../../../electron/desk/desk.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { makeLongestAlert } from '../../support/live-alert.ts';
import { makeJob, makeLongestJob } from '../../support/live-job.ts';
import { makeLongestPhone, makePhone } from '../../support/live-phone.ts';
import { ManualClock } from '../../support/manual-clock.ts';

class Collection<T> {
  readonly items = new Map<string, T>();
  readonly #changes = new EventSource<{ changed: ReadonlySet<string>; removed: ReadonlySet<string> }>(silentLogger);

  list(): readonly T[] {
    return [...this.items.values()];
  }

  get(id: string): T | null {
    return this.items.get(id) ?? null;
  }

  subscribe(
    listener: Parameters<EventSource<{ changed: ReadonlySet<string>; removed: ReadonlySet<string> }>['subscribe']>[0],
  ) {
    return this.#changes.subscribe(listener);
  }

  set(id: string, item: T): void {
    this.items.set(id, item);
    this.#changes.emit({ changed: new Set([id]), removed: new Set() });
  }

  remove(id: string): void {
    this.items.delete(id);
    this.#changes.emit({ changed: new Set(), removed: new Set([id]) });
  }
}

class AlertCollection extends Collection<Alert> {
  waitingCount(): number {
    return this.items.size;
  }
}

class Value<T> {
  readonly #changes = new EventSource<void>(silentLogger);
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  current(): T {
    return this.#value;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  set(value: T): void {
    this.#value = value;
    this.#changes.emit();
  }
}

const local: Host = {
  hostId: 'local',
  name: '本机',
  kind: 'local',
  address: '127.0.0.1',
  port: 5_999,
  state: 'up',
  stateSinceAt: 1,
  fault: null,
  serverVersion: 41,
  adbPath: null,
  phoneCount: 0,
};

function createDesk() {
  const clock = new ManualClock();
  const sources = {
    phones: new Collection<Phone>(),
    hosts: new Collection<Host>(),
    alerts: new AlertCollection(),
    jobs: new Collection<Job>(),
    time: new Value<ShownTime>({ now: 1, trueNow: 2, factor: 1, isOwnClock: false }),
    demo: new Value<Demo>({ state: 'off', phoneCount: 0, seed: null, fault: null }),
    readings: new Value<FaultReading[]>([]),
    deskMap: new Value<DeskMap>({ hubs: [], places: [] }),
    operator: new Value<Operator | null>(null),
    settings: new Value<Settings>(defaultSettings),
  };
  const desk = new Desk(sources, { clock, machineClock: clock, logger: silentLogger });
  onTestFinished(() => desk.dispose());
  const deltas: Delta[] = [];
  desk.subscribe((delta) => deltas.push(delta));
  return { desk, clock, deltas, ...sources };
}

test('a snapshot holds everything that is live now', () => {
  const { desk, phones, hosts } = createDesk();
  phones.set('phone-1', makePhone());
  hosts.set('local', local);
  const snapshot = snapshotSchema.parse(desk.snapshot());
  expect(snapshot).toMatchObject({
    phones: [{ phoneId: 'phone-1' }],
    hosts: [{ hostId: 'local' }],
    attendance: { expectedCount: 1, onlineCount: 1 },
    time: { now: 1, trueNow: 2 },
    demo: { state: 'off' },
    operator: null,
    settings: defaultSettings,
    alertCount: 0,
  });
});

test('many changes within a frame travel in one delta', async () => {
  const { clock, deltas, phones } = createDesk();
  for (let index = 0; index < 20; index++) phones.set('phone-1', makePhone({ label: `${index}` }));
  phones.set('phone-2', makePhone({ phoneId: 'phone-2', number: 2 }));
  expect(deltas).toEqual([]);
  await clock.advance(frameMs);
  expect(deltas).toHaveLength(1);
  expect(deltas[0]?.phones?.map(({ phoneId, label }) => [phoneId, label])).toEqual([
    ['phone-1', '19'],
    ['phone-2', ''],
  ]);
});

test('deltas continue each other without a gap and fit the contract', async () => {
  const { desk, clock, deltas, phones, demo, operator } = createDesk();
  const { version } = desk.snapshot();
  phones.set('phone-1', makePhone());
  await clock.advance(frameMs);
  demo.set({ state: 'running', phoneCount: 6, seed: 7, fault: null });
  await clock.advance(frameMs);
  operator.set({ operatorId: 'o', name: '甲', createdAt: 1 });
  await clock.advance(frameMs);
  expect(deltas.map((delta) => [delta.baseVersion, delta.version])).toEqual([
    [version, version + 1],
    [version + 1, version + 2],
    [version + 2, version + 3],
  ]);
  for (const delta of deltas) expect(deltaSchema.parse(delta)).toEqual(delta);
});

test('a snapshot first sends what is pending, so that the next delta continues it', async () => {
  const { desk, clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  const snapshot = desk.snapshot();
  expect(deltas.at(-1)?.version).toBe(snapshot.version);
  expect(snapshot.phones).toHaveLength(1);
  await clock.advance(frameMs);
  expect(deltas).toHaveLength(1);
  phones.set('phone-1', makePhone({ label: '新' }));
  await clock.advance(frameMs);
  expect(deltas.at(-1)?.baseVersion).toBe(snapshot.version);
});

test('a removed phone is named, and not sent', async () => {
  const { clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  await clock.advance(frameMs);
  phones.set('phone-1', makePhone({ label: '再见' }));
  phones.remove('phone-1');
  await clock.advance(frameMs);
  expect(deltas.at(-1)).toMatchObject({ removedPhoneIds: ['phone-1'], attendance: { expectedCount: 0 } });
  expect(deltas.at(-1)?.phones).toBeUndefined();
});

test('a phone that is back within the frame is sent, and not named as removed', async () => {
  const { clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  phones.remove('phone-1');
  phones.set('phone-1', makePhone());
  await clock.advance(frameMs);
  expect(deltas.at(-1)?.removedPhoneIds).toBeUndefined();
  expect(deltas.at(-1)?.phones).toHaveLength(1);
});

test('attendance travels only when it changed', async () => {
  const { clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  await clock.advance(frameMs);
  phones.set('phone-1', makePhone({ note: '电池换过' }));
  await clock.advance(frameMs);
  phones.set('phone-1', makePhone({ state: 'offline' }));
  await clock.advance(frameMs);
  expect(deltas.map(({ attendance }) => attendance?.onlineCount)).toEqual([1, undefined, 0]);
});

test('alerts travel as they come, change and end, with their count', async () => {
  const { desk, clock, deltas, alerts } = createDesk();
  alerts.set('1', makeLongestAlert(1));
  await clock.advance(frameMs);
  alerts.remove('1');
  await clock.advance(frameMs);
  expect(deltas.map((delta) => [delta.alerts?.length, delta.endedAlertIds, delta.alertCount])).toEqual([
    [1, undefined, 1],
    [undefined, [1], 0],
  ]);
  expect(desk.snapshot()).toMatchObject({ alerts: [], alertCount: 0 });
});

test('jobs travel as they come, change and leave the snapshot', async () => {
  const { desk, clock, deltas, jobs } = createDesk();
  jobs.set('7', makeJob({ jobId: 7 }));
  await clock.advance(frameMs);
  jobs.remove('7');
  await clock.advance(frameMs);
  expect(deltas.map((delta) => [delta.jobs?.length, delta.removedJobIds])).toEqual([
    [1, undefined],
    [undefined, [7]],
  ]);
  expect(desk.snapshot().jobs).toEqual([]);
});

test('only the part that changed travels', async () => {
  const { clock, deltas, settings } = createDesk();
  settings.set({ ...defaultSettings, theme: 'dark' });
  await clock.advance(frameMs);
  expect(deltas).toEqual([{ baseVersion: 1, version: 2, settings: { ...defaultSettings, theme: 'dark' } }]);
});

test('the time travels when it is told anew', async () => {
  const { clock, deltas, time } = createDesk();
  const next = { now: 100_000, trueNow: 200_000, factor: 60, isOwnClock: true };
  time.set(next);
  await clock.advance(frameMs);
  expect(deltas).toEqual([{ baseVersion: 1, version: 2, time: next }]);
});

test('replaying the deltas on the first snapshot gives the last snapshot', async () => {
  const { desk, clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  const replayed = new Map(desk.snapshot().phones.map((phone) => [phone.phoneId, phone]));
  deltas.length = 0;
  phones.set('phone-2', makePhone({ phoneId: 'phone-2' }));
  await clock.advance(frameMs);
  phones.set('phone-1', makePhone({ state: 'offline' }));
  phones.remove('phone-2');
  await clock.advance(frameMs);
  for (const delta of deltas) {
    for (const phone of delta.phones ?? []) replayed.set(phone.phoneId, phone);
    for (const phoneId of delta.removedPhoneIds ?? []) replayed.delete(phoneId);
  }
  expect([...replayed.values()]).toEqual(desk.snapshot().phones);
});

test('a disposed desk tells nothing more and leaves no timer', async () => {
  const { desk, clock, deltas, phones } = createDesk();
  phones.set('phone-1', makePhone());
  desk.dispose();
  phones.set('phone-1', makePhone({ label: '新' }));
  await clock.advance(1_000);
  expect(deltas).toEqual([]);
  expect(clock.pendingCount).toBe(0);
});

test('a snapshot of 100 phones and as many alerts and jobs as it carries, every field at its longest, stays under 1 MB', () => {
  const { desk, phones, alerts, jobs } = createDesk();
  for (let index = 1; index <= liveJobsLimit; index++) jobs.set(`${index}`, makeLongestJob(index));
  for (let index = 1; index <= liveAlertLimit; index++) alerts.set(`${index}`, makeLongestAlert(index));
  for (let index = 1; index <= 100; index++) phones.set(`${index}`, makeLongestPhone(index));
  const bytes = Buffer.byteLength(JSON.stringify(desk.snapshot()));
  expect(bytes).toBeLessThan(1_000_000);
  expect(snapshotSchema.safeParse(desk.snapshot()).success).toBe(true);
});
