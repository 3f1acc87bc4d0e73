import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyConnectAnswer,
  classifyHostError,
  faultFromRefusal,
  faultFromSocketError,
} from '../../../electron/adb/server-fault.ts';
import { fixtureNote, hasAdbFixtures, readAdbFixture } from '../../support/adb-fixtures.ts';

describe('faultFromRefusal', () => {
  it.each([
    ['device offline', 'phone-offline', 'offline'],
    ["device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set\n", 'phone-unauthorized', 'unauthorized'],
    ['device still authorizing', 'phone-unauthorized', 'authorizing'],
    ['device still connecting', 'phone-not-ready', 'connecting'],
    ['insufficient permissions for device: user in plugdev group', 'phone-not-ready', 'no-permissions'],
    ["device 'A1' not found", 'phone-gone', 'not-listed'],
    ["no device with transport id '9'", 'phone-gone', 'not-listed'],
    ['no devices/emulators found', 'phone-gone', 'not-listed'],
    ['more than one device/emulator', 'phone-not-found', 'ambiguous'],
    ['closed', 'phone-not-ready', 'service-closed'],
    ['unknown host service', 'adb-protocol', 'unknown-service'],
    ['cannot bind listener: Address already in use', 'command-failed', 'refused'],
    ['', 'command-failed', 'refused'],
  ])('reads "%s" as %s', (text, code, reason) => {
    expect(faultFromRefusal(text, 'shell,v2,raw:id').error).toMatchObject({ code, detail: { reason } });
  });

  it('names the service without its arguments, which a log must not hold', () => {
    const { message } = faultFromRefusal('closed', 'shell,v2,raw:service call iphonesubinfo').error;
    expect(message).toBe('shell: closed');
  });
});

describe('faultFromSocketError', () => {
  const target = { address: 'desk.example', port: 5037 };

  it.each([
    ['ECONNREFUSED', 'adb-server-unreachable'],
    ['EHOSTUNREACH', 'adb-server-unreachable'],
    ['ECONNRESET', 'adb-server-unreachable'],
    ['ENOTFOUND', 'host-unresolvable'],
    ['EAI_AGAIN', 'host-unresolvable'],
  ])('reads %s as %s', (code, expected) => {
    const error = Object.assign(new Error('connect'), { code });
    expect(faultFromSocketError(error, target).error).toMatchObject({
      code: expected,
      detail: { cause: code, port: 5037 },
    });
  });

  it('looks into the joined error of a name with several addresses', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(faultFromSocketError(new AggregateError([refused]), target).error.detail?.['cause']).toBe('ECONNREFUSED');
  });
});

describe('classifyConnectAnswer', () => {
  it.each(['connected to 10.0.0.7:5555', 'already connected to 10.0.0.7:5555'])('takes "%s" as done', (text) => {
    expect(classifyConnectAnswer(text)).toEqual({ ok: true, value: null });
  });

  it.each([
    ["failed to connect to '10.0.0.7:5555': Connection refused", 'adb-connect-refused', 'refused'],
    ['failed to connect to 10.0.0.7:5555', 'adb-connect-refused', 'refused'],
    ["failed to resolve host: 'nowhere': Name or service not known", 'adb-connect-refused', 'unresolvable'],
    ['failed to authenticate to 10.0.0.7:5555', 'phone-unauthorized', undefined],
  ])('reads "%s" as %s', (text, code, reason) => {
    const answer = classifyConnectAnswer(text);
    expect(answer.ok ? null : [answer.error.code, answer.error.detail?.['reason']]).toEqual([code, reason]);
  });
});

describe('classifyHostError', () => {
  it('knows nothing of a text without an error', () => {
    expect(classifyHostError('List of devices attached\n')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void classifyHostError(text)));
  });
});

describe.skipIf(!hasAdbFixtures)(`classifyHostError on recorded outputs${fixtureNote}`, () => {
  it.each([
    ['error-adb-no-devices.txt', 'phone-gone', { reason: 'no-device' }],
    ['error-adb-device-not-found-windows.txt', 'phone-gone', { reason: 'not-listed', serial: 'fakeserial0' }],
    ['error-adb-protocol-fault-port-taken.txt', 'adb-port-taken', { reason: 'protocol-fault' }],
    ['error-adb-unauthorized-vendor-keys.txt', 'phone-unauthorized', { reason: 'unauthorized' }],
    [
      'error-adb-feature-set-after-version-kill.txt',
      'adb-version-clash',
      { reason: 'server-replaced', serverVersion: '41', clientVersion: '40' },
    ],
    ['devices-server-version-mismatch-inline.txt', 'adb-version-clash', { serverVersion: '32', clientVersion: '36' }],
    ['error-input-tap-inject-events-miui-a10.txt', 'input-not-permitted', { reason: 'inject-events' }],
    ['error-install-user-restricted-miui.txt', 'command-failed', { reason: 'install-user-restricted' }],
    ['error-install-already-exists-old-adb.txt', 'command-failed', { reason: 'install-already-exists' }],
    ['error-am-start-class-does-not-exist.txt', 'command-failed', { reason: 'activity-missing' }],
    ['error-settings-put-miui-write-secure.txt', 'command-failed', { reason: 'settings-not-permitted' }],
    ['error-pm-grant-miui.txt', 'command-failed', { reason: 'grant-not-permitted' }],
  ])('reads %s as %s', (name, code, detail) => {
    expect(classifyHostError(readAdbFixture(name))).toMatchObject({ code, detail });
  });
});
