import { describe, expect, it } from 'vitest';
import { makeApk } from '../../support/client-operations/sample-apk.ts';
import { TestPhone } from '../../support/phone-shell.ts';

const packageName = 'com.example.desk';

function install(phone: TestPhone, apk: Buffer, flags = ''): Promise<{ stdout: string; status: number }> {
  return phone.run(`cmd package install ${flags} -S ${apk.length}`, apk);
}

describe('installing', () => {
  it('streams an APK of a known size and reads no byte more', async () => {
    const phone = new TestPhone();
    const apk = makeApk({ packageName });
    const rest = Buffer.concat([apk, Buffer.from('next')]);
    expect(await phone.run(`cmd package install -S ${apk.length}; cat`, rest)).toMatchObject({
      stdout: 'Success\nnext',
    });
    expect(await phone.output(`pm path ${packageName}`)).toMatch(
      new RegExp(`^package:/data/app/${packageName}-.*/base.apk\n$`, 'u'),
    );
    expect(await phone.output('pm list packages -3')).toContain(`package:${packageName}\n`);
  });

  it('goes in three steps too, as older hosts do it', async () => {
    const phone = new TestPhone();
    const apk = makeApk({ packageName });
    const created = await phone.output('pm install-create -r');
    const session = /\[(\d+)\]/u.exec(created)?.[1] ?? '';
    expect(created).toBe(`Success: created install session [${session}]\n`);
    expect((await phone.run(`pm install-write -S ${apk.length} ${session} base.apk -`, apk)).stdout).toBe(
      `Success: streamed ${apk.length} bytes\n`,
    );
    expect(await phone.output(`pm install-commit ${session}`)).toBe('Success\n');
    expect((await phone.run(`pm path ${packageName}`)).status).toBe(0);
  });

  it.each([
    ['a newer Android', { minSdk: 30 }, 'INSTALL_FAILED_OLDER_SDK'],
    ['no APK at all', null, 'INSTALL_PARSE_FAILED_NOT_APK'],
  ])('is refused for %s', async (_case, manifest, code) => {
    const phone = new TestPhone({ modelKey: 'redmi_5a' });
    const apk = manifest === null ? Buffer.from('not a zip') : makeApk({ packageName, ...manifest });
    const { stdout, status } = await install(phone, apk);
    expect(stdout).toMatch(new RegExp(`^Failure \\[${code}`, 'u'));
    expect(status).toBe(1);
    expect((await phone.run(`pm path ${packageName}`)).status).toBe(1);
  });

  it('is refused twice, unless it may replace', async () => {
    const phone = new TestPhone();
    const apk = makeApk({ packageName });
    await install(phone, apk);
    expect((await install(phone, apk)).stdout).toContain('INSTALL_FAILED_ALREADY_EXISTS');
    expect((await install(phone, apk, '-r')).stdout).toBe('Success\n');
  });

  it('is refused to go back to an older version, unless it may', async () => {
    const phone = new TestPhone();
    await install(phone, makeApk({ packageName, versionCode: 5 }));
    const older = makeApk({ packageName, versionCode: 4 });
    expect((await install(phone, older, '-r')).stdout).toContain('INSTALL_FAILED_VERSION_DOWNGRADE');
    expect((await install(phone, older, '-r -d')).stdout).toBe('Success\n');
  });

  it('is refused without room', async () => {
    const phone = new TestPhone();
    phone.device.phone.storage.fillUntil(0);
    expect((await install(phone, makeApk({ packageName }))).stdout).toContain('INSTALL_FAILED_INSUFFICIENT_STORAGE');
  });

  it("is refused by the vendor's own switch", async () => {
    const phone = new TestPhone();
    phone.device.phone.packages.setRestricted(true);
    expect((await install(phone, makeApk({ packageName }))).stdout).toBe(
      'Failure [INSTALL_FAILED_USER_RESTRICTED: Install canceled by user]\n',
    );
  });
});

describe('removing', () => {
  it('takes an app away once', async () => {
    const phone = new TestPhone();
    await install(phone, makeApk({ packageName }));
    expect(await phone.output(`pm uninstall ${packageName}`)).toBe('Success\n');
    expect(await phone.run(`pm uninstall ${packageName}`)).toMatchObject({
      stdout: 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n',
      status: 1,
    });
  });

  it('does not touch the system', async () => {
    expect((await new TestPhone().run('pm uninstall com.android.settings')).status).toBe(1);
  });

  it('ends the app whose pages are open', async () => {
    const phone = new TestPhone();
    await phone.run('monkey -p com.tencent.mm 1; pm uninstall com.tencent.mm');
    expect(phone.device.truth().focus.packageName).not.toBe('com.tencent.mm');
    expect(phone.device.truth().messengerVersion).toBeNull();
  });
});
