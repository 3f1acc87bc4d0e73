import { describe, expect, it } from 'vitest';
import { phoneModels } from '../../../simulator/models/phone-model.ts';
import { TestPhone } from '../../support/phone-shell.ts';

/** What a console may ask, with answers that move with the clock and that do not. */
const questions = [
  'getprop',
  'cat /proc/stat /proc/meminfo /proc/uptime /proc/sys/kernel/random/boot_id',
  'dumpsys battery',
  'dumpsys window; dumpsys power; dumpsys activity activities',
  'dumpsys wifi; dumpsys connectivity; dumpsys telephony.registry',
  'df; ps -A; top -n 1 -b; ip addr; logcat -d | tail -n 20',
  'pm list packages -f; settings list secure',
  'monkey -p com.tencent.mm 1; uiautomator dump /dev/tty',
  'ls -lR /data/local /sdcard',
].join('; ');

async function transcript(options: ConstructorParameters<typeof TestPhone>[0]): Promise<string> {
  return new TestPhone(options).output(questions);
}

describe('the same seed', () => {
  it.each(phoneModels.map(({ key }) => key))('gives the same %s, word for word', async (modelKey) => {
    expect(await transcript({ modelKey, seed: 11 })).toBe(await transcript({ modelKey, seed: 11 }));
  });

  it('gives the same phone whatever else is on the desk', () => {
    expect(new TestPhone({ index: 3 }).device.serial).toBe(new TestPhone({ index: 3 }).device.serial);
  });
});

describe('another phone', () => {
  it('comes of another seed', () => {
    expect(new TestPhone({ seed: 1 }).device.serial).not.toBe(new TestPhone({ seed: 2 }).device.serial);
  });

  it('stands in each place, with a serial of its own', () => {
    const serials = Array.from({ length: 100 }, (_, at) => new TestPhone({ index: at + 1 }).device.serial);
    expect(new Set(serials).size).toBe(100);
  });

  it('can stand behind the same serial', () => {
    const [first, second] = [new TestPhone(), new TestPhone({ generation: 1 })];
    expect(second.device.serial).toBe(first.device.serial);
    expect(second.device.model).not.toBe(first.device.model);
    expect(second.device.phone.bootId).not.toBe(first.device.phone.bootId);
  });
});
