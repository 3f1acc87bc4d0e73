import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serverPackage, testPackage } from '../../../electron/automation/drivers/apks.ts';
import { centreOf } from '../../../electron/automation/tap-target.ts';
import type { DriverKind, UiDriver } from '../../../electron/automation/ui-driver.ts';
import { makeApk } from '../../support/client-operations/sample-apk.ts';
import { startDeviceLayer, statesOf, valueOf } from '../../support/device-layer.ts';
import { DriverDesk, nodeNamed } from '../../support/driver-desk.ts';
import { openDriver } from '../../../electron/automation/drivers/open-driver.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';

const place = 1;
const kinds: readonly DriverKind[] = ['uiautomator2', 'dump'];
let desk: DriverDesk;

beforeAll(async () => {
  desk = await DriverDesk.open(['redmi_7', 'redmi_note_14']);
});
afterEach(async () => {
  await desk.endDrivers();
  for (const phone of desk.desk.phones) phone.clearFaults();
});
afterAll(() => desk.close());

function isServerRunning(): boolean {
  return desk.android(place).phone.instrumentations.processes.includes(serverPackage);
}

async function packageInFront(driver: UiDriver): Promise<string | null> {
  const focus = valueOf(await driver.focus());
  return focus?.kind === 'app' ? focus.packageName : null;
}

describe.each(kinds)('the %s driver', (only) => {
  it('reads the tree of the screen', async () => {
    await desk.openSettings(place);
    const { driver } = await desk.driver(place, { only });
    const tree = valueOf(await driver.tree());
    expect(nodeNamed(tree, '蓝牙')).toMatchObject({
      className: 'android.widget.TextView',
      packageName: 'com.android.settings',
      resourceId: 'android:id/title',
      isClickable: true,
    });
  });

  it('taps, swipes and presses keys', async () => {
    await desk.shell(place, 'wm size 720x900');
    await desk.openSettings(place);
    const { driver } = await desk.driver(place, { only });
    valueOf(await driver.swipe({ x: 360, y: 700 }, { x: 360, y: 300 }, 500));
    const scrolled = valueOf(await driver.tree());
    expect(scrolled.nodes.some(({ text }) => text === 'WLAN')).toBe(false);
    const back = scrolled.nodes.find(({ description }) => description === '转到上一层级');
    valueOf(await driver.tap(centreOf(back?.bounds ?? { left: 0, top: 0, right: 0, bottom: 0 })));
    expect(await packageInFront(driver)).not.toBe('com.android.settings');
    valueOf(await driver.launch('com.android.settings/.Settings'));
    valueOf(await driver.press('HOME'));
    expect(await packageInFront(driver)).toBe('com.miui.home');
    await desk.shell(place, 'wm size reset');
  });

  it('takes a picture of the screen', async () => {
    const { driver } = await desk.driver(place, { only });
    const picture = valueOf(await driver.screenshot());
    expect(Buffer.from(picture.subarray(1, 4)).toString('latin1')).toBe('PNG');
  });

  it('says that an app hides its views', async () => {
    desk.desk.phone(place).startFault({ kind: 'blocked-tree' });
    const { driver } = await desk.driver(place, { only });
    valueOf(await driver.launch('com.tencent.mm/.ui.LauncherUI'));
    expect(await driver.tree()).toMatchObject({ error: { code: 'ui-tree-blocked' } });
  });

  it('says that the vendor keeps adb from tapping', async () => {
    desk.desk.phone(place).startFault({ kind: 'security-switch-off' });
    const { driver } = await desk.driver(place, { only });
    expect(await driver.tap({ x: 5, y: 5 })).toMatchObject({ error: { code: 'input-not-permitted' } });
  });

  it('ends a call under way when it is given up', async () => {
    const stop = new AbortController();
    const { driver } = await desk.driver(place, { only, signal: stop.signal });
    desk.desk.phone(place).startFault({ kind: 'slow', delayMs: 5_000 });
    const reading = driver.tree();
    stop.abort();
    expect(await reading).toMatchObject({ error: { code: 'aborted' } });
  });

  it('leaves nothing behind', async () => {
    const { driver } = await desk.driver(place, { only });
    valueOf(await driver.tree());
    await driver.dispose();
    expect(isServerRunning()).toBe(false);
    expect(valueOf(await desk.client.listForwards({ timeoutMs: 5_000 }))).toEqual([]);
    await expect.poll(() => desk.client.openSocketCount).toBe(0);
    expect(await desk.shell(place, 'ls /data/local/tmp')).not.toContain('jiqun');
  });
});

describe('a restless screen', () => {
  it('has a tree all the same through the server', async () => {
    await desk.openSettings(place);
    const { driver } = await desk.driver(place, { only: 'uiautomator2' });
    desk.desk.phone(place).startFault({ kind: 'no-idle-state' });
    expect(nodeNamed(valueOf(await driver.tree()), '蓝牙').text).toBe('蓝牙');
  });
});

describe('bringing the server to a phone', () => {
  it('happens once', async () => {
    await desk.driver(place, { only: 'uiautomator2' });
    await desk.endDrivers();
    const installedAt = (): number | undefined => desk.android(place).phone.packages.get(serverPackage)?.updatedAt;
    const first = installedAt();
    await desk.driver(place, { only: 'uiautomator2' });
    expect(installedAt()).toBe(first);
  });

  it('puts the version that belongs to the phone in the place of another one', async () => {
    const [newest, legacy] = desk.apks().servers;
    if (newest === undefined || legacy === undefined) throw new Error('there are two servers');
    const version = (): string | undefined => desk.android(place).phone.packages.get(serverPackage)?.versionName;
    await desk.driver(place, { only: 'uiautomator2', apks: { ...desk.apks(), servers: [legacy] } });
    await desk.endDrivers();
    expect(version()).toBe(legacy.version);
    await desk.driver(place, { only: 'uiautomator2' });
    expect(version()).toBe(newest.version);
  });

  it('replaces packages that somebody else signed', async () => {
    await desk.shell(place, `pm uninstall ${serverPackage};pm uninstall ${testPackage}`);
    const link = await desk.link(place);
    const foreign = { source: makeApk({ packageName: serverPackage }), remotePath: '/data/local/tmp/foreign.apk' };
    valueOf(await link.push(foreign, { timeoutMs: 5_000 }));
    await desk.shell(place, 'pm install /data/local/tmp/foreign.apk;rm /data/local/tmp/foreign.apk');
    const { driver } = await desk.driver(place, { only: 'uiautomator2' });
    expect(valueOf(await driver.tree()).nodes.length).toBeGreaterThan(0);
  });

  it('names a phone without room for it', async () => {
    await desk.shell(place, `pm uninstall ${serverPackage};pm uninstall ${testPackage}`);
    const { storage } = desk.android(place).phone;
    storage.fillUntil(4_000);
    const refused = await desk.tryDriver(place, { only: 'uiautomator2' });
    storage.fillUntil(null);
    expect(refused).toMatchObject({
      error: { code: 'automation-install-refused', detail: { reason: 'install-no-space' } },
    });
  });

  it('names the switch of a vendor that refuses it, and the dump driver serves meanwhile', async () => {
    await desk.shell(place, `pm uninstall ${serverPackage};pm uninstall ${testPackage}`);
    desk.desk.phone(place).startFault({ kind: 'install-refused' });
    expect(await desk.tryDriver(place, { only: 'uiautomator2' })).toMatchObject({
      error: { code: 'automation-install-refused', detail: { reason: 'install-user-restricted' } },
    });
    const { driver, events } = await desk.driver(place);
    expect(driver.kind).toBe('dump');
    expect(events).toMatchObject([
      { kind: 'fell-back', from: 'uiautomator2', to: 'dump', fault: { code: 'automation-install-refused' } },
    ]);
  });
});

describe('a UiAutomation that another tool has', () => {
  it('is named instead of a dump that would be killed', async () => {
    await desk.driver(place, { only: 'uiautomator2' });
    await desk.endDrivers();
    desk.desk.phone(place).startFault({ kind: 'automation-taken' });
    expect(await desk.tryDriver(place)).toMatchObject({ error: { code: 'automation-taken' } });
  });
});

describe('a server that dies mid-way', () => {
  it('is followed by a dump: the read is done again', async () => {
    await desk.openSettings(place);
    const { driver, events } = await desk.driver(place);
    expect(driver.kind).toBe('uiautomator2');
    await desk.shell(place, `am force-stop ${serverPackage}`);
    expect(nodeNamed(valueOf(await driver.tree()), '蓝牙').text).toBe('蓝牙');
    expect(driver.kind).toBe('dump');
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'fell-back']);
  });

  it('lets an act that never left be done by the dump driver', async () => {
    await desk.openSettings(place);
    const { driver } = await desk.driver(place);
    await desk.shell(place, `am force-stop ${serverPackage}`);
    // Once the closed connection is noticed, the next one is refused before anything is sent.
    await expect.poll(() => desk.client.openSocketCount).toBe(0);
    valueOf(await driver.press('HOME'));
    expect(await packageInFront(driver)).toBe('com.miui.home');
  });

  it('leaves an act that was under way to the one who asked: it may have happened', async () => {
    await desk.openSettings(place);
    const { driver, events } = await desk.driver(place);
    const { phone } = desk.android(place);
    const { screens } = phone.display;
    const tap = screens.tap.bind(screens);
    // The tap reaches the screen, and the process is gone before it can answer.
    screens.tap = (x, y) => {
      tap(x, y);
      phone.instrumentations.stopAll();
    };
    const outcome = await driver.tap({ x: 30, y: 120 });
    Reflect.deleteProperty(screens, 'tap');
    expect(outcome).toMatchObject({ error: { code: 'automation-gone', detail: { isSent: true } } });
    expect(events.at(-1)).toMatchObject({ kind: 'fell-back' });
    expect(await packageInFront(driver)).not.toBe('com.android.settings');
  });

  it('types what it was to type with the dump driver', async () => {
    await desk.openSettings(place);
    const { driver } = await desk.driver(place);
    const tree = valueOf(await driver.tree());
    await desk.shell(place, `am force-stop ${serverPackage}`);
    const field = nodeNamed(tree, '搜索设置项');
    expect(valueOf(await driver.setText(field, '中文😀'))).toBe('中文😀');
    expect(desk.searchText(place)).toBe('中文😀');
  });

  it('is followed by nothing more than one other driver', async () => {
    const { driver, events } = await desk.driver(place);
    await desk.shell(place, `am force-stop ${serverPackage}`);
    valueOf(await driver.tree());
    desk.desk.phone(place).startFault({ kind: 'empty-tree' });
    expect(await driver.tree()).toMatchObject({ error: { code: 'ui-tree-empty' } });
    expect(events.filter(({ kind }) => kind === 'fell-back')).toHaveLength(1);
  });
});

it('a phone that goes away mid-way is a fault of its link, and no reason to fall back', async () => {
  const { driver, events } = await desk.driver(2);
  desk.desk.phone(2).startFault({ kind: 'unplugged' });
  await desk.desk.phone(2).whenPortReached();
  const outcome = await driver.tree();
  expect(outcome.ok).toBe(false);
  desk.desk.phone(2).clearFaults();
  await desk.desk.phone(2).whenPortReached();
  await desk.desk.connectPhones();
  expect(events.map(({ kind }) => kind)).not.toContain('keyboard-repaired');
});

it('the console opens a driver on the link that the device layer gives to a holder', async () => {
  const { devices } = startDeviceLayer({ localAdbPort: desk.desk.adbPort });
  await expect.poll(() => statesOf(devices), { timeout: 10_000 }).toEqual(['ready none', 'ready none']);
  const phoneId = devices.phones.list()[0]?.phoneId ?? '';
  const answer = await devices.phones.withPhone(
    phoneId,
    'job',
    async (link, signal) => {
      const clock = createSystemClock();
      const options = { link, machineClock: clock, logger: silentLogger, signal, apks: desk.apks(), sdk: null };
      const opened = await openDriver(options);
      if (!opened.ok) return opened;
      const tree = await opened.value.tree();
      await opened.value.dispose();
      return tree;
    },
    new AbortController().signal,
  );
  expect(valueOf(answer).nodes.length).toBeGreaterThan(0);
});
