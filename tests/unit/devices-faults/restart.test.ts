import { describe, expect, test } from 'vitest';
import { AwaitedPhones } from '../../../electron/devices/fault-reading/awaited-phones.ts';
import { isUnknown, readDesk } from '../../../electron/devices/fault-reading/read-desk.ts';
import { hostSubject, hubSubject } from '../../../electron/devices/fault-reading/finding.ts';
import { awayFrom, drop, evidence, host, minute, now, phoneOn, readingsOf, second } from './desk-samples.ts';

const five = ['1-2.1', '1-2.2', '1-2.3', '1-2.4', '1-2.5'];
const hubLost = {
  cause: 'hub-lost',
  subject: hubSubject({ hostId: 'local', hubId: 'local|1-2', hubPath: '1-2' }),
} as const;
const serverDown = { cause: 'server-down', subject: hostSubject('local') } as const;
const unread = { isRead: false, stateSinceAt: now - second };

describe('a host whose phones have not been read', () => {
  test('is read for its server alone: who is missing is not away yet', () => {
    const phones = five.map((port) => awayFrom(port));
    const drops = five.map((port) => drop(port, 5 * minute));
    expect(readingsOf({ hosts: [host(unread)], phones, drops })).toEqual([]);
    expect(readingsOf({ hosts: [host()], phones, drops })).toEqual(['hub-lost likely local|1-2']);
    const down = host({ state: 'down', stateSinceAt: now - minute, isRead: false, lossCause: 'ECONNREFUSED' });
    expect(readingsOf({ hosts: [down], phones, drops })).toEqual(['server-down certain local']);
  });

  test('keeps another host’s phones readable', () => {
    const phones = five.map((port) => awayFrom(port, { hostId: 'rack', place: null }));
    const drops = five.map((port) => drop(port, 5 * minute, { hostId: 'rack', place: null }));
    const rack = host({ hostId: 'rack', kind: 'remote' });
    expect(readingsOf({ hosts: [host(unread), rack], phones: [...phones, phoneOn('1-3.1')], drops })).toEqual([
      'dropped-together possible rack',
    ]);
  });

  test('leaves unknown whether a reading of an earlier run holds', () => {
    expect(isUnknown(hubLost, evidence({ hosts: [host(unread)] }))).toBe(true);
    expect(isUnknown(hubLost, evidence({ hosts: [host()] }))).toBe(false);
  });
});

describe('a reading of a server', () => {
  test('is unknown while the host is being reached, and for the moment that its loss is given', () => {
    const connecting = host({ state: 'connecting', isRead: false });
    const lost = host({ state: 'down', stateSinceAt: now - second, isRead: false });
    const gone = host({ state: 'down', stateSinceAt: now - minute, isRead: false });
    expect(isUnknown(serverDown, evidence({ hosts: [connecting] }))).toBe(true);
    expect(isUnknown(serverDown, evidence({ hosts: [lost] }))).toBe(true);
    expect(isUnknown(serverDown, evidence({ hosts: [gone] }))).toBe(false);
  });

  test('is known to be over once the server is up, whoever is still missing', () => {
    expect(isUnknown(serverDown, evidence({ hosts: [host(unread)] }))).toBe(false);
  });
});

describe('a host that is not there', () => {
  test('may still join, for a while after the start', () => {
    expect(isUnknown(hubLost, evidence({ hosts: [], startedAt: now - 5 * second }))).toBe(true);
    expect(isUnknown(hubLost, evidence({ hosts: [], startedAt: now - 5 * minute }))).toBe(false);
  });

  test('does not when somebody took it off the console', () => {
    const left = { hosts: [], startedAt: now - 5 * second, leftHostIds: new Set(['local']) };
    expect(isUnknown(hubLost, evidence(left))).toBe(false);
  });
});

describe('words of the kernel that an earlier run heard', () => {
  const words = [{ at: now - minute, kind: 'disconnected', portPath: '1-2', text: 'gone' } as const];
  const usb = { readAt: 0, devices: null, refusals: [], kernelLines: words };
  const phones = [...five.map((port) => awayFrom(port)), phoneOn('1-3.1')];
  const drops = five.map((port) => drop(port, minute));

  test('make nothing certain: it may have changed while nobody watched', () => {
    const [sure] = readDesk(evidence({ phones, drops, usb }));
    const [later] = readDesk(evidence({ phones, drops, usb, startedAt: now - 10 * second }));
    expect([sure?.confidence, later?.confidence]).toEqual(['certain', 'likely']);
  });
});

describe('phones that are awaited', () => {
  test('are complete once each was listed, wherever', () => {
    const awaited = new AwaitedPhones();
    expect(awaited.isComplete('local')).toBe(true);
    awaited.expect('local', 'a');
    awaited.expect('local', 'b');
    awaited.see('a');
    expect(awaited.isComplete('local')).toBe(false);
    awaited.see('b');
    expect(awaited.isComplete('local')).toBe(true);
  });

  test('are nobody’s any more when their host is lost anew', () => {
    const awaited = new AwaitedPhones();
    awaited.expect('local', 'a');
    awaited.clear('local');
    expect(awaited.isComplete('local')).toBe(true);
  });
});
