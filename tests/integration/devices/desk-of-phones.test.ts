import { expect, it, vi } from 'vitest';
import { ScriptedDevice } from '../../support/scripted-device.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';
import { byNumber, startDeviceLayer, statesOf } from '../../support/device-layer.ts';

it('shows every phone of a desk ready, numbered and polled', async () => {
  const desk = await startVirtualDesk({ count: 4, seed: 3, createDevice: (order) => new ScriptedDevice(order) });
  const { devices } = startDeviceLayer({ localAdbPort: desk.adbPort });
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(4).fill('ready none')), 10_000);
  const numbers = devices.phones.list().toSorted(byNumber);
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  await vi.waitFor(() => {
    for (const phone of devices.phones.list()) expect(phone.health.polledAt).not.toBeNull();
  }, 10_000);
});
