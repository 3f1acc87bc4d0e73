import { describe, expect, it } from 'vitest';
import { parseBattery } from '../../../electron/devices/health/tools/battery.ts';
import { parsePackage } from '../../../electron/devices/health/tools/package.ts';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

const messenger = 'com.tencent.mm';

describe('dumpsys package', () => {
  it.each(['redmi_5a', 'honor_play_7c', 'meizu_v8', 'redmi_7', 'redmi_note_7', 'pixel_4a', 'redmi_note_14'])(
    'tells the version of an app on %s',
    async (key) => {
      const phone = new TestPhone({ modelKey: key });
      const report = parsePackage(await phone.output(`dumpsys package ${messenger}`), messenger);
      const app = phone.device.phone.packages.get(messenger);
      expect(report).toMatchObject({
        kind: 'installed',
        versionName: app?.versionName,
        versionCode: app?.versionCode,
        minSdk: 23,
        targetSdk: 29,
      });
    },
  );

  it('lists the dual-app user of MIUI, where the app is not installed', async () => {
    const text = await new TestPhone({ modelKey: 'redmi_7' }).output(`dumpsys package ${messenger}`);
    const report = parsePackage(text, messenger);
    expect(report).toMatchObject({
      users: [
        { userId: 0, isInstalled: true },
        { userId: 999, isInstalled: false },
      ],
    });
  });

  it('calls the app id by its new name from Android 13 on', async () => {
    const young = await new TestPhone({ modelKey: 'pixel_4a' }).output(`dumpsys package ${messenger}`);
    const old = await new TestPhone({ modelKey: 'redmi_7' }).output(`dumpsys package ${messenger}`);
    expect(young).toMatch(/^ {4}appId=\d+$/m);
    expect(old).toMatch(/^ {4}userId=\d+$/m);
  });

  it('says so when an app is not there', async () => {
    const text = await new TestPhone().output('dumpsys package org.example.absent');
    expect(text).toContain('  Unable to find package: org.example.absent\n');
    expect(parsePackage(text, 'org.example.absent')).toEqual({ kind: 'missing' });
  });
});

describe('dumpsys battery', () => {
  it('starts with a block of its own on ColorOS, whose temperature is another', async () => {
    const phone = new TestPhone({ modelKey: 'oppo_a5_2018' });
    const text = await phone.output('dumpsys battery');
    expect(text.startsWith('Current OPPO Battery Service state:\n')).toBe(true);
    expect(text).toMatch(/^ {2}PhoneTemp: \d+$/m);
    expect(parseBattery(text)?.celsius).toBe(phone.device.truth().battery.temperatureCelsius);
  });

  it('ends with a block of its own on One UI', async () => {
    const text = await new TestPhone({ modelKey: 'galaxy_a52' }).output('dumpsys battery');
    expect(text).toMatch(/^ {2}Charge counter: (\d+)\n[^]*^ {2}charge counter: \1$/m);
    expect(text).toMatch(/mSavedBatteryAsoc: \d+/);
  });

  it('mixes sentences into the state on HyperOS', async () => {
    const text = await new TestPhone({ modelKey: 'redmi_note_14' }).output('dumpsys battery');
    expect(text).toMatch(/^ The last voltage value sent via the battery changed broadcast: \d+$/m);
    expect(text).toContain('MiuiBatteryService first usage time:');
    expect(parseBattery(text)?.percent).not.toBeNull();
  });

  it.each(['honor_8x', 'meizu_v8', 'redmi_7'])('has no block but its own on %s', async (key) => {
    const text = await new TestPhone({ modelKey: key }).output('dumpsys battery');
    expect(text.match(/^\S.*$/gm)).toEqual(['Current Battery Service state:']);
  });

  it('freezes when somebody sets a value, until it is reset', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ modelKey: 'redmi_7', clock });
    await phone.run('dumpsys battery set level 3');
    clock.advance(3_600_000);
    const frozen = parseBattery(await phone.output('dumpsys battery'));
    expect(frozen).toMatchObject({ percent: 3, isFrozen: true });
    await phone.run('dumpsys battery reset');
    expect(parseBattery(await phone.output('dumpsys battery'))).toMatchObject({ isFrozen: false });
    expect(phone.device.truth().battery.level).toBeGreaterThan(3);
  });

  it('forgets such a value at a restart', async () => {
    const phone = new TestPhone();
    await phone.run('dumpsys battery unplug');
    expect(phone.device.truth().battery.isCharging).toBe(false);
    phone.device.reboot('system');
    expect(parseBattery(await phone.output('dumpsys battery'))).toMatchObject({ isFrozen: false, plug: 'usb' });
  });
});

describe('dumpsys', () => {
  it('lists the services that this Android has', async () => {
    const list = await new TestPhone({ modelKey: 'redmi_7' }).output('dumpsys -l');
    expect(list).toMatch(/^Currently running services:\n {2}activity\n {2}battery\n/);
    expect(list).toContain('  lock_settings\n');
    expect(await new TestPhone({ modelKey: 'redmi_5a' }).output('dumpsys -l')).not.toContain('lock_settings');
  });

  it('takes a time limit before the service', async () => {
    const phone = new TestPhone();
    expect(await phone.output('dumpsys -t 5 battery')).toBe(await phone.output('dumpsys battery'));
  });

  it('fails on a service that nobody has', async () => {
    const { stderr, status } = await new TestPhone({ modelKey: 'pixel_4a' }).run('dumpsys nonsense');
    expect(stderr).toBe("Can't find service: nonsense\n");
    expect(status).toBe(20);
  });

  it('dumps every service without a name', async () => {
    const text = await new TestPhone({ modelKey: 'redmi_7' }).output('dumpsys');
    for (const name of [
      'cpuinfo',
      'meminfo',
      'deviceidle',
      'display',
      'notification',
      'input_method',
      'batterystats',
    ]) {
      expect(text).toContain(`DUMP OF SERVICE ${name}:\n`);
    }
  });
});
