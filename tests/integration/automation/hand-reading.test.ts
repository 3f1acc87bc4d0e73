import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { accountSchema, type Account } from '../../../electron/contract/accounts.ts';
import { groupDetailSchema, type GroupDetail } from '../../../electron/contract/group-book.ts';
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
let phoneIds: readonly string[];
let phoneId: string;

beforeAll(async () => {
  world = await WorldConsole.open({ seed: 11, phoneCount: 2, plan: { groups } });
  phoneIds = await world.phoneIds();
  phoneId = phoneIds[0] ?? '';
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

/** The accounts in those places of the world are logged in on the first and on the second phone. */
function logIn(first: number, second: number): void {
  for (const [place, own] of [
    [1, first],
    [2, second],
  ] as const) {
    const { device } = world.desk.phone(place);
    const at = world.desk.world.accounts[own - 1];
    if (!(device instanceof AndroidDevice) || at === undefined) throw new Error(`no phone ${place}`);
    device.phone.display.logIn(at);
  }
}

/** The account that lists 通讯录, which only the first account is in, and the phone on which it does. */
async function lister(): Promise<readonly Pick<GroupDetail['views'][number], 'accountId' | 'phoneId'>[]> {
  const row = (await world.groups()).find((group) => group.name === '通讯录');
  const detail = groupDetailSchema.parse(
    valueOf(await world.console.call('groups.get', { groupId: row?.groupId ?? '' })),
  );
  const listed = detail.views.filter(({ isListed }) => isListed);
  return listed.map(({ accountId, phoneId: on }) => ({ accountId, phoneId: on }));
}

it('books the groups to the account that is there, also where two accounts changed phones', async () => {
  const [first = '', second = ''] = phoneIds;
  const readBoth = async (): Promise<void> => {
    for (const each of [first, second]) valueOf(await world.console.call('groups.read', { phoneId: each }));
  };
  await readBoth();
  const { accountId } = await account();
  expect(await lister()).toEqual([{ accountId, phoneId: first }]);
  logIn(2, 1);
  await readBoth();
  expect((await account()).accountId).not.toBe(accountId);
  expect(await lister()).toEqual([{ accountId, phoneId: second }]);
  logIn(1, 2);
  await readBoth();
  expect(await lister()).toEqual([{ accountId, phoneId: first }]);
}, 180_000);

it.each<readonly [FaultRequest, string]>([
  [{ kind: 'blocked-tree' }, 'ui-tree-blocked'],
  [{ kind: 'lock-screen' }, 'screen-locked'],
  [{ kind: 'security-switch-off' }, 'input-not-permitted'],
])(
  'says of %j: %s',
  async (fault, code) => {
    world.desk.phone(1).startFault(fault);
    expect(await world.console.call('groups.read', { phoneId })).toMatchObject({ ok: false, error: { code } });
  },
  60_000,
);

async function account(): Promise<Account> {
  const { accounts } = z
    .object({ accounts: z.array(accountSchema) })
    .parse(valueOf(await world.console.call('accounts.list', {})));
  const own = accounts.find((each) => each.phoneId === phoneId);
  if (own === undefined) throw new Error('the phone has no account');
  return own;
}

it('touches nothing where a person does everything', async () => {
  const { accountId } = await account();
  valueOf(await world.console.call('accounts.setMode', { accountId, mode: 'manual' }));
  const before = world.desk.world.acts.read().length;
  expect(await world.console.call('groups.read', { phoneId })).toMatchObject({
    error: { code: 'reading-refused', detail: { rule: 'manual-only' } },
  });
  expect(world.desk.world.acts.read()).toHaveLength(before);
  valueOf(await world.console.call('accounts.setMode', { accountId, mode: 'auto' }));
}, 60_000);

it('makes the account rest after a warning of the platform, and leaves it alone until then', async () => {
  world.desk.phone(1).startFault({ kind: 'too-frequent' });
  expect(await world.console.call('groups.read', { phoneId })).toMatchObject({
    error: { code: 'ui-unexpected-screen', detail: { reason: 'too-frequent' } },
  });
  expect((await account()).cooldownUntilAt).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  world.desk.phone(1).clearFaults();
  const before = world.desk.world.acts.read().length;
  expect(await world.console.call('groups.read', { phoneId })).toMatchObject({
    error: { code: 'reading-refused', detail: { rule: 'cooldown' } },
  });
  expect(world.desk.world.acts.read()).toHaveLength(before);
}, 60_000);

it('says that the messenger is missing', async () => {
  const { device } = world.desk.phone(2);
  if (device instanceof AndroidDevice) device.phone.packages.uninstall('com.tencent.mm');
  const answer = await world.console.call('groups.read', { phoneId: phoneIds[1] ?? '' });
  expect(answer).toMatchObject({ error: { code: 'messenger-missing' } });
}, 60_000);
