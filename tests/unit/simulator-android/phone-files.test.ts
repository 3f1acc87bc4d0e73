import { describe, expect, it } from 'vitest';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

describe('files of a phone', () => {
  it('belong to one phone, though all share what came from the factory', async () => {
    const [first, second] = [new TestPhone({ index: 1 }), new TestPhone({ index: 2 })];
    await first.run('echo mine > /sdcard/note; mkdir /sdcard/Download/deep');
    expect(await first.output('cat /sdcard/note; ls /sdcard/Download')).toBe('mine\ndeep\n');
    expect((await second.run('cat /sdcard/note')).stderr).toBe('cat: /sdcard/note: No such file or directory\n');
    expect(await second.output('ls /sdcard/Download')).toBe('');
  });

  it('are reached through every name of the SD card', async () => {
    const phone = new TestPhone();
    await phone.run('echo text > /storage/emulated/0/a');
    expect(await phone.output('cat /sdcard/a /storage/self/primary/a /mnt/user/0/primary/a')).toBe(
      'text\ntext\ntext\n',
    );
    expect(await phone.output('realpath /sdcard')).toBe('/storage/emulated/0\n');
  });

  it('of the system cannot be changed', async () => {
    const phone = new TestPhone();
    for (const command of ['rm /system/bin/ls', 'touch /system/x', 'mkdir /vendor/x', 'rm /proc/stat', 'touch /x']) {
      expect((await phone.run(command)).status, command).toBe(1);
    }
    expect(await phone.output('ls /system/bin/ls')).toBe('/system/bin/ls\n');
  });

  it('of other users are closed', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    expect((await phone.run('cat /system/build.prop')).stderr).toContain('Permission denied');
    expect((await phone.run('ls /data/data')).stderr).toContain('Permission denied');
    expect((await phone.run('echo x > /data/app/x')).stderr).toContain('Permission denied');
    expect((await phone.run('cat /sys/class/power_supply/battery/temp')).stderr).toContain('Permission denied');
  });

  it('grow until the partition is full', async () => {
    const phone = new TestPhone();
    const { storage } = phone.device.phone;
    storage.fillUntil(8);
    expect((await phone.run('head -c 9000 /dev/zero > /sdcard/big')).status).toBe(1);
    storage.fillUntil(null);
    const before = storage.freeKb;
    expect((await phone.run('head -c 1000000 /dev/zero > /sdcard/big')).status).toBe(0);
    expect(before - storage.freeKb).toBeGreaterThan(970);
    await phone.run('rm /sdcard/big');
    expect(storage.freeKb).toBe(before);
  });

  it('are stamped by the clock of the phone', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    clock.advance(90_000);
    await phone.run('touch /sdcard/now');
    expect(await phone.output('stat -c %Y /sdcard/now; date +%s')).toBe(
      `${clock.now() / 1000}\n${clock.now() / 1000}\n`,
    );
  });

  it('do not loop along links', async () => {
    const { stderr } = await new TestPhone().run('cd /data/local/tmp; ln -s b a; ln -s a b; cat a');
    expect(stderr).toBe('cat: a: Too many symbolic links encountered\n');
  });
});

describe('files as adb pushes and pulls them', () => {
  const bytes = Buffer.from('pushed');

  it('are there for the shell with their mode and time', async () => {
    const phone = new TestPhone();
    const at = Date.UTC(2025, 0, 2, 3, 4, 5);
    expect(phone.device.files.write('/data/local/tmp/new/folder/f', bytes, 0o100644, at)).toBeNull();
    expect(await phone.output('cat /data/local/tmp/new/folder/f; stat -c "%a %Y" /data/local/tmp/new/folder/f')).toBe(
      `pushed644 ${at / 1000}\n`,
    );
    expect(phone.device.files.stat('/data/local/tmp/new/folder/f')).toEqual({
      mode: 0o100644,
      size: 6,
      modifiedAt: at,
    });
  });

  it('are refused where a phone refuses them', () => {
    const { files } = new TestPhone().device;
    expect(files.write('/system/app/x', bytes, 0o644, 0)).toEqual({ errno: 'EROFS' });
    expect(files.write('/data/app/x', bytes, 0o644, 0)).toEqual({ errno: 'EACCES' });
    expect(files.read('/nowhere')).toEqual({ errno: 'ENOENT' });
    expect(files.read('/sdcard')).toEqual({ errno: 'EISDIR' });
    expect(files.list('/proc/stat')).toEqual({ errno: 'ENOTDIR' });
  });

  it('tell no room on a full phone', () => {
    const phone = new TestPhone();
    phone.device.phone.storage.fillUntil(0);
    expect(phone.device.files.write('/sdcard/x', new Uint8Array(2048), 0o644, 0)).toEqual({ errno: 'ENOSPC' });
  });
});
