import { describe, expect, it } from 'vitest';
import { parseActivityFocus } from '../../../electron/devices/health/tools/activity-focus.ts';
import { parseWindowFocus } from '../../../electron/devices/health/tools/window-focus.ts';
import { TestPhone } from '../../support/phone-shell.ts';

const home = 'com.tencent.mm/com.tencent.mm.ui.LauncherUI';

function phoneWithMessenger(modelKey: string): TestPhone {
  const phone = new TestPhone({ modelKey });
  phone.device.phone.display.launchPackage('com.tencent.mm');
  return phone;
}

async function focusLines(phone: TestPhone, command: string): Promise<string[]> {
  return (await phone.output(command)).split('\n').filter((line) => line.includes('mCurrentFocus='));
}

describe('the focused window', () => {
  it.each(['honor_play_7c', 'meizu_v8', 'honor_8x'])('stands among the windows up to Android 9 (%s)', async (key) => {
    const phone = phoneWithMessenger(key);
    const [line] = await focusLines(phone, 'dumpsys window windows');
    expect(line).toMatch(
      /^ {2}mCurrentFocus=Window\{[0-9a-f]{7} u0 com\.tencent\.mm\/com\.tencent\.mm\.ui\.LauncherUI\}$/,
    );
    expect(await focusLines(phone, 'dumpsys window displays')).toEqual([]);
  });

  it.each(['oppo_r17', 'galaxy_a52', 'redmi_note_14'])(
    'stands with its display from Android 10 on (%s)',
    async (key) => {
      const phone = phoneWithMessenger(key);
      expect((await focusLines(phone, 'dumpsys window displays')).at(-1)).toContain(home);
      expect(await focusLines(phone, 'dumpsys window windows')).toEqual([]);
    },
  );

  it('wraps the focused app in a token up to Android 10', async () => {
    const old = await phoneWithMessenger('meizu_x8').output('dumpsys window windows');
    const young = await phoneWithMessenger('pixel_4a').output('dumpsys window');
    expect(old).toMatch(
      /mFocusedApp=AppWindowToken\{\w+ token=Token\{\w+ ActivityRecord\{\w+ u0 com\.tencent\.mm\/\.ui\.LauncherUI t\d+\}\}\}/,
    );
    expect(young).toMatch(/mFocusedApp=ActivityRecord\{\w+ u0 com\.tencent\.mm\/\.ui\.LauncherUI\} t\d+\}/);
  });

  it("stands behind the permission panel's own line on MIUI", async () => {
    const lines = await focusLines(phoneWithMessenger('redmi_7'), 'dumpsys window windows');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(' com.lbe.security.miui}');
    expect(lines[1]).toContain(home);
  });

  it.each([
    ['redmi_7', 'StatusBar'],
    ['pixel_4a', 'NotificationShade'],
  ])('is the system panel behind a keyguard (%s)', async (key, title) => {
    const phone = phoneWithMessenger(key);
    phone.device.phone.display.screens.keyguard.lock();
    expect(parseWindowFocus(await phone.output('dumpsys window'))).toEqual({ kind: 'panel', title });
  });

  it('is null while the display is off', async () => {
    const phone = phoneWithMessenger('redmi_7');
    phone.device.phone.display.screens.keyguard.sleep();
    expect(await focusLines(phone, 'dumpsys window')).toEqual(['  mCurrentFocus=null']);
  });

  it('keeps its number while the phone runs and gets another after a boot', async () => {
    const phone = phoneWithMessenger('honor_8x');
    const before = await focusLines(phone, 'dumpsys window');
    expect(await focusLines(phone, 'dumpsys window')).toEqual(before);
    phone.device.reboot('system');
    phone.device.phone.display.launchPackage('com.tencent.mm');
    expect(await focusLines(phone, 'dumpsys window')).not.toEqual(before);
  });
});

describe('the resumed activity', () => {
  it.each([
    ['redmi_5a', /^ {4}mResumedActivity: ActivityRecord\{\w+ u0 com\.tencent\.mm\/\.ui\.LauncherUI t\d+\}$/m],
    ['redmi_note_7', /^ {4}topResumedActivity=ActivityRecord\{\w+ u0 com\.tencent\.mm\/\.ui\.LauncherUI t\d+\}$/m],
    ['pixel_4a', /^ {2}ResumedActivity:ActivityRecord\{\w+ u0 com\.tencent\.mm\/\.ui\.LauncherUI\} t\d+\}$/m],
  ])('is written as on %s', async (key, shape) => {
    expect(await phoneWithMessenger(key).output('dumpsys activity activities')).toMatch(shape);
  });

  it.each(['redmi_5a', 'honor_play_7c', 'meizu_v8', 'redmi_7', 'redmi_note_7', 'pixel_4a', 'redmi_note_14'])(
    'is read by the console on %s',
    async (key) => {
      const focus = parseActivityFocus(await phoneWithMessenger(key).output('dumpsys activity activities'));
      expect(focus).toMatchObject({ packageName: 'com.tencent.mm', source: 'resumed' });
    },
  );

  it('is absent while the display is off: only the history tells', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    phone.device.phone.display.screens.keyguard.sleep();
    const text = await phone.output('dumpsys activity activities');
    expect(text).not.toMatch(/ResumedActivity/);
    expect(text).toContain('isSleeping=true');
    expect(parseActivityFocus(text)).toMatchObject({
      packageName: 'com.miui.home',
      source: 'history',
      stackType: 'home',
    });
  });
});
