import { describe, expect, it } from 'vitest';
import { makeApk } from '../../support/client-operations/sample-apk.ts';
import { automationApks, runner, serverPackage, testPackage } from '../../support/automation-apks.ts';
import { AutomationPhone } from '../../support/automation-phone.ts';

describe('the UiAutomator2 packages', () => {
  it.each([
    ['redmi_note_14', '10.6.6'],
    ['redmi_5a', '8.1.2'],
  ])('are read as they really are on a %s', async (modelKey, version) => {
    const phone = new AutomationPhone(modelKey);
    expect(await phone.install()).toMatchObject({ stdout: 'Success\n' });
    expect(await phone.phone.output(`dumpsys package ${serverPackage}`)).toContain(`versionName=${version}`);
    expect(await phone.phone.output('pm list instrumentation')).toBe(
      `instrumentation:${runner} (target=${serverPackage})\n`,
    );
  });

  it('are refused by an Android that is too old for them', async () => {
    const phone = new AutomationPhone('redmi_5a');
    expect((await phone.install(26)).stdout).toContain('INSTALL_FAILED_OLDER_SDK');
  });

  it('are refused where a package of that name is signed with another key', async () => {
    const phone = new AutomationPhone('redmi_7');
    const foreign = makeApk({ packageName: serverPackage });
    await phone.phone.run(`cmd package install -S ${foreign.length}`, foreign);
    expect((await phone.install()).stdout).toContain('INSTALL_FAILED_UPDATE_INCOMPATIBLE');
  });
});

describe('am instrument', () => {
  it('keeps the server listening until its shell ends', async () => {
    const phone = await new AutomationPhone('redmi_7').open();
    expect(phone.isListening).toBe(true);
    expect(await phone.phone.output(`pidof ${serverPackage}`)).toMatch(/^\d+\n$/u);
    phone.hangUp();
    await phone.ended();
    expect(phone.isListening).toBe(false);
  });

  it('says that the process crashed when somebody force-stops it', async () => {
    const phone = await new AutomationPhone('redmi_7').open();
    await phone.phone.run(`am force-stop ${serverPackage}`);
    expect(await phone.ended()).toContain('INSTRUMENTATION_RESULT: shortMsg=Process crashed.');
    expect(phone.isListening).toBe(false);
  });

  it('ends well once the client has ended its session', async () => {
    const phone = await new AutomationPhone('redmi_7').open();
    expect(await phone.command('DELETE', '')).toMatchObject({ status: 200, value: null });
    await phone.settle();
    expect(await phone.ended()).toContain('OK (1 test)');
  });

  it('ends with a restart of the phone', async () => {
    const phone = await new AutomationPhone('redmi_7').open();
    phone.phone.device.reboot('system');
    expect(phone.isListening).toBe(false);
  });

  it('names a runner that is not installed', async () => {
    const phone = new AutomationPhone('redmi_7');
    phone.start();
    expect((await phone.phone.run(`am instrument -w ${runner}`)).stderr).toContain(
      `Unable to find instrumentation info for: ComponentInfo{${runner}}`,
    );
  });

  it('names a server that is missing behind its runner', async () => {
    const phone = new AutomationPhone('redmi_7');
    await phone.install();
    await phone.phone.run(`pm uninstall ${serverPackage}`);
    expect((await phone.phone.run(`am instrument -w ${runner}`)).stderr).toContain(
      `Unable to find instrumentation target package: ${serverPackage}`,
    );
    expect(await phone.phone.output(`pm path ${testPackage}`)).toContain('base.apk');
  });
});

describe('UiAutomation', () => {
  it('belongs to one: a dump is killed while the server has it', async () => {
    const phone = await new AutomationPhone('redmi_7').open();
    expect(await phone.phone.run('uiautomator dump')).toMatchObject({ stderr: 'Killed \n', status: 137 });
    phone.hangUp();
    await phone.ended();
    expect((await phone.phone.run('uiautomator dump')).stdout).toContain('UI hierchary dumped to');
  });

  it('is refused to the server while another tool has it', async () => {
    const phone = new AutomationPhone('redmi_7');
    await phone.install();
    phone.phone.device.setCondition('automation-taken', true);
    phone.start();
    expect(await phone.ended()).toContain('already registered!');
    phone.phone.device.setCondition('automation-taken', false);
    phone.start();
    await phone.settle();
    expect(phone.isListening).toBe(true);
  });
});

it('tells one version of the real packages from the other by their files', () => {
  expect(automationApks(34).version).not.toBe(automationApks(25).version);
});
