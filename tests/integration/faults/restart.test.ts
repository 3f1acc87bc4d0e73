import { expect, onTestFinished, test, vi } from 'vitest';
import { Alerts } from '../../../electron/devices/alerts/alerts.ts';
import { createFaultAlerts } from '../../../electron/devices/fault-reading/fault-alerts.ts';
import { AheadClock } from '../../support/ahead-clock.ts';
import { CabledPhones } from '../../support/fault-desk/cabled-phones.ts';
import { openFaultConsole, untilReady, type FaultDesk } from '../../support/fault-desk/fault-desk.ts';
import { flap } from '../../support/fault-desk/loose-cable.ts';

const ports = ['1-1.1', '1-1.2', '1-1.3', '1-2.1'];
const sight = { hasTree: false, hasLog: false, showsPorts: true };
const raisedMs = 4_000;
const longMs = 5 * 60_000;

/** Cables that outlast the consoles on them. */
async function openCables() {
  const phones = await CabledPhones.open(ports.length, 78);
  onTestFinished(() => phones.close());
  const cables = await phones.cable(ports, sight);
  return { ...cables, port: cables.proxy.port };
}

type Cables = Awaited<ReturnType<typeof openCables>>;

/** A console with its alerts; `deskClock` is the time by which those are judged. */
function openConsole(cables: Cables, folder?: string) {
  const console = openFaultConsole({ ...cables, proxy: cables, sight, ...(folder !== undefined && { folder }) });
  const deskClock = new AheadClock();
  const { devices, ground } = console.layer;
  const alerts = new Alerts({
    ...ground,
    ...devices,
    clock: deskClock,
    sources: [createFaultAlerts(console.part.readings)],
    recorder: { record: () => undefined },
  });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    alerts.dispose();
    await console.close();
  };
  onTestFinished(close);
  const faults = () => alerts.list().filter(({ kind }) => kind === 'desk-fault');
  return { ...console, deskClock, faults, close };
}

type Console = ReturnType<typeof openConsole>;

/** Lets so much of the desk's time go by, and waits until whatever fell due was judged. */
async function letPass({ deskClock }: Console, durationMs: number): Promise<void> {
  await deskClock.pass(durationMs, 5_000);
}

async function untilAbsent({ layer }: Pick<Console, 'layer'>, count: number): Promise<void> {
  const absent = () => layer.devices.phones.list().filter(({ state }) => state === 'absent');
  await vi.waitFor(() => expect(absent()).toHaveLength(count), 10_000);
}

/** One phone's cable is bad: it dropped again and again, is away for good, and an alert says so. */
async function breakCable(console: Console, { bench }: Cables): Promise<number> {
  await untilReady(console.layer, ports.length);
  await flap(bench, 2, 3, 400);
  bench.unplug(2);
  await untilAbsent(console, 1);
  await vi.waitFor(() => expect(console.watch.open).toMatchObject([{ cause: 'cable-loose' }]), 15_000);
  await letPass(console, raisedMs);
  await vi.waitFor(() => expect(console.faults()).toHaveLength(1));
  return console.faults()[0]?.alertId ?? 0;
}

const readings = ({ watch }: Pick<FaultDesk, 'watch'>) =>
  watch.open.map(({ readingId, cause, unknownSinceAt }) => ({ readingId, cause, isKnown: unknownSinceAt === null }));

test('a fault that outlasts a restart stays one reading and one alert, and both end with it', async () => {
  const cables = await openCables();
  const first = openConsole(cables);
  const alertId = await breakCable(first, cables);
  const [before] = readings(first);
  await first.close();

  const second = openConsole(cables, first.layer.folder);
  expect(readings(second)).toEqual([{ ...before, isKnown: false }]);
  await untilReady(second.layer, ports.length - 1);
  await vi.waitFor(() => expect(readings(second)).toEqual([before]), 10_000);
  await letPass(second, longMs);
  expect(second.faults()).toMatchObject([{ alertId, unknownSinceAt: null }]);

  cables.bench.plug(2);
  await untilReady(second.layer, ports.length);
  await second.clock.pass(10_000, 500);
  await vi.waitFor(() => expect(second.watch.open).toEqual([]));
  await letPass(second, longMs);
  await vi.waitFor(() => expect(second.faults()).toEqual([]));
});

test('nothing ends while the phones of the desk have not been read: their server is away', async () => {
  const cables = await openCables();
  const first = openConsole(cables);
  const alertId = await breakCable(first, cables);
  await first.close();

  await cables.proxy.goDown();
  const second = openConsole(cables, first.layer.folder);
  await second.clock.pass(60_000, 500);
  await letPass(second, longMs);
  expect(readings(second).map(({ cause, isKnown }) => [cause, isKnown])).toEqual([
    ['server-down', true],
    ['cable-loose', false],
  ]);
  const [kept] = second.faults();
  expect(kept?.alertId).toBe(alertId);
  expect(kept?.unknownSinceAt).not.toBeNull();

  await cables.proxy.comeUp();
  await untilReady(second.layer, ports.length - 1);
  await vi.waitFor(() => expect(readings(second)).toMatchObject([{ cause: 'cable-loose', isKnown: true }]), 15_000);
  await vi.waitFor(() => expect(second.faults()).toMatchObject([{ alertId, unknownSinceAt: null }]));
});

test('a fault that was mended while the console was closed is over once the desk was read', async () => {
  const cables = await openCables();
  const first = openConsole(cables);
  await untilReady(first.layer, ports.length);
  cables.bench.killHub('1-1');
  await vi.waitFor(() => expect(readings(first)).toMatchObject([{ cause: 'hub-lost' }]), 10_000);
  await first.close();

  cables.bench.reviveHub('1-1');
  const second = openConsole(cables, first.layer.folder);
  expect(readings(second)).toMatchObject([{ cause: 'hub-lost', isKnown: false }]);
  await untilReady(second.layer, ports.length);
  await vi.waitFor(() => expect(second.watch.open).toEqual([]), 10_000);
});

test('phones that hands took away are no dead hub to the next console, which finds nobody listed at first', async () => {
  const cables = await openCables();
  const first = openConsole(cables);
  await untilReady(first.layer, ports.length);
  for (const index of [1, 2]) cables.bench.unplug(index);
  await untilAbsent(first, 2);
  expect(first.watch.seen).toEqual([]);
  await first.close();

  await cables.proxy.goDown();
  const second = openConsole(cables, first.layer.folder);
  await second.clock.pass(10_000, 500);
  await cables.proxy.comeUp();
  await untilReady(second.layer, ports.length - 2);
  await second.clock.pass(5_000, 500);
  expect(second.watch.seen.map(({ last }) => last.cause)).toEqual(['server-down']);
});
