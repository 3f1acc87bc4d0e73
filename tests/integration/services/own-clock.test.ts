import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { certaintySchema } from '../../../electron/contract/certainty.ts';
import { snapshotSchema, type Snapshot } from '../../../electron/contract/desk.ts';
import { jobSchema } from '../../../electron/contract/jobs.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { FileClock } from '../../../electron/runtime/file-clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import { World } from '../../../simulator/world/world.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { valueOf } from '../../support/device-layer.ts';
import { freePort } from '../../support/free-port.ts';
import { HeadlessProcess } from '../../support/headless-process.ts';
import { startTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const virtualAt = Date.parse('2030-05-06T10:00:00+08:00');
const timeoutMs = 120_000;
const soon = { timeout: 60_000, interval: 100 };

function clockFile(factor: number): string {
  const file = join(makeTempFolder(), 'clock.json');
  writeFileSync(file, JSON.stringify({ startedAt: null, virtualAt, factor }));
  return file;
}

async function startHeadless(dataFolder: string, file: string): Promise<HeadlessProcess> {
  const port = String(await freePort());
  const own = ['--data', dataFolder, '--adb-port', port, '--adb', findAdbProgram(), '--no-adb-start'];
  return new HeadlessProcess([...own, '--phones', '1', '--seed', '5', '--clock', file]);
}

let callId = 0;

async function snapshotOf(headless: HeadlessProcess): Promise<Snapshot> {
  const answer = await headless.call((callId += 1), 'desk.snapshot');
  return snapshotSchema.parse(answer['value']);
}

test(
  'console and phones show the time of the file, faster than the computer’s, and go on from there after a restart',
  async () => {
    const [dataFolder, file] = [makeTempFolder(), clockFile(60)];
    const first = await startHeadless(dataFolder, file);
    await first.waitForLine((line) => line['event'] === 'ready');
    const skew = await vi.waitFor(async () => {
      const { phones } = await snapshotOf(first);
      const value = phones[0]?.health.checks.find(({ id }) => id === 'clock-skew')?.value ?? null;
      if (value === null) throw new Error('the phone was not read yet');
      return value;
    }, soon);
    // A call of half a second seems to take half a minute on this desk.
    expect(Math.abs(skew)).toBeLessThan(120);
    const { takenAt, time } = await snapshotOf(first);
    expect(time).toMatchObject({ factor: 60, isOwnClock: true, trueNow: time.now });
    expect(Math.abs(time.now - takenAt)).toBeLessThan(60 * timeoutMs);
    expect(takenAt).toBeGreaterThan(virtualAt);
    expect(takenAt).toBeLessThan(virtualAt + 60 * timeoutMs);
    const certainty = (await first.call((callId += 1), 'accounts.certainty'))['value'];
    expect(certaintySchema.parse(certainty)).toMatchObject({
      isOwnClock: true,
      refusal: null,
      time: { kind: 'known', pcAheadMs: 0 },
    });
    first.end();
    expect(await first.exited).toEqual({ code: 0, signal: null });

    const second = await startHeadless(dataFolder, file);
    await second.waitForLine((line) => line['event'] === 'ready');
    expect((await snapshotOf(second)).takenAt).toBeGreaterThanOrEqual(takenAt);
    second.end();
    await second.exited;
  },
  timeoutMs,
);

test.each([
  ['that is not there', null, 'clock-file-unreadable'],
  ['that says something else', '{"factor": 0}', 'clock-file-invalid'],
])('a clock file %s keeps the console from starting, with file and cause', async (_what, content, code) => {
  const folder = makeTempFolder();
  const file = join(folder, 'clock.json');
  if (content !== null) writeFileSync(file, content);
  const headless = await startHeadless(join(folder, 'data'), file);
  const failed = await headless.waitForLine((line) => line['event'] === 'failed');
  expect(failed).toMatchObject({ error: { code, detail: { file } } });
  expect((await headless.exited).code).toBe(1);
});

test(
  'a real phone stops a desk of its own time: nothing acts any more, and the cause is said',
  async () => {
    const machineClock = createSystemClock();
    const file = clockFile(60);
    const clock = valueOf(FileClock.open({ file, machineClock, logger: silentLogger }));
    onTestFinished(() => clock.dispose());
    const world = new World({ seed: 1, phoneCount: 1 });
    const desk = await startVirtualDesk({
      createDevice: (order) => {
        const device = createAndroidDevice({ ...order, world });
        device.phone.setProperty('ro.boot.jiqun.virtual', '0');
        return device;
      },
    });
    const console = await startTestConsole({ clock, clockFile: file, localAdbPort: desk.adbPort });
    const certainty = async () => certaintySchema.parse(valueOf(await console.call('accounts.certainty', {})));
    await vi.waitFor(async () => expect((await certainty()).refusal).toBe('clock-real-phone'), soon);
    expect(console.logger.lines.some(({ event }) => event === 'clock-real-phone')).toBe(true);
    const phoneId = (await console.snapshot()).phones[0]?.phoneId ?? '';
    valueOf(await console.call('operators.create', { name: '小王' }));
    const order = { kind: 'groups.read-list', title: 'read', payload: { phoneIds: [phoneId] } };
    const plan = await console.call('jobs.plan', { ...order, window: { startAt: null, endAt: null } });
    const { jobId } = jobSchema.parse(valueOf(plan));
    const rows = valueOf(await console.call('jobs.items', { jobId, states: [], offset: 0, limit: 10 }));
    expect(rows).toMatchObject({ entries: [{ verdict: 'blocked', code: 'clock-real-phone' }] });
    const entered = await console.call('accounts.signOff', { accountId: 'account-1', stageId: 'S0' });
    expect(entered).toMatchObject({ ok: false, error: { code: 'clock-real-phone' } });
  },
  timeoutMs,
);
