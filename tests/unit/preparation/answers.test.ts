import { describe, expect, it, test } from 'vitest';
import { readIdleExceptions } from '../../../electron/devices/preparation/answers/idle-exceptions.ts';
import { readInputProbe } from '../../../electron/devices/preparation/answers/input-probe.ts';
import { readMediaVolume } from '../../../electron/devices/preparation/answers/media-volume.ts';
import { readProperty } from '../../../electron/devices/preparation/answers/property.ts';
import { readSetting } from '../../../electron/devices/preparation/answers/setting.ts';
import { readUsbFunctions } from '../../../electron/devices/preparation/answers/usb-functions.ts';
import { fixtureNote, hasAdbFixtures, readAdbFixture } from '../../support/adb-fixtures.ts';

describe('settings get', () => {
  it('tells a value from a key that is not set', () => {
    expect(readSetting('0.0\n')).toEqual({ kind: 'set', value: '0.0' });
    expect(readSetting('null\n')).toEqual({ kind: 'not-set' });
  });

  it.each(['', 'null', 'Security exception: denied\n', 'Exception occurred while executing\n'])(
    'proves nothing with %j',
    (text) => expect(readSetting(text)).toBeNull(),
  );
});

describe('media volume', () => {
  const answer = '[V] will control stream=3 (STREAM_MUSIC)\n[V] will get volume\n[V] volume is 7 in range [0..15]\n';

  it('gives the index and its range, also in the spelling of older releases', () => {
    expect(readMediaVolume(answer)).toEqual({ index: 7, least: 0, most: 15 });
    expect(readMediaVolume(answer.replaceAll('[V]', '[v]'))?.index).toBe(7);
  });

  it.each(['', '[V] volume is 7 in range [0..15]', '[V] volume is 9 in range [0..7]\n', `${answer}${answer}`])(
    'proves nothing with %j',
    (text) => expect(readMediaVolume(text)).toBeNull(),
  );
});

describe('exceptions from the battery saver', () => {
  it('are the user’s and the vendor’s, not those that end while the phone idles', () => {
    const text = 'system-excidle,com.a.cal,10098\nsystem,com.a.push,1000\nuser,com.tencent.mm,10220\n';
    expect([...(readIdleExceptions(text) ?? [])]).toEqual(['com.a.push', 'com.tencent.mm']);
  });

  it('are read under a header in the phone’s language', () => {
    expect(readIdleExceptions('白名单\nuser,com.tencent.mm,10220\n')?.has('com.tencent.mm')).toBe(true);
  });

  it.each(['', '\n', "Can't find service: deviceidle\n", 'user,com.tencent.mm,10220'])('are unknown with %j', (text) =>
    expect(readIdleExceptions(text)).toBeNull(),
  );
});

describe('a key that does not exist', () => {
  it('is allowed when nothing is said, refused when the permission is named', () => {
    expect(readInputProbe({ output: '', exitCode: 0 })).toBe('allowed');
    const refusal = 'java.lang.SecurityException: Injecting to another application requires INJECT_EVENTS permission\n';
    expect(readInputProbe({ output: refusal, exitCode: 255 })).toBe('refused');
    expect(readInputProbe({ output: refusal, exitCode: 0 })).toBe('refused');
  });

  it.each([
    { output: '', exitCode: null },
    { output: '', exitCode: 1 },
    { output: 'Usage: input\n', exitCode: 0 },
    { output: 'WARNING: linker: something\n', exitCode: 0 },
  ])('proves nothing with %j', (answer) => expect(readInputProbe(answer)).toBeNull());

  test.runIf(hasAdbFixtures)(`refused on MIUI${fixtureNote}`, () => {
    const output = readAdbFixture('error-input-tap-inject-events-miui-a10.txt');
    expect(readInputProbe({ output: `${output}\n`, exitCode: 255 })).toBe('refused');
  });
});

describe('properties', () => {
  it('are one line; an empty one is not set', () => {
    expect(readProperty('Asia/Shanghai\n')).toBe('Asia/Shanghai');
    expect(readProperty('\n')).toBeNull();
    expect(readProperty('a\nb\n')).toBeNull();
  });

  it('name the functions of the cable', () => {
    expect(readUsbFunctions('hisuite,mtp,mass_storage,adb,hdb\n')).toEqual({ hasDebugging: true, isChargeOnly: false });
    expect(readUsbFunctions('adb\n')).toEqual({ hasDebugging: true, isChargeOnly: true });
    expect(readUsbFunctions('charging\n')).toEqual({ hasDebugging: false, isChargeOnly: true });
    expect(readUsbFunctions('no such thing\n')).toBeNull();
  });
});
