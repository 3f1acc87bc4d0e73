import { describe, expect, it, vi } from 'vitest';
import { deviceConditions, type DeviceCondition } from '../../../simulator/desk/desk-device.ts';
import { pollLikeConsole } from '../../support/console-poll.ts';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

const dumpFile = '/data/local/tmp/tree.xml';

function verdictsOf(view: Awaited<ReturnType<typeof pollLikeConsole>>): Record<string, string> {
  return Object.fromEntries(view.health.checks.map(({ id, verdict }) => [id, verdict]));
}

async function treeOf(phone: TestPhone): Promise<string> {
  const { stdout, stderr } = await phone.run(`uiautomator dump ${dumpFile} && cat ${dumpFile}`);
  return stdout + stderr;
}

function troubled(condition: DeviceCondition, modelKey = 'redmi_7'): { phone: TestPhone; clock: StillClock } {
  const clock = new StillClock();
  const phone = new TestPhone({ modelKey, clock });
  phone.device.setCondition(condition, true);
  return { phone, clock };
}

describe('troubles inside a phone', () => {
  it('low battery: nearly empty and off the charger; afterwards as before', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    const before = phone.device.truth().battery;
    phone.device.setCondition('low-battery', true);
    expect(verdictsOf(await pollLikeConsole(phone, clock))['battery-level']).not.toBe('ok');
    phone.device.setCondition('low-battery', false);
    expect(phone.device.truth().battery).toMatchObject({ level: before.level, isCharging: before.isCharging });
  });

  it('hot battery: the temperature is bad, and only that', async () => {
    const { phone, clock } = troubled('hot-battery');
    expect(verdictsOf(await pollLikeConsole(phone, clock))['battery-temperature']).toBe('bad');
    phone.device.setCondition('hot-battery', false);
    expect(verdictsOf(await pollLikeConsole(phone, clock))['battery-temperature']).toBe('ok');
  });

  it('full disk: almost nothing is free, and files cannot grow', async () => {
    const { phone, clock } = troubled('full-disk');
    expect(phone.device.truth().storage.freeShare).toBeLessThan(0.01);
    expect(verdictsOf(await pollLikeConsole(phone, clock))['storage']).not.toBe('ok');
    phone.device.setCondition('full-disk', false);
    expect(phone.device.truth().storage.freeShare).toBeGreaterThan(0.2);
  });

  it('lock screen: a PIN is asked for, and gone afterwards', async () => {
    const { phone, clock } = troubled('lock-screen');
    expect(phone.device.truth()).toMatchObject({ isSecure: true, isKeyguardShowing: true });
    expect((await pollLikeConsole(phone, clock)).readings.lock).toBe('set');
    phone.device.setCondition('lock-screen', false);
    expect(phone.device.truth()).toMatchObject({ isSecure: false, isKeyguardShowing: false });
  });

  it("lock screen: keeps the phone's own PIN", () => {
    const phone = new TestPhone();
    phone.device.phone.display.screens.keyguard.setPin('9999');
    phone.device.setCondition('lock-screen', true);
    phone.device.setCondition('lock-screen', false);
    expect(phone.device.truth().isSecure).toBe(true);
  });

  it('no idle state: a dump gives up after its time', async () => {
    const { phone, clock } = troubled('no-idle-state');
    const answer = treeOf(phone);
    await vi.waitFor(() => expect(clock.waitingCount).toBe(1));
    clock.advance(20_000);
    expect(await answer).toContain('ERROR: could not get idle state.');
  });

  it('empty tree: a dump without any node', async () => {
    const { phone } = troubled('empty-tree');
    expect(await treeOf(phone)).not.toContain('<node');
    phone.device.setCondition('empty-tree', false);
    expect(await treeOf(phone)).toContain('<node');
  });

  it('blocked tree: only the messenger hides', async () => {
    const { phone } = troubled('blocked-tree');
    expect(await treeOf(phone)).toContain('微信');
    phone.device.phone.display.launchPackage('com.tencent.mm');
    expect(await treeOf(phone)).not.toContain('微信');
  });

  it('of two troubles with the tree the heavier one wins, and the other stays', async () => {
    const { phone } = troubled('empty-tree');
    phone.device.setCondition('blocked-tree', true);
    phone.device.phone.display.launchPackage('com.tencent.mm');
    expect(await treeOf(phone)).toContain('bounds="[0,0][0,0]"');
    phone.device.setCondition('blocked-tree', false);
    expect(await treeOf(phone)).not.toContain('<node');
  });

  it('app crash: the messenger is gone and Android says so', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    phone.device.phone.display.launchPackage('com.tencent.mm');
    phone.device.setCondition('app-crash', true);
    expect(await treeOf(phone)).toContain('微信已停止运行');
    expect(await phone.output('dumpsys window')).toMatch(
      /mCurrentFocus=Window\{\w+ u0 Application Error: com\.tencent\.mm\}/,
    );
    expect(phone.device.phone.display.screens.isRunning('com.tencent.mm')).toBe(false);
    phone.device.setCondition('app-crash', false);
    expect(await treeOf(phone)).not.toContain('已停止运行');
  });

  it.each([
    ['update-dialog', '立即更新'],
    ['too-frequent', '操作过于频繁，请稍后再试'],
  ] as const)('%s: a dialog of the messenger, which keeps the focus', async (condition, text) => {
    const { phone } = troubled(condition);
    expect(await treeOf(phone)).toContain(text);
    expect(await phone.output('dumpsys window')).toContain('u0 com.tencent.mm/com.tencent.mm.ui.LauncherUI}');
    phone.device.setCondition(condition, false);
    expect(await treeOf(phone)).not.toContain(text);
  });

  it('wrong screen: the settings lie in front', async () => {
    const { phone } = troubled('wrong-screen');
    expect(phone.device.truth().focus.packageName).toBe('com.android.settings');
    phone.device.setCondition('wrong-screen', false);
    expect(phone.device.truth().focus.packageName).toBe('com.miui.home');
  });

  it.each(deviceConditions)('%s started twice ends at once, and leaves no timer', (condition) => {
    const { phone, clock } = troubled(condition);
    phone.device.setCondition(condition, true);
    expect(phone.device.truth().conditions).toEqual([condition]);
    phone.device.setCondition(condition, false);
    expect(phone.device.truth().conditions).toEqual([]);
    expect(clock.waitingCount).toBe(0);
  });
});

describe('the truth about a phone', () => {
  it('is plain data that travels', () => {
    const truth = new TestPhone().device.truth();
    expect(structuredClone(truth)).toEqual(truth);
    expect(truth.groupNames.length).toBeGreaterThan(7);
    expect(truth.messengerVersion).toBe('8.0.40');
  });

  it('follows the phone', async () => {
    const phone = new TestPhone();
    phone.device.phone.setClockSkew(95_000);
    await phone.run('svc wifi disable; input keyevent KEYCODE_SLEEP');
    expect(phone.device.truth()).toMatchObject({ clockSkewMs: 95_000, isAwake: false, network: { wifi: false } });
  });
});
