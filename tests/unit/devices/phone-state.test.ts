import { describe, expect, it } from 'vitest';
import type { AdbDeviceState } from '../../../electron/contract/phones.ts';
import { judgeState, type PhoneSituation } from '../../../electron/devices/state/phone-state.ts';
import { situation } from './phone-samples.ts';

const calm: PhoneSituation = {
  routes: [],
  current: null,
  holder: null,
  isSetAside: false,
  isRebooting: false,
  recoveryAttempts: 0,
  isRecoveryExhausted: false,
  wasSeen: true,
  wasReplaced: false,
  hubLoss: null,
};

function judge(changes: Partial<PhoneSituation> = {}): string {
  const { current = situation() } = changes;
  const routes = current === null ? [situation({ adbState: null })] : [current];
  const { state, reason } = judgeState({ ...calm, routes, current, ...changes });
  return `${state} ${reason.code}`;
}

describe('a listed phone', () => {
  it('is ready once it has answered', () => {
    expect(judge()).toBe('ready none');
  });

  it('is preparing, not ready, while adb says device and it has not answered', () => {
    expect(judge({ current: situation({ trust: 'identifying' }) })).toBe('preparing identifying');
  });

  it('is offline when adb says device and it does not answer', () => {
    expect(judge({ current: situation({ trust: 'silent' }) })).toBe('offline probe-failed');
  });

  it.each<[AdbDeviceState, string]>([
    ['offline', 'offline adb-says-offline'],
    ['unknown', 'offline adb-says-offline'],
    ['connecting', 'connecting none'],
    ['authorizing', 'authorizing authorization-in-progress'],
    ['unauthorized', 'unauthorized waiting-for-authorization'],
    ['no-permissions', 'no-permission usb-permission-missing'],
    ['recovery', 'not-android in-recovery'],
    ['sideload', 'not-android in-sideload'],
    ['bootloader', 'not-android in-bootloader'],
    ['rescue', 'not-android in-rescue'],
  ])('adb says %s', (adbState, expected) => {
    expect(judge({ current: situation({ adbState, trust: 'waiting' }) })).toBe(expected);
  });

  it.each(['job', 'mirror', 'hand'] as const)('is busy while a %s holds it', (holder) => {
    expect(judge({ holder })).toBe(`busy held-by-${holder}`);
  });

  it('needs a hand when recovery is exhausted', () => {
    const current = situation({ adbState: 'offline' });
    expect(judge({ current, isRecoveryExhausted: true })).toBe('needs-hand recovery-exhausted');
  });

  it('no longer needs a hand as soon as it answers', () => {
    expect(judge({ isRecoveryExhausted: true })).toBe('ready none');
  });

  it('is set aside whatever else holds', () => {
    expect(judge({ isSetAside: true, current: null })).toBe('set-aside set-aside-by-operator');
  });

  it('tells where it really is while it is set aside', () => {
    const current = situation({ adbState: 'unauthorized', trust: 'waiting' });
    const { reason } = judgeState({ ...calm, routes: [current], current, isSetAside: true });
    expect(reason.params).toEqual({ actual: 'unauthorized', actualReason: 'waiting-for-authorization' });
  });
});

function absent(changes: Parameters<typeof situation>[0], rest: Partial<PhoneSituation> = {}): string {
  return judge({ current: null, routes: [situation({ adbState: null, ...changes })], ...rest });
}

describe('an absent phone', () => {
  it('was unplugged', () => {
    expect(absent({})).toBe('absent unplugged');
  });

  it('went with its hub', () => {
    expect(absent({}, { hubLoss: { hub: '1-2', count: 4 } })).toBe('absent hub-lost');
  });

  it('names the server that is down before anything else', () => {
    expect(absent({ hostState: 'down' }, { isRebooting: true, wasReplaced: true })).toBe('absent host-server-down');
  });

  it('names the host that cannot be reached', () => {
    expect(absent({ hostState: 'unreachable' })).toBe('absent host-unreachable');
  });

  it('was unplugged where it was last, although a host that it left earlier is down', () => {
    const earlier = situation({ adbState: null, hostId: 'old', hostState: 'down', seenAt: 1_000 });
    const later = situation({ adbState: null, hostId: 'new', seenAt: 2_000 });
    expect(judge({ current: null, routes: [earlier, later] })).toBe('absent unplugged');
    const isLater = { ...earlier, seenAt: 3_000 };
    expect(judge({ current: null, routes: [isLater, later] })).toBe('absent host-server-down');
  });

  it('says that its network route was forgotten', () => {
    expect(absent({ connection: 'tcp' })).toBe('absent tcp-route-forgotten');
  });

  it('says that its host was removed', () => {
    expect(absent({ hostState: 'removed' })).toBe('absent host-removed');
  });

  it('says that another phone took its place', () => {
    expect(judge({ current: null, routes: [], wasReplaced: true })).toBe('absent replaced-by-other-phone');
  });

  it('says that it was not seen since the console started', () => {
    expect(absent({}, { wasSeen: false })).toBe('absent never-seen-this-session');
  });

  it('is believed to be restarting after a reboot was asked for', () => {
    expect(absent({}, { isRebooting: true })).toBe('absent rebooting');
  });

  it('carries the name of the host in its reason', () => {
    const routes = [situation({ adbState: null, hostState: 'down', hostName: 'Rack 2', hostKind: 'remote' })];
    const { reason } = judgeState({ ...calm, routes });
    expect(reason.params).toEqual({ hostId: 'local', hostName: 'Rack 2', hostKind: 'remote' });
  });
});
