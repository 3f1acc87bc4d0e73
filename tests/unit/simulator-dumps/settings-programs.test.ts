import { describe, expect, it } from 'vitest';
import { classifyRefusal } from '../../../electron/devices/health/tools/error-classes.ts';
import { TestPhone } from '../../support/phone-shell.ts';

describe('settings', () => {
  it('prints the word null for a key that is not set', async () => {
    expect(await new TestPhone().output('settings get secure lockscreen.password_type')).toBe('null\n');
  });

  it('keeps what was put, until it is deleted', async () => {
    const phone = new TestPhone();
    expect(await phone.run('settings put global stay_on_while_plugged_in 3')).toMatchObject({ status: 0, stdout: '' });
    expect(await phone.output('settings get global stay_on_while_plugged_in')).toBe('3\n');
    expect(await phone.output('dumpsys power')).toContain('  mStayOnWhilePluggedInSetting=3\n');
    expect(await phone.output('settings delete global stay_on_while_plugged_in')).toBe('Deleted 1 rows\n');
    expect(await phone.output('settings get global stay_on_while_plugged_in')).toBe('null\n');
    expect(await phone.output('settings delete global stay_on_while_plugged_in')).toBe('Deleted 0 rows\n');
  });

  it('survives a restart', async () => {
    const phone = new TestPhone();
    await phone.run('settings put system screen_brightness 11');
    phone.device.reboot('system');
    expect(await phone.output('settings get system screen_brightness')).toBe('11\n');
  });

  it('keeps the namespaces apart and lists them', async () => {
    const phone = new TestPhone();
    await phone.run('settings put --user 0 secure screen_off_timeout 1');
    expect(await phone.output('settings get system screen_off_timeout')).toBe('60000\n');
    expect(await phone.output('settings list system')).toMatch(/^accelerometer_rotation=0\n/);
    expect(await phone.output('settings list secure')).toContain('screen_off_timeout=1\n');
  });

  it('mirrors the radios', async () => {
    const phone = new TestPhone();
    await phone.run('svc wifi disable');
    expect(await phone.output('settings get global wifi_on')).toBe('0\n');
  });

  it('refuses a namespace that does not exist', async () => {
    const answer = await new TestPhone().run('settings get nowhere key');
    expect(answer).toMatchObject({ stderr: "Invalid namespace 'nowhere'\n", status: 255 });
  });

  it.each(['redmi_5a', 'redmi_7', 'redmi_note_14', 'oppo_a5_2018'])(
    'cannot be written on %s while its security switch is off',
    async (key) => {
      const phone = new TestPhone({ modelKey: key });
      phone.device.phone.setInputAllowed(false);
      const { stderr, status } = await phone.run('settings put global adb_enabled 0');
      expect(classifyRefusal(stderr)).toBe('settings-not-permitted');
      expect(status).toBe(255);
      expect(await phone.output('settings get global adb_enabled')).toBe('1\n');
    },
  );

  it('has no such switch on EMUI', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    phone.device.phone.setInputAllowed(false);
    expect((await phone.run('settings put global auto_time 0')).status).toBe(0);
  });
});

describe('content', () => {
  it('reads and writes settings as rows', async () => {
    const phone = new TestPhone();
    const where = `--where "name='auto_time'"`;
    expect(await phone.output(`content query --uri content://settings/global --projection name:value ${where}`)).toBe(
      'Row: 0 name=auto_time, value=1\n',
    );
    await phone.run('content insert --uri content://settings/global --bind name:s:auto_time --bind value:i:0');
    expect(await phone.output('settings get global auto_time')).toBe('0\n');
    await phone.run(`content delete --uri content://settings/global ${where}`);
    expect(await phone.output(`content query --uri content://settings/global ${where}`)).toBe('No result found.\n');
  });

  it('has no other provider', async () => {
    const answer = await new TestPhone().run('content query --uri content://sms/inbox');
    expect(answer).toMatchObject({ stderr: 'Error while accessing provider:sms\n', status: 1 });
  });
});

describe('ime', () => {
  it('lists the keyboards of the vendor and chooses one of them', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    const ids = (await phone.output('ime list -s')).trim().split('\n');
    expect(ids).toContain('com.baidu.input_mi/.ImeService');
    await phone.run('ime disable com.baidu.input_mi/.ImeService');
    expect(await phone.output('ime list -s')).not.toContain('com.baidu.input_mi');
    expect(await phone.output('ime list -a -s')).toContain('com.baidu.input_mi');
    expect(await phone.output('ime set com.baidu.input_mi/.ImeService')).toContain('selected');
    expect(await phone.output('settings get secure default_input_method')).toBe('com.baidu.input_mi/.ImeService\n');
    expect(await phone.output('dumpsys input_method')).toContain('mCurMethodId=com.baidu.input_mi/.ImeService\n');
  });

  it('refuses one that is not installed', async () => {
    const { stderr, status } = await new TestPhone().run('ime set org.example/.Keyboard');
    expect(stderr).toContain('Unknown input method org.example/.Keyboard');
    expect(status).toBe(255);
  });
});

describe('svc', () => {
  it('keeps the display on by a mask of plugs', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    phone.device.phone.display.screens.keyguard.sleep();
    expect((await phone.run('svc power stayon usb')).status).toBe(0);
    expect(phone.device.truth().isAwake).toBe(true);
    expect(await phone.output('settings get global stay_on_while_plugged_in')).toBe('2\n');
  });

  it('explains itself on nonsense', async () => {
    expect(await new TestPhone().run('svc coffee make')).toMatchObject({ status: 1 });
  });
});

describe('locksettings', () => {
  it('sets, checks and clears a PIN of the keyguard', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    expect(await phone.output('locksettings set-pin 1357')).toBe("Pin set to '1357'\n");
    expect(phone.device.truth().isSecure).toBe(true);
    expect(await phone.run('locksettings verify --old 0000')).toMatchObject({
      stderr: "Old password '0000' didn't match\n",
      status: 255,
    });
    expect(await phone.output('locksettings verify --old 1357')).toBe('Lock credential verified successfully\n');
    expect((await phone.run('locksettings clear')).status).toBe(255);
    expect(await phone.output('locksettings clear --old 1357')).toBe('Lock credential cleared\n');
    expect(phone.device.truth().isSecure).toBe(false);
  });

  it('cannot verify before Android 8.1', async () => {
    const { stderr, status } = await new TestPhone({ modelKey: 'honor_play_7c' }).run('locksettings verify');
    expect(stderr).toBe('Unknown command: verify\n');
    expect(status).toBe(255);
  });

  it('says that a swipe screen is not disabled, which proves nothing', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    expect(await phone.output('locksettings get-disabled')).toBe('false\n');
    await phone.run('locksettings set-disabled true');
    phone.device.phone.display.screens.keyguard.sleep();
    expect(phone.device.truth().isKeyguardShowing).toBe(false);
  });
});
