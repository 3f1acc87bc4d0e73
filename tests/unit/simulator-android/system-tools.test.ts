import { describe, expect, it } from 'vitest';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

describe('df', () => {
  it('names the mount that holds a path, not the path', async () => {
    const phone = new TestPhone({ modelKey: 'pixel_4a' });
    const [header, row] = (await phone.output('df -k /sdcard')).split('\n');
    expect(header).toMatch(/^Filesystem +1K-blocks +Used Available Use% Mounted on$/u);
    expect(row).toMatch(/^\/dev\/fuse +114786388 +\d+ +\d+ +\d+% \/storage\/emulated$/u);
  });

  it('adds up and agrees with the truth', async () => {
    const phone = new TestPhone();
    const { storage } = phone.device.phone;
    const [, total, used, free] = ((await phone.output('df -k /data')).split('\n')[1] ?? '').split(/\s+/u).map(Number);
    expect(total).toBe(storage.totalKb);
    expect(free).toBe(storage.freeKb);
    expect((used ?? 0) + (free ?? 0)).toBe(total);
  });

  it('prints the header only for a path that is not there', async () => {
    const { stdout, stderr, status } = await new TestPhone().run('df -k /nowhere');
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('df: /nowhere: No such file or directory\n');
    expect(status).toBe(1);
  });

  it('has images that are always full', async () => {
    expect(await new TestPhone({ modelKey: 'redmi_7' }).output('df')).toMatch(/ 100% \/$/mu);
  });

  it('writes units on demand', async () => {
    expect(await new TestPhone().output('df -h /data')).toMatch(
      /^\S+ +24G +\d+(?:\.\d)?G +\d+(?:\.\d)?G +\d+% \/data$/mu,
    );
  });
});

describe('top', () => {
  it('is that of toybox from Android 8 on', async () => {
    const text = await new TestPhone({ modelKey: 'redmi_7' }).output('top -n 1 -b');
    expect(text).toMatch(/^800%cpu +\d+%user +\d+%nice +\d+%sys +\d+%idle +\d+%iow +\d+%irq +\d+%sirq +\d+%host$/mu);
  });

  it('is that of toolbox before', async () => {
    const text = await new TestPhone({ modelKey: 'redmi_5a' }).output('top -n 1');
    expect(text).toMatch(/^User \d+%, System \d+%, IOW 0%, IRQ 0%$/mu);
    expect(text).toMatch(/^User \d+ \+ Nice 0 \+ Sys \d+ \+ Idle \d+ \+ IOW 0 \+ IRQ 0 \+ SIRQ 0 = 1200$/mu);
  });
});

describe('ps', () => {
  it('lists the shell only, unless all are asked for', async () => {
    const phone = new TestPhone({ modelKey: 'honor_8x' });
    expect(await phone.output('ps | tail -n +2 | cut -d " " -f 1 | sort -u')).toBe('shell\n');
    expect(await phone.output('ps -A')).toContain('com.huawei.android.launcher');
  });

  it('lists an app while it has a page open', async () => {
    const phone = new TestPhone();
    expect((await phone.run('pidof com.tencent.mm')).status).toBe(1);
    await phone.run('monkey -p com.tencent.mm 1');
    expect((await phone.run('pidof com.tencent.mm')).status).toBe(0);
    expect(await phone.output('ps -A -o PID,NAME | grep tencent')).toMatch(/^ +\d+ com\.tencent\.mm$/mu);
  });

  it('lists everything by itself on Android 7', async () => {
    expect(await new TestPhone({ modelKey: 'redmi_5a' }).output('ps')).toContain('system_server');
  });
});

describe('addresses', () => {
  it('are those of the Wi-Fi link', async () => {
    const phone = new TestPhone({ index: 4 });
    expect(await phone.output('ip -o -4 addr show wlan0')).toMatch(/^9: wlan0 +inet 192\.168\.31\.24\/24 brd /u);
    expect(await phone.output('ifconfig wlan0')).toContain('inet addr:192.168.31.24');
    expect(await phone.output('cat /sys/class/net/wlan0/address')).toMatch(/^02:00:00:[0-9a-f:]{8}\n$/u);
  });

  it('vanish with it', async () => {
    const phone = new TestPhone();
    phone.device.phone.network.setWifiConnected(false);
    expect(await phone.output('ip -o -4 addr show wlan0')).toBe('');
    expect(await phone.output('ip addr show wlan0')).toContain('state DOWN');
    expect((await phone.run('ip addr show eth7')).status).toBe(1);
  });

  it('are in netcfg on old phones only', async () => {
    expect(await new TestPhone({ modelKey: 'redmi_5a' }).output('netcfg')).toMatch(
      /^wlan0 +UP +192\.168\.31\.\d+\/24 /mu,
    );
    expect((await new TestPhone({ modelKey: 'redmi_7' }).run('netcfg')).status).toBe(127);
  });
});

describe('uptime, id, uname', () => {
  it('tell the time since boot', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    phone.device.reboot('system');
    clock.advance(((26 * 60 + 5) * 60 + 3) * 1000);
    expect(await phone.output('uptime -p')).toBe('up 0 weeks, 1 days, 2 hours, 5 minutes\n');
    expect(await phone.output('uptime')).toMatch(
      / up 1 day, +2:05, +0 users, +load average: [\d.]+, [\d.]+, [\d.]+\n$/u,
    );
  });

  it('know the user shell', async () => {
    expect(await new TestPhone().output('id -u; whoami')).toBe('2000\nshell\n');
    expect(await new TestPhone().output('id')).toMatch(
      /^uid=2000\(shell\) gid=2000\(shell\) groups=2000\(shell\),.* context=u:r:shell:s0\n$/u,
    );
  });

  it('name the kernel', async () => {
    expect(await new TestPhone({ modelKey: 'redmi_7' }).output('uname -r')).toBe('4.9.112-perf-g7d0a2b1\n');
  });
});

describe('a restart asked for on the phone', () => {
  it.each([
    ['reboot', 'system'],
    ['reboot recovery', 'recovery'],
    ['svc power reboot', 'system'],
    ['svc power reboot bootloader', 'bootloader'],
  ])('%s goes to whoever takes the phone down', async (command, target) => {
    const phone = new TestPhone();
    const targets: string[] = [];
    phone.device.onRestartAsked((asked) => targets.push(asked));
    expect((await phone.run(command)).status).toBe(0);
    expect(targets).toEqual([target]);
  });

  it('restarts a phone that nobody watches', async () => {
    const phone = new TestPhone();
    const { bootId } = phone.device.truth();
    await phone.run('reboot');
    expect(phone.device.truth().bootId).not.toBe(bootId);
  });
});
