import { expect, test } from 'vitest';
import { AndroidDevice, createAndroidDevice } from '../../../simulator/android/android-device.ts';
import type { DeviceOrder } from '../../../simulator/desk/desk-device.ts';
import { World } from '../../../simulator/world/world.ts';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole } from '../../support/services.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

/** The apps of the phone in a place, by name. */
function appsOf(device: unknown): readonly string[] {
  if (!(device instanceof AndroidDevice)) throw new TypeError('no Android phone');
  return device.phone.packages.list().map(({ name }) => name);
}

const world = new World({ seed: 5, phoneCount: 1 });

/** A phone that does not say of itself that it is virtual. */
function makeReal(order: DeviceOrder): AndroidDevice {
  const device = createAndroidDevice({ ...order, world });
  device.phone.setProperty('ro.boot.jiqun.virtual', '0');
  return device;
}

test('a real phone is looked at with what it has, and nothing is tapped there', async () => {
  const desk = await startVirtualDesk({ count: 1, seed: 5, createDevice: makeReal });
  const console = await startTestConsole({ localAdbPort: desk.adbPort });
  const { phones } = await console.waitFor((seen) => seen.phones.some(({ state }) => state === 'ready'));
  const [phone] = phones;
  expect(phone?.isVirtual).toBe(false);
  await console.call('operators.create', { name: '小王' });
  const before = appsOf(desk.phone(1).device);
  const opened = await console.call('bench.open', { phoneId: phone?.phoneId ?? '', driver: 'dump' });
  expect(valueOf(opened)).toMatchObject({ session: { driver: 'dump' } });
  const look = procedures['bench.look'].output.parse(valueOf(await console.call('bench.look', { isByItself: false })));
  expect([look.nodes.length > 3, look.picture === null, look.treeFault]).toEqual([true, false, null]);
  expect(appsOf(desk.phone(1).device)).toEqual(before);
  const order = { act: 'read-group-list', purpose: 'step', variables: {} } as const;
  expect(await console.call('bench.begin', order)).toMatchObject({ error: { code: 'rules-not-acknowledged' } });
  await console.call('rules.acknowledge', { version: platformRulesVersion });
  expect(await console.call('bench.begin', order)).toMatchObject({
    error: { code: 'bench-refused', detail: { rule: 'caps-not-built' } },
  });
  const { accounts } = procedures['accounts.list'].output.parse(valueOf(await console.call('accounts.list', {})));
  await console.call('accounts.setMode', { accountId: accounts[0]?.accountId ?? '', mode: 'auto' });
  expect(await console.call('bench.begin', order)).toMatchObject({ error: { detail: { rule: 'caps-not-built' } } });
  const page = procedures['audit.page'].output.parse(
    valueOf(await console.call('audit.page', { beforeSeq: null, limit: 100 })),
  );
  expect(page.entries.filter(({ action }) => action === 'bench.touch')).toEqual([]);
});
