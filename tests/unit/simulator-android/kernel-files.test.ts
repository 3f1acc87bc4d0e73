import { describe, expect, it } from 'vitest';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

async function cpuTimes(phone: TestPhone): Promise<readonly number[]> {
  const [line = ''] = (await phone.output('cat /proc/stat')).split('\n');
  return line.split(/\s+/u).slice(1).map(Number);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('/proc/stat', () => {
  it('grows by 100 ticks a second on each core', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock, modelKey: 'redmi_7' });
    const before = await cpuTimes(phone);
    clock.advance(10_000);
    const after = await cpuTimes(phone);
    expect(sum(after) - sum(before)).toBeGreaterThan(8 * 1000 - 8);
    expect(sum(after) - sum(before)).toBeLessThan(8 * 1000 + 8);
    after.forEach((value, column) => expect(value).toBeGreaterThanOrEqual(before[column] ?? 0));
  });

  it('shows more work when the phone has more to do', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    const busyShare = async (): Promise<number> => {
      const before = await cpuTimes(phone);
      clock.advance(20_000);
      const after = await cpuTimes(phone);
      const idle = (after[3] ?? 0) - (before[3] ?? 0);
      return 1 - idle / (sum(after) - sum(before));
    };
    const resting = await busyShare();
    phone.device.phone.processor.setExtraLoad(0.5);
    expect(await busyShare()).toBeGreaterThan(resting + 0.4);
  });

  it('lists every core', async () => {
    expect(await new TestPhone({ modelKey: 'redmi_5a' }).output('grep -c "^cpu[0-9]" /proc/stat')).toBe('4\n');
  });
});

describe('/proc/meminfo', () => {
  it('tells MemAvailable since kernel 3.14 only', async () => {
    expect(await new TestPhone({ modelKey: 'honor_8x' }).output('cat /proc/meminfo')).toMatch(
      /^MemAvailable: +\d+ kB$/mu,
    );
    expect(await new TestPhone({ modelKey: 'nexus_5' }).output('cat /proc/meminfo')).not.toContain('MemAvailable');
  });

  it('stays below the nominal size of the memory', async () => {
    const text = await new TestPhone({ modelKey: 'honor_play_7c' }).output('grep MemTotal /proc/meminfo');
    expect(Number(/\d+/u.exec(text)?.[0])).toBe(2_893_824);
  });
});

describe('boot', () => {
  it('keeps its id and counts the uptime until the next one', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    const bootId = await phone.output('cat /proc/sys/kernel/random/boot_id');
    expect(bootId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/u);
    clock.advance(60_000);
    expect(await phone.output('cat /proc/sys/kernel/random/boot_id')).toBe(bootId);
    phone.device.reboot('system');
    clock.advance(2500);
    expect(await phone.output('cat /proc/sys/kernel/random/boot_id')).not.toBe(bootId);
    expect(await phone.output('cut -d " " -f 1 /proc/uptime')).toBe('2.50\n');
  });

  it('does not depend on the date the phone believes in', async () => {
    const phone = new TestPhone();
    const uptime = await phone.output('cat /proc/uptime');
    phone.device.phone.setClockSkew(-86_400_000);
    expect(await phone.output('cat /proc/uptime')).toBe(uptime);
    expect(await phone.output('date -u +%F')).toBe('2026-03-01\n');
  });
});
