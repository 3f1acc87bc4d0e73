import { describe, expect, test } from 'vitest';
import {
  awayFrom,
  drop,
  flap,
  host,
  kernelLine,
  minute,
  now,
  phoneOn,
  readingsOf,
  second,
  sight,
  usbDevice,
} from './desk-samples.ts';

const neighbours = [phoneOn('1-2.2'), phoneOn('1-2.3')];
const three = [30_000, 20_000, 10_000];

describe('a cable', () => {
  test('is loose when its phone drops and returns while the neighbours stay', () => {
    const drops = three.map((ago) => flap('1-2.1', ago));
    expect(readingsOf({ phones: [phoneOn('1-2.1'), ...neighbours], drops })).toEqual([
      'cable-loose likely 1-2.1/1-2.1',
    ]);
  });

  test('is only possibly loose where nobody is known to have stayed', () => {
    const drops = three.map((ago) => flap('1-2.1', ago));
    expect(readingsOf({ phones: [phoneOn('1-2.1')], drops })).toEqual(['cable-loose possible 1-2.1/1-2.1']);
  });

  test('is likely bad when the kernel thinks so, which does not know either', () => {
    const usb = { readAt: now, devices: null, refusals: [], kernelLines: [kernelLine('enumeration-failed', '1-2.1')] };
    const drops = three.map((ago) => flap('1-2.1', ago));
    expect(readingsOf({ phones: [phoneOn('1-2.1')], drops, usb })).toEqual(['cable-loose likely 1-2.1/1-2.1']);
  });

  test('is not to blame for a phone that was unplugged twice', () => {
    const drops = three.slice(1).map((ago) => flap('1-2.1', ago));
    expect(readingsOf({ phones: [phoneOn('1-2.1'), ...neighbours], drops })).toEqual([]);
  });

  test('is not to blame for restarts', () => {
    const drops = three.map((ago) => flap('1-2.1', ago, { hasRebooted: true }));
    expect(readingsOf({ phones: [phoneOn('1-2.1'), ...neighbours], drops })).toEqual([]);
  });

  test('stays loose as long as its phone has not come back', () => {
    const drops = [...three.map((ago) => flap('1-2.1', ago + 60 * minute)), drop('1-2.1', 60 * minute)];
    expect(readingsOf({ phones: [awayFrom('1-2.1'), ...neighbours], drops })).toEqual([
      'cable-loose likely 1-2.1/1-2.1',
    ]);
  });

  test('is well again after a quiet while', () => {
    const drops = three.map((ago) => flap('1-2.1', ago + 6 * minute));
    expect(readingsOf({ phones: [phoneOn('1-2.1'), ...neighbours], drops })).toEqual([]);
  });

  test('is not to blame when another phone did the same on the port', () => {
    const other = [80_000, 70_000].map((ago) => flap('1-2.1', ago, { phoneId: 'other', routeId: 'other' }));
    const drops = [...other, ...three.map((ago) => flap('1-2.1', ago))];
    expect(readingsOf({ phones: [phoneOn('1-2.1'), ...neighbours], drops })).toEqual([
      'port-unsteady likely 1-2.1/null',
    ]);
  });

  test('has no part in a wireless phone', () => {
    const wireless = { connection: 'tcp', place: null } as const;
    const drops = three.map((ago) => flap('w', ago, wireless));
    expect(readingsOf({ phones: [phoneOn('w', { place: null })], drops })).toEqual(['wifi-unsteady likely null/w']);
  });
});

describe('a phone that went', () => {
  const hot = [44, 47, 51].map((value, index) => ({ at: now - 60_000 + index * 10_000, value }));

  test('was hot right before', () => {
    const phones = [awayFrom('1-2.1', { temperatures: hot }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 20_000)] })).toEqual(['phone-hot likely 1-2.1']);
  });

  test('was growing hot', () => {
    const phones = [awayFrom('1-2.1', { temperatures: hot.slice(0, 2) }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 20_000)] })).toEqual(['phone-hot possible 1-2.1']);
  });

  test('was warm all day, which explains nothing', () => {
    const warm = [46, 46, 46].map((value, index) => ({ at: now - 60_000 + index * 10_000, value }));
    const phones = [awayFrom('1-2.1', { temperatures: warm }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 20_000)] })).toEqual([]);
  });

  test('was empty', () => {
    const phones = [awayFrom('1-2.1', { levels: [{ at: now - 60_000, value: 2 }] }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 20_000)] })).toEqual(['phone-flat likely 1-2.1']);
  });

  test('is still on USB, without adb: its debugging switch is off', () => {
    const usb = { readAt: now, devices: [usbDevice('1-2.1', { hasAdb: false })], refusals: [], kernelLines: [] };
    const phones = [awayFrom('1-2.1'), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 6 * minute)], usb })).toEqual(['debugging-off certain 1-2.1']);
  });

  test('may be off and charging, or in recovery, when it does not even offer its files', () => {
    const silent = usbDevice('1-2.1', { hasAdb: false, hasFiles: false });
    const phones = [awayFrom('1-2.1'), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 6 * minute)], usb: sight({ devices: [silent] }) })).toEqual([
      'debugging-off likely 1-2.1',
    ]);
  });

  test('waits in its bootloader, which says nothing of its switch', () => {
    const fastboot = usbDevice('1-2.1', { hasAdb: false, hasFiles: false, isBootloader: true });
    const phones = [awayFrom('1-2.1'), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 6 * minute)], usb: sight({ devices: [fastboot] }) })).toEqual([]);
  });

  test('was hot, and off and charging since: heat explains it better', () => {
    const off = usbDevice('1-2.1', { hasAdb: false, hasFiles: false });
    const phones = [awayFrom('1-2.1', { temperatures: hot }), ...neighbours];
    const drops = [drop('1-2.1', 20_000)];
    expect(readingsOf({ phones, drops, usb: sight({ devices: [off] }) })).toEqual(['phone-hot likely 1-2.1']);
  });

  test('shares its serial with another: the port has to tell whose switch it was', () => {
    const cheap = { usbSerial: '0123456789ABCDEF' };
    const phones = [awayFrom('1-2.1', cheap), awayFrom('1-2.2', cheap), phoneOn('1-2.3')];
    const device = usbDevice('1-2.2', { serial: cheap.usbSerial, hasAdb: false });
    const drops = [drop('1-2.1', 9 * minute), drop('1-2.2', 6 * minute)];
    expect(readingsOf({ phones, drops, usb: sight({ devices: [device] }) })).toEqual(['debugging-off certain 1-2.2']);
  });

  test('may just be starting', () => {
    const device = usbDevice('1-2.1', { hasAdb: false, sinceAt: now - 5 * second });
    const phones = [awayFrom('1-2.1'), ...neighbours];
    const usb = { readAt: now, devices: [device], refusals: [], kernelLines: [] };
    expect(readingsOf({ phones, drops: [drop('1-2.1', 6_000)], usb })).toEqual([]);
  });

  test('was updated and stays away: the switch likely went off', () => {
    const update = { at: now - 6 * minute, from: '10 (2020-10-01)', to: '10 (2020-12-01)' };
    const phones = [awayFrom('1-2.1', { update }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 5 * minute)] })).toEqual(['debugging-off likely 1-2.1']);
  });

  test('was restarted and stays away: the switch possibly went off', () => {
    const phones = [awayFrom('1-2.1', { rebootAskedAt: now - 5 * minute }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 5 * minute)] })).toEqual(['debugging-off possible 1-2.1']);
  });

  test('was restarted, and is not on USB either: nothing is known of its switch', () => {
    const usb = { readAt: now, devices: [], refusals: [], kernelLines: [] };
    const phones = [awayFrom('1-2.1', { rebootAskedAt: now - 5 * minute }), ...neighbours];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 5 * minute)], usb })).toEqual([]);
  });

  describe('alone, and stays away without a word of an update', () => {
    const phones = [awayFrom('1-2.1'), ...neighbours];
    const drops = [drop('1-2.1', 5 * minute)];

    test('possibly lost its switch to one', () => {
      expect(readingsOf({ phones, drops })).toEqual(['debugging-off possible 1-2.1']);
    });

    test('is given the time that a restart takes', () => {
      expect(readingsOf({ phones, drops: [drop('1-2.1', 2 * minute)] })).toEqual([]);
    });

    test('is not on its cable either, where the system tells', () => {
      expect(readingsOf({ phones, drops, usb: sight({ devices: [] }) })).toEqual([]);
    });

    test('is seen by the kernel to have come back to its port, or not to', () => {
      const left = kernelLine('disconnected', '1-2.1', 5 * minute);
      const came = kernelLine('connected', '1-2.1', 4 * minute);
      expect(readingsOf({ phones, drops, usb: sight({ kernelLines: [left, came] }) })).toEqual([
        'debugging-off likely 1-2.1',
      ]);
      expect(readingsOf({ phones, drops, usb: sight({ kernelLines: [left] }) })).toEqual([]);
      const before = sight({ kernelLines: [kernelLine('connected', '1-2.1', 9 * minute)] });
      expect(readingsOf({ phones, drops, usb: before })).toEqual(['debugging-off possible 1-2.1']);
    });

    test('proves nothing where nobody stayed, or another one of its hub went with it', () => {
      expect(readingsOf({ phones: phones.slice(0, 1), drops })).toEqual([]);
      const two = [awayFrom('1-2.1'), awayFrom('1-2.9'), ...neighbours];
      expect(readingsOf({ phones: two, drops: [...drops, drop('1-2.9', 5 * minute - second)] })).toEqual([]);
    });

    test('is what the operator set aside, or does not expect: nobody asks for it', () => {
      expect(readingsOf({ phones: [awayFrom('1-2.1', { state: 'set-aside' }), ...neighbours], drops })).toEqual([]);
      expect(readingsOf({ phones: [awayFrom('1-2.1', { isExpected: false }), ...neighbours], drops })).toEqual([]);
    });
  });

  test('restarts again and again', () => {
    const rebootsAt = [now - 6 * minute, now - 4 * minute, now - 2 * minute];
    expect(readingsOf({ phones: [phoneOn('1-2.1', { rebootsAt }), ...neighbours] })).toEqual([
      'phone-restarting certain 1-2.1',
    ]);
  });
});

test('a phone that restarted again and again and stays away is not well after a while', () => {
  const rebootsAt = [now - 126 * minute, now - 124 * minute, now - 122 * minute];
  expect(readingsOf({ phones: [awayFrom('1-2.1', { rebootsAt }), ...neighbours] })).toEqual([
    'phone-restarting certain 1-2.1',
  ]);
  expect(readingsOf({ phones: [phoneOn('1-2.1', { rebootsAt }), ...neighbours] })).toEqual([]);
});

describe('a silent phone', () => {
  const mute = { state: 'offline', reason: 'probe-failed', stateSinceAt: now - minute } as const;

  test('is listed and does not answer while others do', () => {
    expect(readingsOf({ phones: [phoneOn('1-2.1', mute), ...neighbours] })).toEqual(['phone-silent certain 1-2.1']);
  });

  test('is given time', () => {
    const phones = [phoneOn('1-2.1', { ...mute, stateSinceAt: now - 10 * second }), ...neighbours];
    expect(readingsOf({ phones })).toEqual([]);
  });

  test('is possibly the server’s fault when all are silent and nobody knows where they hang', () => {
    const phones = ['a', 'b', 'c'].map((phoneId) => phoneOn(phoneId, { ...mute, place: null }));
    expect(readingsOf({ phones })).toEqual(['server-hanging possible local']);
  });

  test('is the server’s fault when all phones of all hubs are silent', () => {
    const phones = ['1-2.1', '1-2.2', '1-3.1', '1-3.2'].map((port) => phoneOn(port, mute));
    expect(readingsOf({ phones, hosts: [host()] })[0]).toBe('server-hanging likely local');
  });
});
