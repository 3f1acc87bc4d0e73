import { describe, expect, it } from 'vitest';
import { classifyRefusal } from '../../../electron/devices/health/tools/error-classes.ts';
import { parseImeList } from '../../../electron/devices/health/tools/ime-list.ts';
import { parseLogcatLine } from '../../../electron/devices/health/tools/logcat-line.ts';
import { kindOfInterface, readAddress, readMac } from '../../../electron/devices/health/tools/network-interface.ts';
import { parsePackageList } from '../../../electron/devices/health/tools/package-list.ts';
import { busyBetween, type CpuTimes } from '../../../electron/devices/health/tools/proc-stat.ts';
import { findPng } from '../../../electron/devices/health/tools/screencap.ts';
import { parseServiceCallText } from '../../../electron/devices/health/tools/service-call.ts';
import { parseSetting } from '../../../electron/devices/health/tools/settings-value.ts';
import { parsePrettyUptime, parseProcUptime } from '../../../electron/devices/health/tools/uptime.ts';
import { parseWmSize } from '../../../electron/devices/health/tools/wm.ts';

/** The signature and the end chunk: the least that is found as a picture. */
const tinyPng = Buffer.from('89504e470d0a1a0a0000000049454e44ae426082', 'hex');

describe('a screenshot', () => {
  it('is found behind a warning and before trailing text', () => {
    const output = Buffer.concat([Buffer.from('[Warning] Multiple displays\n'), tinyPng, Buffer.from('\n')]);
    expect(Buffer.from(findPng(output) ?? [])).toEqual(tinyPng);
  });

  it('that is cut off is none', () => {
    expect(findPng(tinyPng.subarray(0, -1))).toBeNull();
  });

  it('damaged by CR LF translation is none', () => {
    expect(findPng(Buffer.from(tinyPng.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'))).toBeNull();
  });
});

describe('a refusal', () => {
  it.each([
    [
      'java.lang.SecurityException: Injecting input events requires the caller (or the source of the instrumentation, if any) to have the INJECT_EVENTS permission.',
      'input-not-permitted',
    ],
    ['Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]\n', 'install-no-space'],
    ['Failure [INSTALL_FAILED_INTERNAL_ERROR: Requested internal only, but not enough space]\n', 'install-failed'],
    ['Failure [INSTALL_FAILED_VERSION_DOWNGRADE]\n', 'install-downgrade'],
    ['Failure [INSTALL_PARSE_FAILED_NO_CERTIFICATES: no]\n', 'install-failed'],
    [
      'java.lang.SecurityException: Permission Denial: starting Intent { } not exported from uid 10123\n',
      'activity-not-exported',
    ],
    [
      'INSTRUMENTATION_STATUS: Error=Unable to find instrumentation info for: ComponentInfo{a/b}\n',
      'instrumentation-missing',
    ],
    ['INSTRUMENTATION_RESULT: shortMsg=Process crashed.\n', 'instrumentation-crashed'],
    ["Can't find service: lock_settings\n", 'service-missing'],
    ['cat: /sys/x: Permission denied\n', 'permission-denied'],
    ['Success\n', null],
    ['', null],
  ])('%s is %s', (text, refusal) => {
    expect(classifyRefusal(text)).toBe(refusal);
  });
});

function sample(user: number, idle: number): CpuTimes {
  return {
    user,
    nice: 0,
    system: 0,
    idle,
    iowait: 0,
    irq: 0,
    softirq: 0,
    steal: 0,
  };
}

describe('CPU samples', () => {
  it('give the busy share of the time between them', () => {
    expect(busyBetween(sample(100, 900), sample(175, 925))).toBe(75);
  });

  it('too close together give none', () => {
    expect(busyBetween(sample(100, 900), sample(101, 901))).toBeNull();
  });

  it('of two starts give none', () => {
    expect(busyBetween(sample(5000, 9000), sample(100, 20_000))).toBeNull();
  });
});

describe('other answers', () => {
  it('a whole number cut off has no meaning', () => {
    expect(parseProcUptime('86400.5')).toBeNull();
    expect(parseProcUptime('86400.50 300000.00\n')).toBe(86_400_500);
  });

  it('an uptime text needs every part to be known', () => {
    expect(parsePrettyUptime('up 1 day, 2 hours, 1 minute\n')).toBe(93_660_000);
    expect(parsePrettyUptime('up 1 day, 2 fortnights\n')).toBeNull();
  });

  it('an error is no setting', () => {
    expect(parseSetting('1\n')).toBe('1');
    expect(parseSetting("cmd: Can't find service: settings\n")).toBeNull();
    expect(parseSetting('Error while accessing settings provider\n')).toBeNull();
  });

  it('an unreadable override hides the size in force', () => {
    expect(parseWmSize('Physical size: 1440x2560\nOverride size: ??\n').effective).toBeNull();
  });

  it('an identifier from a service call is masked', () => {
    const words = "  0x00000000: 00000000 00000004 00320031 00340033 '........1.2.3.4.')";
    expect(parseServiceCallText(`Result: Parcel(\n${words}\n`)).toEqual({ length: 4, masked: '**34' });
    expect(parseServiceCallText("Result: Parcel(\n  0x00000000: ffffffff 00000003 '....')\n")).toBeNull();
  });

  it('a package path may contain "=="', () => {
    expect(parsePackageList('package:/data/app/~~x==/a.b-y==/base.apk=a.b\n')).toEqual([
      { name: 'a.b', apkPath: '/data/app/~~x==/a.b-y==/base.apk', versionCode: null },
    ]);
  });

  it('a logcat line may carry a year and a uid', () => {
    expect(parseLogcatLine('2024-06-01 10:00:00.123 10123  4711  4712 E My Tag  : a: b')).toMatchObject({
      month: 6,
      day: 1,
      pid: 4711,
      tid: 4712,
      level: 'E',
      tag: 'My Tag',
      message: 'a: b',
    });
    expect(parseLogcatLine('--------- beginning of main')).toBeNull();
  });

  it('keyboards are listed by id, errors are not', () => {
    expect(parseImeList('com.a/.B\nError: no such command\n')).toEqual(['com.a/.B']);
  });

  it('an interface is known by its vendor name, a hotspot is no way out', () => {
    expect(['wlan0', 'rmnet_data2', 'ccmni0', 'seth_lte0', 'eth0'].map(kindOfInterface)).toEqual([
      'wifi',
      'mobile',
      'mobile',
      'mobile',
      'ethernet',
    ]);
    expect(['rndis0', 'p2p0', 'lo', 'rmnet_ims00', 'dummy0'].map(kindOfInterface)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('addresses that are none are not taken for one', () => {
    expect(['10.0.0.1/8', '0.0.0.0/0', '300.1.1.1/8', '10.0.0.1', '10.0.0.1/64'].map(readAddress)).toEqual([
      '10.0.0.1/8',
      null,
      null,
      null,
      null,
    ]);
    expect(readMac('02:00:00:00:00:00\n')).toBeNull();
    expect(readMac('0A:1B:2C:3D:4E:5F\n')).toBe('0a:1b:2c:3d:4e:5f');
  });
});
