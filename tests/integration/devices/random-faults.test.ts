import { expect, it, onTestFinished, vi } from 'vitest';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { startDeviceLayer, type DeviceLayer } from '../../support/device-layer.ts';
import { ScriptedDevice } from '../../support/scripted-device.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

/** Rows that do not say what is true of their phone. */
function lies(desk: VirtualDesk, layer: DeviceLayer): string[] {
  const wrong: string[] = [];
  for (const truth of desk.truth()) {
    const row = layer.devices.phones.list().find(({ facts }) => facts.hardwareSerial === truth.serial);
    const state = row?.state ?? 'no row';
    if (!truth.acceptable.includes(state)) wrong.push(`phone ${truth.index}: ${state}, in truth ${truth.state}`);
  }
  return wrong;
}

function noteRejections(): unknown[] {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  return rejections;
}

it('after a storm of short faults every row tells the truth, and nothing is left open', async () => {
  const rejections = noteRejections();
  const desk = await startVirtualDesk({
    count: 8,
    seed: 21,
    bootMs: 800,
    createDevice: (order) => new ScriptedDevice(order),
  });
  const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
  await vi.waitFor(() => expect(lies(desk, layer)).toEqual([]), 10_000);
  desk.phone(1).startFault({ kind: 'drop' });
  desk.phone(2).startFault({ kind: 'flap', times: 5, everyMs: 150 });
  desk.phone(3).startFault({ kind: 'unplugged', durationMs: 3_000 });
  desk.phone(4).startFault({ kind: 'hang', durationMs: 6_000 });
  desk.phone(5).startFault({ kind: 'frozen', durationMs: 6_000 });
  desk.phone(6).startFault({ kind: 'unauthorized', durationMs: 3_000 });
  desk.phone(7).startFault({ kind: 'reboot' });
  desk.phone(8).startFault({ kind: 'offline', durationMs: 4_000 });
  await vi.waitFor(() => expect(desk.phones.flatMap(({ faults }) => faults)).toEqual([]), 15_000);
  await vi.waitFor(() => expect(lies(desk, layer)).toEqual([]), { timeout: 30_000, interval: 100 });
  await layer.close();
  await vi.waitFor(() => {
    for (const { load } of desk.phones) expect(load.streams).toBe(0);
  }, 3_000);
  expect(rejections).toEqual([]);
}, 90_000);

it('a network phone whose port stays closed until adb forgets it is connected again', async () => {
  const desk = await startVirtualDesk({ count: 2, seed: 22, createDevice: (order) => new ScriptedDevice(order) });
  const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
  await vi.waitFor(() => expect(lies(desk, layer)).toEqual([]), 10_000);
  desk.phone(1).startFault({ kind: 'unplugged' });
  const { serial } = desk.phone(1);
  const rowOf = (): string => {
    const row = layer.devices.phones.list().find(({ facts }) => facts.hardwareSerial === serial);
    return `${row?.state} ${row?.reason.code}`;
  };
  await vi.waitFor(() => expect(rowOf()).toBe('absent tcp-route-forgotten'), { timeout: 90_000, interval: 200 });
  desk.phone(1).clearFaults();
  await vi.waitFor(() => expect(rowOf()).toBe('ready none'), { timeout: 35_000, interval: 200 });
}, 150_000);
