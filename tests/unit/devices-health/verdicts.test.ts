import { describe, expect, it } from 'vitest';
import { buildPoll, splitPoll, type PollSection } from '../../../electron/devices/health/compound-poll.ts';
import { readHealth, type CpuSample } from '../../../electron/devices/health/readings.ts';
import { judgeHealth } from '../../../electron/devices/health/verdicts.ts';
import { healthTextCodes } from '../../../electron/contract/health-texts.ts';
import type { HealthCheck, HealthCheckId } from '../../../electron/contract/phones.ts';
import { defaultSettings, type Settings } from '../../../electron/contract/settings.ts';
import { placeholdersOf } from './health-words.ts';
import { answerPoll, batteryText, type SectionAnswer } from './poll-answer.ts';

const now = 1_750_000_000_500;
const poll = buildPoll({ sdk: 28, isFull: true });
const olderSample: CpuSample = {
  times: { user: 500, nice: 0, system: 500, idle: 7000, iowait: 0, irq: 0, softirq: 0, steal: 0 },
  bootId: 'b3a1c0de-0000-4000-8000-000000000001',
};

interface Situation {
  readonly outputs?: Partial<Record<PollSection, string | SectionAnswer>>;
  readonly settings?: Partial<Settings>;
  readonly cpu?: CpuSample | null;
  /** How long the call took. */
  readonly tookMs?: number;
}

/** One check of a phone that is healthy but for the given outputs. */
function check(id: HealthCheckId, situation: Situation = {}): HealthCheck {
  const tookMs = situation.tookMs ?? 200;
  const readings = readHealth(splitPoll(answerPoll(poll, situation.outputs), poll), {
    sentAt: now - tookMs / 2,
    receivedAt: now + tookMs / 2,
    previousCpuSample: situation.cpu === undefined ? olderSample : situation.cpu,
  });
  const settings = { ...defaultSettings, ...situation.settings };
  const health = judgeHealth({ readings, previous: null, settings, now, fault: null });
  const found = health.checks.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  expect(healthTextCodes[id]).toContain(found.textCode);
  expect(Object.keys(found.params)).toEqual(expect.arrayContaining(placeholdersOf(id, found.textCode)));
  return found;
}

function battery(fields: Parameters<typeof batteryText>[0]): Situation {
  return { outputs: { battery: batteryText(fields) } };
}

function supplied(full: number): Situation {
  return {
    outputs: { 'battery-supply': `bms/charge_full:${full}\nbms/charge_full_design:4000000\n` },
  };
}

function withFree(free: number): Situation {
  return {
    outputs: {
      storage: `Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/block/dm-5 10000000 1 ${free} 9% /data\n`,
    },
  };
}

function agent(nc: string): Situation {
  return {
    outputs: { connectivity: `Active default network: 7\nNetworkAgentInfo{network{7} nc{[ ${nc} ]}}\n` },
  };
}

function phoneAt(seconds: number): Situation {
  return { outputs: { clock: `${seconds}\n${seconds}.500000\n` } };
}

describe('battery level', () => {
  it('is fine at the limit', () => {
    expect(check('battery-level', battery({ isPlugged: false, level: 20 }))).toMatchObject({
      verdict: 'ok',
      textCode: 'level',
      value: 20,
    });
  });

  it('warns below 20 % off the charger', () => {
    expect(check('battery-level', battery({ isPlugged: false, level: 19 }))).toMatchObject({
      verdict: 'warn',
      textCode: 'low',
      params: { percent: 19, limit: 20 },
      deduction: 10,
    });
  });

  it('does not warn while charging', () => {
    expect(check('battery-level', battery({ level: 4 }))).toMatchObject({ verdict: 'ok', textCode: 'low-charging' });
  });

  it('warns on a cable that does not charge', () => {
    expect(check('battery-level', battery({ level: 4, status: 4 }))).toMatchObject({
      verdict: 'warn',
      textCode: 'low',
    });
  });

  it('is undecided when low and the phone does not say whether it charges', () => {
    expect(check('battery-level', battery({ level: 4, status: 1 }))).toMatchObject({
      verdict: 'unknown',
      textCode: 'low-plug-unknown',
      value: 4,
      unknownSinceAt: null,
      deduction: 0,
    });
  });

  it('does not believe numbers that somebody froze', () => {
    expect(check('battery-level', battery({ level: 4, isFrozen: true }))).toMatchObject({
      verdict: 'unknown',
      textCode: 'frozen',
      value: null,
    });
  });
});

describe('battery temperature', () => {
  it.each([
    [449, 'ok', 'normal', 0],
    [450, 'warn', 'warm', 15],
    [499, 'warn', 'warm', 15],
    [500, 'bad', 'hot', 40],
  ])('of %i tenths is %s', (temperature, verdict, textCode, deduction) => {
    const found = check('battery-temperature', battery({ temperature }));
    expect(found).toMatchObject({ verdict, textCode, deduction, value: temperature / 10 });
  });

  it('follows the settings', () => {
    const situation = { ...battery({ temperature: 400 }), settings: { batteryWarnCelsius: 38, batteryBadCelsius: 39 } };
    expect(check('battery-temperature', situation)).toMatchObject({ verdict: 'bad', params: { limit: 39 } });
  });

  it('of a phone without the sensor is unknown', () => {
    expect(check('battery-temperature', battery({ temperature: -10_230 }))).toMatchObject({
      verdict: 'unknown',
      textCode: 'unreadable',
      unknownSinceAt: now + 100,
    });
  });
});

describe('battery status', () => {
  it.each([
    [{ status: 2 }, 'ok', 'charging'],
    [{ status: 5 }, 'ok', 'full'],
    [{ isPlugged: false }, 'ok', 'discharging'],
    [{ health: 3 }, 'bad', 'overheated'],
    [{ health: 4 }, 'bad', 'dead'],
    [{ health: 7 }, 'warn', 'cold'],
    [{ present: false }, 'unknown', 'no-battery'],
    [{ status: 1 }, 'unknown', 'unreadable'],
  ])('%o is %s: %s', (fields, verdict, textCode) => {
    expect(check('battery-status', battery(fields))).toMatchObject({ verdict, textCode });
  });
});

describe('battery wear', () => {
  it.each([
    [3_200_000, 'ok', 'capacity', 80],
    [3_199_000, 'ok', 'capacity', 80],
    [3_100_000, 'warn', 'worn', 78],
    [2_000_000, 'bad', 'worn-out', 50],
  ])('of %i out of 4 Ah is %s', (full, verdict, textCode, value) => {
    expect(check('battery-wear', supplied(full))).toMatchObject({ verdict, textCode, value });
  });

  it('is "not offered" where the files are hidden', () => {
    const output = 'grep: battery/charge_full: Permission denied\n';
    expect(check('battery-wear', { outputs: { 'battery-supply': { output, exitCode: 2 } } })).toMatchObject({
      verdict: 'unknown',
      textCode: 'not-offered',
    });
  });

  it('shows cycles without judging them', () => {
    expect(check('battery-wear', { outputs: { 'battery-supply': 'battery/cycle_count:300\n' } })).toMatchObject({
      verdict: 'unknown',
      textCode: 'cycles-only',
      params: { cycles: 300 },
      unknownSinceAt: null,
    });
  });
});

describe('storage', () => {
  it.each([
    [1_000_000, 'ok', 'free', 10],
    [990_000, 'warn', 'low', 9.9],
    [100_000, 'bad', 'full', 1],
  ])('with %i of 10 000 000 KiB free is %s', (free, verdict, textCode, value) => {
    expect(check('storage', withFree(free))).toMatchObject({ verdict, textCode, value });
  });
});

describe('memory', () => {
  it('warns when little is available', () => {
    expect(check('memory', { outputs: { memory: 'MemTotal: 2000000 kB\nMemAvailable: 100000 kB\n' } })).toMatchObject({
      verdict: 'warn',
      textCode: 'low',
      value: 5,
    });
  });

  it('says when it is an estimate', () => {
    const memory = 'MemTotal: 1000000 kB\nMemFree: 300000 kB\nBuffers: 0 kB\nCached: 200000 kB\n';
    expect(check('memory', { outputs: { memory } })).toMatchObject({ verdict: 'ok', textCode: 'available-estimated' });
  });
});

describe('load', () => {
  it('is the busy share between two polls', () => {
    expect(check('load')).toMatchObject({ verdict: 'ok', textCode: 'share', value: 50 });
  });

  it('is unknown from one sample', () => {
    expect(check('load', { cpu: null })).toMatchObject({ verdict: 'unknown', textCode: 'first-sample', value: null });
  });

  it('is unknown across a restart', () => {
    const cpu = { ...olderSample, bootId: 'b3a1c0de-0000-4000-8000-000000000002' };
    expect(check('load', { cpu })).toMatchObject({ verdict: 'unknown', textCode: 'first-sample' });
  });

  it('warns when nearly everything is busy', () => {
    expect(check('load', { outputs: { cpu: 'cpu  5000 0 1000 7100 0 0 0 0 0 0\n' } })).toMatchObject({
      verdict: 'warn',
      textCode: 'high',
      value: 98,
    });
  });
});

describe('network', () => {
  it.each([
    ['Transports: WIFI Capabilities: INTERNET&VALIDATED', 'ok', 'wifi'],
    ['Transports: WIFI Capabilities: INTERNET&NOT_VPN', 'warn', 'wifi-no-internet'],
    ['Transports: CELLULAR Capabilities: INTERNET&VALIDATED', 'ok', 'mobile'],
    ['Transports: WIFI|VPN Capabilities: INTERNET&VALIDATED', 'ok', 'wifi'],
    ['Transports: BLUETOOTH Capabilities: INTERNET&VALIDATED', 'ok', 'other'],
  ])('over %s is %s', (nc, verdict, textCode) => {
    expect(check('network', agent(nc))).toMatchObject({ verdict, textCode });
  });

  it('is bad when the phone says that it has none', () => {
    expect(check('network', { outputs: { connectivity: 'Active default network: none\n' } })).toMatchObject({
      verdict: 'bad',
      textCode: 'none',
      deduction: 20,
    });
  });

  it('is unproven from an address alone', () => {
    expect(check('network', { outputs: { connectivity: '' } })).toMatchObject({
      verdict: 'unknown',
      textCode: 'wifi-unproven',
    });
  });

  it('is unknown, not "none", when nothing is told', () => {
    expect(check('network', { outputs: { connectivity: '', addresses: '' } })).toMatchObject({
      verdict: 'unknown',
      textCode: 'unreadable',
    });
  });
});

describe('clock', () => {
  const base = 1_750_000_000;

  it.each([
    [base, 'ok', 'in-step', 0],
    [base + 60, 'ok', 'in-step', 60],
    [base + 61, 'warn', 'ahead', 61],
    [base - 61, 'warn', 'behind', -61],
  ])('at %i is %s', (seconds, verdict, textCode, value) => {
    expect(check('clock-skew', phoneAt(seconds))).toMatchObject({ verdict, textCode, value });
  });

  it('is unknown when a very slow call blurs the limit', () => {
    expect(check('clock-skew', { ...phoneAt(base + 50), tookMs: 80_000 })).toMatchObject({ textCode: 'unreadable' });
  });

  it('is still sure of a large difference over a slow call', () => {
    expect(check('clock-skew', { ...phoneAt(base + 5000), tookMs: 80_000 })).toMatchObject({ textCode: 'ahead' });
  });
});

describe('lock', () => {
  const set: Situation['outputs'] = { 'lock-settings': '    User 0\n      CredentialType: PIN\n' };

  it.each([
    [null, {}, 'unknown', 'not-set-policy-open'],
    [null, set, 'unknown', 'set-policy-open'],
    ['none' as const, {}, 'ok', 'not-set'],
    ['none' as const, set, 'warn', 'set-unwanted'],
    ['required' as const, {}, 'warn', 'not-set-required'],
    ['required' as const, set, 'ok', 'set'],
  ])('with policy %s and %o is %s: %s', (lockPolicy, outputs, verdict, textCode) => {
    expect(check('lock', { outputs, settings: { lockPolicy } })).toMatchObject({ verdict, textCode });
  });

  it('shows the value although the policy is open', () => {
    expect(check('lock').unknownSinceAt).toBeNull();
  });

  it('believes "device locked" where lock settings are missing', () => {
    const outputs = {
      'lock-settings': "Can't find service: lock_settings\n",
      trust: ' User "x" (id=0, flags=0x13) (current): trusted=0, trustManaged=0, deviceLocked=1\n',
    };
    expect(check('lock', { outputs, settings: { lockPolicy: 'none' } })).toMatchObject({ textCode: 'set-unwanted' });
  });

  it('says only "probably" on the word of the keyguard', () => {
    const outputs = { 'lock-settings': '', 'window-policy': '    KeyguardServiceDelegate\n      secure=true\n' };
    expect(check('lock', { outputs, settings: { lockPolicy: 'none' } })).toMatchObject({
      textCode: 'probably-set-unwanted',
    });
  });

  it('never takes an unlocked device for one without a password', () => {
    expect(check('lock', { outputs: { 'lock-settings': '', 'window-policy': '' } })).toMatchObject({
      verdict: 'unknown',
      textCode: 'unreadable',
    });
  });

  it('asks about the user who is in front', () => {
    const outputs = {
      trust: ' User "b" (id=10, flags=0x10) (current): trusted=0, trustManaged=0, deviceLocked=0\n',
      'lock-settings': '    User 0\n      CredentialType: NONE\n    User 10\n      CredentialType: PIN\n',
    };
    expect(check('lock', { outputs, settings: { lockPolicy: 'none' } })).toMatchObject({ textCode: 'set-unwanted' });
  });
});

describe('the rest', () => {
  it.each([
    ['Awake', 'on'],
    ['Asleep', 'off'],
    ['Dozing', 'always-on'],
    ['Dreaming', 'screensaver'],
  ])('screen: %s is %s', (wakefulness, textCode) => {
    expect(check('screen', { outputs: { power: `  mWakefulness=${wakefulness}\n` } })).toMatchObject({ textCode });
  });

  it('uptime is told in hours and days', () => {
    expect(check('uptime', { outputs: { uptime: '180000.00 1.00\n' } })).toMatchObject({
      value: 50,
      params: { hours: 50, days: 2 },
    });
    expect(check('uptime', { outputs: { uptime: '125.00 1.00\n' } })).toMatchObject({
      textCode: 'just-started',
      params: { minutes: 2 },
    });
  });

  it('the messenger is installed, missing, or not told', () => {
    expect(check('messenger-version')).toMatchObject({ textCode: 'installed', params: { version: '8.0.38' } });
    const gone = { package: '', 'package-path': { output: '', exitCode: 1 } };
    expect(check('messenger-version', { outputs: gone })).toMatchObject({ verdict: 'warn', textCode: 'missing' });
    expect(check('messenger-version', { outputs: { package: '' } })).toMatchObject({ textCode: 'unreadable' });
  });

  it('a messenger that only the dual-app user has is missing', () => {
    const installed =
      'Packages:\n  Package [com.tencent.mm] (a):\n    versionName=8.0.1\n    User 0: installed=false\n    User 999: installed=true\n';
    expect(check('messenger-version', { outputs: { package: installed } })).toMatchObject({ textCode: 'missing' });
  });
});
