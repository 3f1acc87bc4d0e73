import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { readGroupList } from '../../../electron/groups/group-reader.ts';
import type { ListedGroups } from '../../../electron/groups/group-store.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { DeviceCondition } from '../../../simulator/desk/desk-device.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';
import { linkTo } from './phone-link.ts';

const seed = 7;
const count = 6;
const clock = createSystemClock();
const world = new World({ seed, phoneCount: count });
let desk: VirtualDesk;
let close: () => Promise<void>;
let client: AdbServer;

beforeAll(async () => {
  // uiautomator waits ten seconds for a screen to come to rest: on this desk it waits a hundredth of that.
  const phoneClock = {
    now: () => Date.now(),
    after: (delayMs: number, task: () => void) => clock.after(delayMs / 100, task),
  };
  const opened = await openVirtualDesk({ count, seed, clock: phoneClock });
  ({ desk } = opened);
  close = () => opened.close();
  client = new AdbServer({ address: '127.0.0.1', port: desk.adbPort, logger: silentLogger, clock });
});

afterEach(() => {
  for (const phone of desk.phones) phone.clearFaults();
});

afterAll(async () => {
  client.dispose();
  await close();
});

/** The clock of these walks does not wait: a virtual phone is never in between two screens. */
const hurried = { ...clock, after: (_delayMs: number, task: () => void) => clock.after(0, task) };

async function read(index: number): Promise<Outcome<ListedGroups>> {
  const link = await linkTo(client, desk, index);
  return readGroupList({ link, clock: hurried, logger: silentLogger, signal: new AbortController().signal });
}

function groupsOn(index: number): string[] {
  const account = world.accountOf(index);
  return account === null ? [] : world.groupsOf(account.accountId).map((group) => group.name);
}

async function focusOf(index: number): Promise<string> {
  const link = await linkTo(client, desk, index);
  const answer = await link.shell('dumpsys window|grep mCurrentFocus', { timeoutMs: 5_000 });
  return answer.ok ? answer.value.stdout : '';
}

describe('readGroupList on virtual phones', () => {
  it.each([1, 2, 3, 4, 5, 6])('reads exactly the groups of phone %i', async (index) => {
    const names = groupsOn(index);
    expect(await read(index)).toEqual({ ok: true, value: { names, listedCount: names.length, isComplete: true } });
  });

  it('leaves the phone on its home screen', async () => {
    await read(1);
    expect(await focusOf(1)).not.toContain('com.tencent.mm');
  });

  it('reads from a phone that sleeps', async () => {
    const link = await linkTo(client, desk, 1);
    await link.shell('input keyevent KEYCODE_SLEEP', { timeoutMs: 5_000 });
    expect(await read(1)).toMatchObject({ ok: true, value: { isComplete: true } });
  });

  it.each<[DeviceCondition, string]>([
    ['lock-screen', 'screen-locked'],
    ['blocked-tree', 'ui-tree-blocked'],
    ['empty-tree', 'ui-tree-empty'],
    ['no-idle-state', 'ui-not-idle'],
    ['too-frequent', 'ui-unexpected-screen'],
  ])('answers a phone with %s by %s', async (kind, code) => {
    desk.phone(2).startFault({ kind });
    expect(await read(2)).toMatchObject({ ok: false, error: { code } });
  });

  it.each<[DeviceCondition]>([['update-dialog'], ['wrong-screen']])('finds its way past %s', async (kind) => {
    desk.phone(3).startFault({ kind });
    expect(await read(3)).toMatchObject({ ok: true, value: { isComplete: true } });
  });
});
