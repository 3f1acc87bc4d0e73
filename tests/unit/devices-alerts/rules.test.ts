import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../../electron/contract/settings.ts';
import type { HealthCheck, Phone } from '../../../electron/contract/phones.ts';
import type { Host } from '../../../electron/contract/hosts.ts';
import { judgeHealthKind, type HealthAlertKind } from '../../../electron/devices/alerts/rules/health-rules.ts';
import { stateRules } from '../../../electron/devices/alerts/rules/phone-rules.ts';
import { judgeHost, judgeHubs } from '../../../electron/devices/alerts/rules/place-rules.ts';
import { lost, makeCheck } from '../../support/alert-desk.ts';
import { makePhone } from '../../support/live-phone.ts';

type Case = readonly [what: string, kind: HealthAlertKind, check: Partial<HealthCheck>, wanted: object];

const settings: Settings = { ...defaultSettings, lockPolicy: 'none' };
const temperature = (value: number): Partial<HealthCheck> => ({ id: 'battery-temperature', value });
const storage = (value: number, verdict: HealthCheck['verdict'] = 'ok'): Partial<HealthCheck> => ({
  id: 'storage',
  value,
  verdict,
  textCode: verdict === 'bad' ? 'full' : verdict === 'warn' ? 'low' : 'free',
  params: { percent: value, freeMb: 900 },
});
const skew = (value: number): Partial<HealthCheck> => ({
  id: 'clock-skew',
  value,
  verdict: Math.abs(value) > 60 ? 'warn' : 'ok',
});
const trouble = (severity: string, textCode: string) => ({ is: 'trouble', severity, textCode });

const cases: readonly Case[] = [
  ['at the warning limit', 'battery-hot', temperature(45), trouble('warn', 'warm')],
  ['at the danger limit', 'battery-hot', temperature(50), trouble('bad', 'hot')],
  ['just below the limit', 'battery-hot', temperature(44.9), { is: 'within' }],
  ['below by exactly the margin', 'battery-hot', temperature(43), { is: 'within' }],
  ['below by more', 'battery-hot', temperature(42.9), { is: 'fine' }],
  ['low and not charging', 'battery-low', { value: 19, textCode: 'low' }, trouble('warn', 'low')],
  ['low and charging', 'battery-low', { value: 19, textCode: 'low-charging' }, { is: 'within' }],
  [
    'low, the plug unknown',
    'battery-low',
    { value: 19, verdict: 'unknown', textCode: 'low-plug-unknown' },
    { is: 'unknown' },
  ],
  ['up, not by the margin', 'battery-low', { value: 24 }, { is: 'within' }],
  ['up by the margin', 'battery-low', { value: 25 }, { is: 'fine' }],
  ['under the limit', 'storage-low', storage(9, 'warn'), trouble('warn', 'low')],
  ['nearly full', 'storage-low', storage(1, 'bad'), trouble('bad', 'full')],
  ['free, not by the margin', 'storage-low', storage(11.9), { is: 'within' }],
  ['free by the margin', 'storage-low', storage(12), { is: 'fine' }],
  ['ahead', 'clock-skew', skew(61), trouble('warn', 'ahead')],
  ['behind', 'clock-skew', skew(-90), { ...trouble('warn', 'behind'), params: { seconds: 90, limit: 60 } }],
  ['nearer, not by the margin', 'clock-skew', skew(50), { is: 'within' }],
  ['nearer by the margin', 'clock-skew', skew(-49), { is: 'fine' }],
  ['worn', 'battery-worn', { id: 'battery-wear', value: 70, verdict: 'warn' }, trouble('warn', 'worn')],
  ['worn out', 'battery-worn', { id: 'battery-wear', value: 50, verdict: 'bad' }, trouble('bad', 'worn-out')],
  ['a hair above worn', 'battery-worn', { id: 'battery-wear', value: 81 }, { is: 'within' }],
  ['cycles alone', 'battery-worn', { id: 'battery-wear', value: null, verdict: 'unknown' }, { is: 'unknown' }],
  [
    'dead',
    'battery-fault',
    { id: 'battery-status', value: null, verdict: 'bad', textCode: 'dead' },
    trouble('bad', 'dead'),
  ],
  ['discharging', 'battery-fault', { id: 'battery-status', value: null, textCode: 'discharging' }, { is: 'fine' }],
  ['crowded', 'memory-low', { id: 'memory', value: 7, verdict: 'warn' }, trouble('warn', 'low')],
  ['less crowded', 'memory-low', { id: 'memory', value: 11 }, { is: 'within' }],
  [
    'no network',
    'network-lost',
    { id: 'network', value: null, verdict: 'bad', textCode: 'none' },
    trouble('bad', 'none'),
  ],
  ['no internet', 'network-lost', { id: 'network', value: null, verdict: 'warn' }, trouble('warn', 'no-internet')],
  ['unproven internet', 'network-lost', { id: 'network', value: null, verdict: 'unknown' }, { is: 'unknown' }],
  [
    'a lock nobody wants',
    'lock-policy',
    { id: 'lock', value: null, verdict: 'warn', textCode: 'set-unwanted' },
    trouble('warn', 'unwanted'),
  ],
  [
    'no lock where one is required',
    'lock-policy',
    { id: 'lock', value: null, verdict: 'warn', textCode: 'not-set-required' },
    trouble('warn', 'required'),
  ],
  [
    'no messenger',
    'messenger-missing',
    { id: 'messenger-version', value: null, verdict: 'warn' },
    trouble('warn', 'missing'),
  ],
];

describe('health', () => {
  test.each(cases)('%s: %s', (_what, kind, check, wanted) => {
    expect(judgeHealthKind(kind, [makeCheck(check)], settings)).toMatchObject(wanted);
  });

  test.each(cases.filter(([, , check]) => check.id !== undefined))(
    '%s, then unreadable: %s is unknown',
    (_what, kind, check) => {
      const { id } = makeCheck(check);
      expect(judgeHealthKind(kind, [makeCheck(lost(id, 7))], settings)).toEqual({ is: 'unknown', sinceAt: 7 });
    },
  );

  test('no lock policy, no alert about locks', () => {
    const check = makeCheck({ id: 'lock', value: null, verdict: 'unknown', textCode: 'set-policy-open' });
    expect(judgeHealthKind('lock-policy', [check], defaultSettings)).toMatchObject({ is: 'unwatched' });
  });
});

function judge(changes: Partial<Phone>, isHubLost = false, alertKindsOff: Settings['alertKindsOff'] = []): string {
  const surroundings = { settings: { alertMissingMinutes: 3, alertKindsOff }, isHubLost };
  return stateRules['phone-missing'](makePhone(changes), surroundings).is;
}

/** A phone that hangs on that USB port, or hung there when it was last seen. */
function onPort(phoneId: string, portPath: string, changes: Partial<Phone> = {}): Phone {
  const isLive = changes.state === undefined;
  const route = {
    routeId: phoneId,
    hostId: 'local',
    serial: phoneId,
    transportId: null,
    connection: 'usb',
    portPath,
  } as const;
  return makePhone({
    phoneId,
    routes: [{ ...route, adbState: null, isLive, isCurrent: false, seenAt: 0 }],
    ...changes,
  });
}

describe('an expected phone that cannot be used', () => {
  const gone = { state: 'absent', reason: { code: 'host-server-down', params: {} } } as const;

  test.each<[string, Partial<Phone>, string]>([
    ['that is ready', { state: 'ready' }, 'fine'],
    ['that is busy', { state: 'busy' }, 'fine'],
    ['that was unplugged', { state: 'absent', reason: { code: 'unplugged', params: {} } }, 'trouble'],
    ['that is offline', { state: 'offline' }, 'trouble'],
    ['that never gets ready', { state: 'preparing' }, 'trouble'],
    ['whose host is down', gone, 'within'],
    ['that waits for authorisation', { state: 'unauthorized' }, 'fine'],
    ['that needs a hand', { state: 'needs-hand' }, 'fine'],
    ['that nobody expects', { ...gone, isExpected: false }, 'unwatched'],
  ])('%s', (_what, changes, wanted) => {
    expect(judge(changes)).toBe(wanted);
  });

  test('is told of itself when the alert that would cover it is switched off', () => {
    expect(judge(gone, false, ['host-down'])).toBe('trouble');
    expect(judge({ state: 'needs-hand' }, false, ['needs-hand'])).toBe('trouble');
  });

  test('is covered by its hub', () => {
    expect(judge({ state: 'absent', reason: { code: 'never-seen-this-session', params: {} } }, true)).toBe('within');
  });
});

describe('hosts and hubs', () => {
  const host: Host = {
    hostId: 'local',
    name: '',
    kind: 'local',
    address: '127.0.0.1',
    port: 5037,
    state: 'down',
    stateSinceAt: 0,
    fault: null,
    serverVersion: null,
    adbPath: null,
    phoneCount: 0,
  };
  const fallen = { state: 'absent', reason: { code: 'hub-lost', params: { hub: '1-2', count: 2 } } } as const;

  test('a dead server that took phones along is one trouble, with their number', () => {
    const reason = { code: 'host-server-down', params: { hostId: 'local' } } as const;
    const phones = ['a', 'b'].map((id) => onPort(id, `1-2.${id}`, { state: 'absent', reason }));
    expect(judgeHost(host, phones)).toMatchObject({
      verdict: { is: 'trouble', severity: 'bad', params: { phoneCount: 2 } },
    });
  });

  test('a server on which no phone ever was is nobody’s trouble', () => {
    expect(judgeHost(host, [])).toMatchObject({ verdict: { is: 'fine' } });
  });

  test('phones that fell with their hub are one trouble of the hub', () => {
    const phones = [onPort('a', '1-2.1', fallen), onPort('b', '1-2.2', fallen), onPort('c', '1-3.1')];
    const subject = { type: 'hub', hostId: 'local', hub: '1-2' };
    expect(judgeHubs(phones, [], 0)).toMatchObject([{ subject, verdict: { is: 'trouble', params: { count: 2 } } }]);
  });

  test('a hub is well again when a phone below it is listed, and unknown while none is', () => {
    const hub = { type: 'hub', hostId: 'local', hub: '1-2' } as const;
    const away = { state: 'absent', reason: { code: 'never-seen-this-session', params: {} } } as const;
    expect(judgeHubs([onPort('a', '1-2.1', away)], [hub], 5)).toMatchObject([
      { verdict: { is: 'unknown', sinceAt: 5 } },
    ]);
    expect(judgeHubs([onPort('a', '1-2.1'), onPort('b', '1-2.2', away)], [hub], 5)).toMatchObject([
      { verdict: { is: 'fine' } },
    ]);
  });
});
