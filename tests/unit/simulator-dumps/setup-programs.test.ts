import { describe, expect, it } from 'vitest';
import { classifyRefusal } from '../../../electron/devices/health/tools/error-classes.ts';
import { TestPhone } from '../../support/phone-shell.ts';

const messenger = 'com.tencent.mm';

describe('volumes', () => {
  it('are told and set by media, and as cmd media_session from Android 11', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    expect(await phone.output('media volume --stream 3 --get')).toContain('[V] volume is 5 in range [0..15]\n');
    expect((await phone.run('media volume --stream 3 --set 0')).status).toBe(0);
    expect(phone.device.truth().setup.mediaVolume).toBe(0);
    expect((await phone.run('cmd media_session volume --stream 3 --get')).status).toBe(20);
    const newer = new TestPhone({ modelKey: 'galaxy_a52' });
    expect(await newer.output('cmd media_session volume --stream 2 --get')).toContain('in range [0..15]\n');
  });

  it('refuse an index outside their range', async () => {
    const phone = new TestPhone();
    const { stderr, status } = await phone.run('media volume --stream 2 --set 8');
    expect(stderr).toBe('Error: invalid volume index 8 for stream 2 (should be in [0..7])\n');
    expect(status).toBe(1);
    expect(phone.device.truth().setup.ringVolume).toBe(5);
  });

  it('explain themselves on nonsense', async () => {
    expect((await new TestPhone().run('media volume')).stderr).toMatch(/^usage: media/);
  });
});

describe('exceptions from the battery saver', () => {
  it('are listed, added and removed', async () => {
    const phone = new TestPhone();
    expect(await phone.output('dumpsys deviceidle whitelist')).not.toContain(messenger);
    expect(await phone.output(`dumpsys deviceidle whitelist +${messenger}`)).toBe(`Added: ${messenger}\n`);
    expect(await phone.output('cmd deviceidle whitelist')).toMatch(/^user,com\.tencent\.mm,\d+$/m);
    expect(await phone.output('dumpsys deviceidle')).toContain(`  Whitelist user apps:\n    ${messenger}\n`);
    expect(await phone.output(`cmd deviceidle whitelist -${messenger}`)).toBe(`Removed: ${messenger}\n`);
    expect(phone.device.truth().setup.idleExceptions).toEqual([]);
  });

  it('are for apps that are installed', async () => {
    expect(await new TestPhone().output('cmd deviceidle whitelist +org.example')).toBe(
      'Unknown package: org.example\n',
    );
  });
});

describe('the time zone', () => {
  it('is set by the alarm service, and the clock shows it', async () => {
    const phone = new TestPhone();
    expect(await phone.output('date +%H:%M%z')).toBe('09:30+0800\n');
    await phone.run('cmd alarm set-timezone America/New_York');
    expect(await phone.output('getprop persist.sys.timezone')).toBe('America/New_York\n');
    expect(await phone.output('date +%H:%M%z')).toBe('20:30-0500\n');
  });

  it('stays as it is when the zone does not exist', async () => {
    const phone = new TestPhone();
    expect((await phone.run('cmd alarm set-timezone Moon/Base')).status).toBe(0);
    expect(phone.device.truth().setup.timeZone).toBe('Asia/Shanghai');
  });
});

describe('switches of the vendor', () => {
  it.each(['redmi_5a', 'redmi_7', 'redmi_note_14'])(
    'off on %s: no taps, no settings, no zone, and a property of it',
    async (key) => {
      const phone = new TestPhone({ modelKey: key });
      expect(await phone.output('getprop persist.security.adbinput')).toBe('1\n');
      phone.device.setCondition('security-switch-off', true);
      expect(classifyRefusal((await phone.run('input keyevent 0')).stderr)).toBe('input-not-permitted');
      expect(classifyRefusal((await phone.run('settings put global auto_time 0')).stderr)).toBe(
        'settings-not-permitted',
      );
      expect((await phone.run('cmd alarm set-timezone UTC')).stderr).toContain('SET_TIME_ZONE');
      expect(await phone.output('getprop persist.security.adbinput')).toBe('0\n');
      phone.device.setCondition('security-switch-off', false);
      expect((await phone.run('input keyevent 0')).status).toBe(0);
    },
  );

  it('ColorOS monitoring permissions clears no app and chooses no keyboard', async () => {
    const phone = new TestPhone({ modelKey: 'oppo_a5_2018' });
    phone.device.setCondition('security-switch-off', true);
    expect(classifyRefusal((await phone.run(`pm clear ${messenger}`)).stderr)).toBe('permission-denied');
    expect(classifyRefusal((await phone.run('ime set com.baidu.input/.ImeService')).stderr)).not.toBeNull();
  });

  it('install over USB off: the package manager says who cancelled', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    phone.device.setCondition('install-refused', true);
    expect(await phone.output('getprop persist.security.adbinstall')).toBe('0\n');
    expect(phone.device.truth().setup.isInstallAllowed).toBe(false);
  });

  it('a vendor may take a change without a word and keep the old value', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    phone.device.setCondition('settings-not-kept', true);
    expect(await phone.run('settings put global auto_time 0')).toMatchObject({ status: 0, stderr: '' });
    expect((await phone.run('media volume --stream 3 --set 0')).status).toBe(0);
    expect(await phone.output('settings get global auto_time')).toBe('1\n');
    expect(phone.device.truth().setup.mediaVolume).toBe(5);
  });

  it('the cable may be for charging alone, with debugging allowed', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    expect(await phone.output('getprop sys.usb.config')).toContain('mtp');
    phone.device.setCondition('charge-only', true);
    expect(await phone.output('getprop sys.usb.config')).toBe('adb,hdb\n');
  });
});

describe('a key that does not exist', () => {
  it('changes neither the screen nor the keyguard', async () => {
    const phone = new TestPhone();
    phone.device.phone.display.screens.keyguard.sleep();
    const before = phone.device.truth();
    expect((await phone.run('input keyevent 0')).status).toBe(0);
    expect(phone.device.truth()).toEqual(before);
  });
});

describe('the log of commands', () => {
  it('holds what ran, in order, also in a pipe or a list', async () => {
    const phone = new TestPhone();
    await phone.run(
      'settings get global auto_time; dumpsys battery | grep level && cmd settings put global auto_time 1',
    );
    expect(phone.device.phone.setup.commands.read()).toEqual([
      'settings get global auto_time',
      'dumpsys battery',
      'cmd settings put global auto_time 1',
    ]);
  });
});
