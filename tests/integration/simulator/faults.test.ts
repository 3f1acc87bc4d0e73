import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualPhone } from '../../../simulator/desk/virtual-phone.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { runAdb, type AdbResult } from '../../support/adb-command.ts';
import { expectState, readStates } from '../../support/adb-list.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';

let desk: VirtualDesk;
let phone: VirtualPhone;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ desk, close } = await openVirtualDesk({ count: 2, bootMs: 500 }));
  phone = desk.phone(1);
});
afterAll(() => close());
afterEach(async () => {
  for (const each of desk.phones) each.clearFaults();
  await desk.connectPhones();
  for (const each of desk.phones) await expectState(desk.adbPort, each.address, 'device');
});

const shell = (command: string, timeoutMs = 10_000): Promise<AdbResult> =>
  runAdb(['-s', phone.address, 'shell', command], { port: desk.adbPort, timeoutMs });
const readBootId = async (): Promise<string> => (await shell('cat /proc/sys/kernel/random/boot_id')).stdout.toString();
const readBatteryLevel = async (): Promise<number> =>
  Number(/level: (\d+)/.exec((await shell('dumpsys battery')).stdout.toString())?.[1]);
const expectPhone = (state: string): Promise<void> => expectState(desk.adbPort, phone.address, state);

describe('as the adb server sees it', () => {
  test('a dropped phone is back by itself at once', async () => {
    phone.startFault({ kind: 'drop' });
    await expectPhone('offline');
    await expectPhone('device');
    expect(phone.truth()).toMatchObject({ state: 'ready', faults: [] });
  });

  test('an unplugged phone is offline, and back after its time', async () => {
    phone.startFault({ kind: 'unplugged', durationMs: 800 });
    expect(phone.truth().state).toBe('absent');
    await expectPhone('offline');
    await expect.poll(() => phone.faults).toEqual([]);
    await expectPhone('device');
  });

  test('a phone that stops speaking is offline with its connection up', async () => {
    phone.startFault({ kind: 'offline' });
    await expectPhone('offline');
    expect(phone.load.connections).toBe(1);
    phone.clearFaults('offline');
    await expectPhone('device');
  });

  test('a frozen phone looks well and answers nothing until it thaws', async () => {
    phone.startFault({ kind: 'frozen' });
    await expect(shell('echo hi', 700)).rejects.toThrow(/took longer/);
    expect((await readStates(desk.adbPort)).get(phone.address)).toBe('device');
    expect(phone.truth().state).toBe('offline');
    const late = shell('echo hi');
    phone.clearFaults();
    expect((await late).stdout.toString()).toBe('hi\n');
  });

  test('commands of a hanging phone start and do not end', async () => {
    phone.startFault({ kind: 'hang' });
    await expect(shell('echo hi', 700)).rejects.toThrow(/took longer/);
    await expect.poll(() => phone.load.streams).toBe(0);
  });

  test('a slow phone answers late', async () => {
    phone.startFault({ kind: 'slow', delayMs: 300 });
    const startedAt = performance.now();
    expect((await shell('echo hi')).stdout.toString()).toBe('hi\n');
    expect(performance.now() - startedAt).toBeGreaterThan(550);
  });

  test('a phone that forgot this computer is unauthorised until somebody accepts the key', async () => {
    phone.startFault({ kind: 'unauthorized' });
    await expectPhone('unauthorized');
    expect((await shell('echo hi')).exitCode).not.toBe(0);
    await expect.poll(() => phone.waitingHosts).toHaveLength(1);
    phone.acceptDebugging();
    await expectPhone('device');
  });

  test('the reply to one service is held, others pass', async () => {
    const hold = phone.hold({ point: 'end', matches: (service) => service.includes('held') });
    const held = shell('echo held');
    await hold.reached;
    expect((await shell('echo free')).stdout.toString()).toBe('free\n');
    hold.release();
    expect((await held).stdout.toString()).toBe('held\n');
  });

  test('another phone may be behind the same serial', async () => {
    const [before, serial] = [phone.model, phone.serial];
    phone.startFault({ kind: 'replaced' });
    await expectPhone('device');
    await expect.poll(async () => (await shell('getprop ro.product.model')).stdout.toString().trim()).toBe(phone.model);
    expect([phone.model === before, phone.serial]).toEqual([false, serial]);
    phone.clearFaults();
    expect(phone.model).toBe(before);
  });

  test('a reboot takes the phone away and brings it back with another boot id', async () => {
    const before = await readBootId();
    const reboot = await runAdb(['-s', phone.address, 'reboot'], { port: desk.adbPort });
    expect(reboot.exitCode).toBe(0);
    await expect.poll(() => phone.faults.map((fault) => fault.kind)).toEqual([]);
    await expectPhone('device');
    expect(await readBootId()).not.toBe(before);
  });

  test('a reboot typed into its own shell does the same', async () => {
    const before = await readBootId();
    expect((await shell('reboot')).exitCode).toBe(0);
    await expectPhone('offline');
    await expectPhone('device');
    expect(await readBootId()).not.toBe(before);
  });

  test('a phone in recovery says so and is started again from there', async () => {
    phone.startFault({ kind: 'reboot', target: 'recovery', bootMs: 100 });
    await expectPhone('recovery');
    expect(phone.truth().state).toBe('not-android');
    await runAdb(['-s', phone.address, 'reboot'], { port: desk.adbPort });
    await expectPhone('device');
    expect(phone.truth().state).toBe('ready');
  });

  test('trouble inside the phone shows in what it prints, and ends with the fault', async () => {
    const before = await readBatteryLevel();
    phone.startFault({ kind: 'low-battery' });
    expect(await readBatteryLevel()).toBeLessThan(20);
    expect(phone.truth()).toMatchObject({ state: 'ready', faults: [{ kind: 'low-battery' }] });
    phone.clearFaults('low-battery');
    expect(Math.abs((await readBatteryLevel()) - before)).toBeLessThanOrEqual(1);
  });

  test('trouble of the place follows the phone that stands in for another', async () => {
    phone.startFault({ kind: 'low-battery' });
    phone.startFault({ kind: 'replaced' });
    await expectPhone('device');
    await expect.poll(readBatteryLevel).toBeLessThan(20);
  });

  test('the other phone is never touched', async () => {
    const other = desk.phone(2);
    phone.startFault({ kind: 'unplugged', durationMs: 400 });
    phone.startFault({ kind: 'hang', durationMs: 400 });
    expect((await readStates(desk.adbPort)).get(other.address)).toBe('device');
    const result = await runAdb(['-s', other.address, 'shell', 'echo fine'], { port: desk.adbPort });
    expect(result.stdout.toString()).toBe('fine\n');
    expect(other.truth().state).toBe('ready');
  });
});
