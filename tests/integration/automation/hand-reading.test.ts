import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { groupReadingSchema } from '../../../electron/contract/groups.ts';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import type { FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const name = '家长群';
const groups = [
  ...Array.from({ length: 30 }, () => ({ name, places: [1] })),
  { name: '通讯录', places: [1] },
  { name: '群聊', places: [1] },
];
let world: WorldConsole;
let phoneId: string;

beforeAll(async () => {
  world = await WorldConsole.open({ seed: 11, phoneCount: 1, plan: { groups } });
  phoneId = (await world.phoneIds())[0] ?? '';
}, 90_000);
afterEach(() => world.desk.phone(1).clearFaults());
afterAll(() => world.close());

function packageInFront(): string {
  const { device } = world.desk.phone(1);
  if (!(device instanceof AndroidDevice)) throw new Error('no Android phone');
  return device.phone.display.screens.front().packageName;
}

it('lists every group that the messenger has, thirty of one name as thirty, and leaves the phone on its home screen', async () => {
  const reading = groupReadingSchema.parse(valueOf(await world.console.call('groups.read', { phoneId })));
  const names = reading.groups.map((group) => group.name).toSorted();
  expect(names).toEqual(groups.map((group) => group.name).toSorted());
  expect(reading).toMatchObject({ isComplete: true, listedCount: groups.length });
  expect(packageInFront()).not.toBe('com.tencent.mm');
  expect(world.desk.world.acts.deeds()).toEqual([]);
}, 120_000);

it.each<readonly [FaultRequest, string]>([
  [{ kind: 'blocked-tree' }, 'ui-tree-blocked'],
  [{ kind: 'lock-screen' }, 'screen-locked'],
  [{ kind: 'security-switch-off' }, 'input-not-permitted'],
  [{ kind: 'too-frequent' }, 'ui-unexpected-screen'],
])(
  'says of %j: %s',
  async (fault, code) => {
    world.desk.phone(1).startFault(fault);
    expect(await world.console.call('groups.read', { phoneId })).toMatchObject({ ok: false, error: { code } });
  },
  60_000,
);

it('says that the messenger is missing', async () => {
  const { device } = world.desk.phone(1);
  if (device instanceof AndroidDevice) device.phone.packages.uninstall('com.tencent.mm');
  expect(await world.console.call('groups.read', { phoneId })).toMatchObject({ error: { code: 'messenger-missing' } });
}, 60_000);
