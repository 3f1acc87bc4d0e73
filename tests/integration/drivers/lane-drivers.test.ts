import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { serverPackage, testPackage } from '../../../electron/automation/drivers/apks.ts';
import type { DriverOrder } from '../../../electron/automation/drivers/driver-lane.ts';
import type { DriverEvent } from '../../../electron/automation/drivers/fallback-driver.ts';
import { LaneDrivers } from '../../../electron/automation/drivers/lane-drivers.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { DriverDesk } from '../../support/driver-desk.ts';

const place = 1;
let desk: DriverDesk;
let lanes: LaneDrivers;

beforeAll(async () => {
  desk = await DriverDesk.open(['redmi_7']);
});
beforeEach(() => {
  lanes = new LaneDrivers({ machineClock: createSystemClock(), logger: silentLogger, apks: desk.apks() });
});
afterEach(async () => {
  await lanes.dispose();
  desk.desk.phone(place).clearFaults();
});
afterAll(() => desk.close());

interface Run {
  readonly events: DriverEvent['kind'][];
  readonly kind: UiDriver['kind'];
}

/** One run that reads the screen; `during` happens before that. */
async function run(
  changes: Partial<DriverOrder> = {},
  during: () => Promise<unknown> = async () => null,
): Promise<Run> {
  const events: DriverEvent['kind'][] = [];
  const order: DriverOrder = {
    phoneId: 'phone',
    link: await desk.link(place),
    signal: new AbortController().signal,
    sdk: desk.android(place).sdk,
    onEvent: ({ kind }) => events.push(kind),
    ...changes,
  };
  const used = await lanes.use(order, async (driver) => {
    await during();
    await driver.tree();
    return driver.kind;
  });
  return { events, kind: valueOf(used) };
}

function isServerRunning(): boolean {
  return desk.android(place).phone.instrumentations.processes.includes(serverPackage);
}

/** Nothing of a driver is on the phone, and nothing of it in adb. */
async function nothingLeft(): Promise<void> {
  await expect.poll(isServerRunning, { timeout: 10_000 }).toBe(false);
  await expect.poll(() => desk.client.openSocketCount, { timeout: 10_000 }).toBe(0);
  expect(valueOf(await desk.client.listForwards({ timeoutMs: 5_000 }))).toEqual([]);
}

test('the runs of a lane share one driver', async () => {
  expect(await run()).toEqual({ events: ['opened'], kind: 'uiautomator2' });
  expect(isServerRunning()).toBe(true);
  expect(await run()).toEqual({ events: [], kind: 'uiautomator2' });
});

test('a lane that gets no further run leaves nothing on the phone', async () => {
  await run();
  await nothingLeft();
});

test('the end of the console leaves nothing on the phone, and opens nothing any more', async () => {
  await run();
  await lanes.dispose();
  await nothingLeft();
  await expect(run()).rejects.toThrow('shutting-down');
});

test('a console that ends while a driver is opened leaves nothing either', async () => {
  const running = run();
  await expect.poll(isServerRunning, { timeout: 10_000, interval: 5 }).toBe(true);
  await lanes.dispose();
  await Promise.allSettled([running]);
  await nothingLeft();
});

test('a run that is stopped ends the driver at once; the next one opens its own', async () => {
  await run();
  const stop = new AbortController();
  await run({ signal: stop.signal }, async () => stop.abort());
  await nothingLeft();
  expect(await run()).toEqual({ events: ['opened'], kind: 'uiautomator2' });
});

test('a phone that is lost between two runs takes its driver with it', async () => {
  const held = new AbortController();
  await run({ signal: held.signal });
  held.abort();
  await nothingLeft();
});

test('the signal of a run that is long over ends nothing', async () => {
  const first = new AbortController();
  await run({ signal: first.signal });
  await run();
  first.abort();
  expect(await run()).toEqual({ events: [], kind: 'uiautomator2' });
});

test('a server that dies between two runs is started again', async () => {
  await run();
  await desk.shell(place, `am force-stop ${serverPackage}`);
  await nothingLeft();
  expect(await run()).toEqual({ events: ['opened'], kind: 'uiautomator2' });
});

test('a driver that fell back mid-way serves its run, and the next one has the better one again', async () => {
  await run();
  const fallen = await run({}, () => desk.shell(place, `am force-stop ${serverPackage}`));
  expect(fallen).toEqual({ events: ['fell-back'], kind: 'dump' });
  expect(await run()).toEqual({ events: ['opened'], kind: 'uiautomator2' });
});

test('what a lane had to settle for is told to each of its runs, and not tried again for each', async () => {
  await desk.shell(place, `pm uninstall ${serverPackage};pm uninstall ${testPackage}`);
  desk.desk.phone(place).startFault({ kind: 'install-refused' });
  expect(await run()).toEqual({ events: ['fell-back'], kind: 'dump' });
  desk.desk.phone(place).clearFaults();
  expect(await run()).toEqual({ events: ['fell-back'], kind: 'dump' });
});

test('somebody else who takes the phone finds no driver of a lane there', async () => {
  await run();
  lanes.review((phoneId) => phoneId !== 'phone');
  await nothingLeft();
});

test('a phone that may have a next run keeps its driver', async () => {
  await run();
  lanes.review(() => true);
  expect((await run()).events).toEqual([]);
});
