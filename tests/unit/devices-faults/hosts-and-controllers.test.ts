import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../electron/contract/outcome.ts';
import {
  arrival,
  awayFrom,
  drop,
  host,
  kernelLine,
  minute,
  now,
  phoneOn,
  readingsOf,
  second,
  serverLoss,
  sight,
  usbDevice,
} from './desk-samples.ts';

function refusal(portPath: string, agoMs: number) {
  return { portPath, serial: `S${portPath}`, at: now - agoMs };
}

const down = {
  state: 'down',
  stateSinceAt: now - 10 * second,
  lossCode: 'adb-server-unreachable',
  lossCause: 'ECONNREFUSED',
  isRead: false,
} as const;

/** What is read of another computer that was lost in that way. */
function remote(lossCause: string | null, lossCode: ErrorCode = 'adb-server-unreachable'): string[] {
  const lost = { ...down, hostId: 'rack', kind: 'remote', state: 'unreachable', lossCause, lossCode } as const;
  return readingsOf({ hosts: [host(), host(lost)] });
}

describe('an adb server', () => {
  test('that is gone is down', () => {
    expect(readingsOf({ hosts: [host(down)], phones: [awayFrom('1-2.1')] })).toEqual(['server-down certain local']);
  });

  test('that does not answer hangs', () => {
    expect(readingsOf({ hosts: [host({ ...down, lossCause: 'no-answer' })] })).toEqual([
      'server-hanging certain local',
    ]);
  });

  test('that never answered in this run may be something else that is mute', () => {
    expect(readingsOf({ hosts: [host({ ...down, lossCause: 'no-answer', wasUp: false })] })).toEqual([
      'server-hanging likely local',
    ]);
  });

  test('of which only the connection broke is not judged before the next try', () => {
    expect(readingsOf({ hosts: [host({ ...down, lossCause: 'connection-lost' })] })).toEqual([]);
  });

  test('is not to blame when a stranger answers on its port', () => {
    const taken = { ...down, lossCode: 'adb-port-taken', lossCause: null } as const;
    expect(readingsOf({ hosts: [host(taken)] })).toEqual(['port-taken likely local']);
  });

  test('that could not be started for another reason is down, and nobody saw its port closed', () => {
    const notStarted = { ...down, lossCode: 'adb-not-installed', lossCause: null } as const;
    expect(readingsOf({ hosts: [host(notStarted)] })).toEqual(['server-down likely local']);
  });

  test('on which nobody counts is no fault', () => {
    expect(readingsOf({ hosts: [host({ ...down, isCountedOn: false })] })).toEqual([]);
  });

  test('is given a moment to be back', () => {
    expect(readingsOf({ hosts: [host({ ...down, stateSinceAt: now - second })] })).toEqual([]);
  });

  describe('of another computer', () => {
    test.each(['connect-timeout', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
      'cannot be reached when there is no way to it: %s',
      (cause) => {
        expect(remote(cause)).toEqual(['host-unreachable certain rack']);
      },
    );

    test('cannot be reached when its name is unknown', () => {
      expect(remote('ENOTFOUND', 'host-unresolvable')).toEqual(['host-unreachable certain rack']);
    });

    test.each(['ECONNREFUSED', 'ECONNRESET', 'closed-before-answer'])(
      'is likely down when the computer turns the connection away: %s',
      (cause) => {
        expect(remote(cause)).toEqual(['server-down likely rack']);
      },
    );

    test('that takes the connection and says nothing likely is not reached: a tunnel does that too', () => {
      expect(remote('no-answer')).toEqual(['host-unreachable likely rack']);
    });

    test('is not to blame when a stranger answers', () => {
      expect(remote(null, 'adb-port-taken')).toEqual(['port-taken likely rack']);
    });

    test('of which only the connection broke is not judged before the next try', () => {
      expect(remote('connection-lost')).toEqual([]);
    });
  });

  test('that is replaced by another version and back again fights with another', () => {
    const losses = [serverLoss(40_000, 41, 40), serverLoss(20_000, 40, 41)];
    expect(readingsOf({ hosts: [host({ losses })] })).toEqual(['adb-versions-fight certain local']);
  });

  test('that came back once in another version was restarted, as for an upgrade', () => {
    expect(readingsOf({ hosts: [host({ losses: [serverLoss(20_000, 41, 42)] })] })).toEqual([
      'server-restarted certain local',
    ]);
  });

  test('that was upgraded and restarted once more was restarted: no version came back', () => {
    const losses = [serverLoss(60_000, 41, 42), serverLoss(20_000, 42, 42)];
    expect(readingsOf({ hosts: [host({ losses })] })).toEqual(['server-restarted certain local']);
  });

  test('of another version than this computer’s program likely fights when it is ended twice', () => {
    const losses = [serverLoss(60_000, 40, 40), serverLoss(20_000, 40, 40)];
    expect(readingsOf({ hosts: [host({ losses, programVersion: 41 })] })).toEqual(['adb-versions-fight likely local']);
  });

  test('that is ended three times and comes back by itself likely fights', () => {
    const losses = [60_000, 40_000, 20_000].map((ago) => serverLoss(ago, 41, 41));
    expect(readingsOf({ hosts: [host({ losses })] })).toEqual(['adb-versions-fight likely local']);
  });

  test('that came back by itself once was restarted', () => {
    expect(readingsOf({ hosts: [host({ losses: [serverLoss(20_000, 41, 41)] })] })).toEqual([
      'server-restarted certain local',
    ]);
  });

  test('that the operator started is well', () => {
    const losses = [{ ...serverLoss(20_000, 41, 41), isByOperator: true }];
    expect(readingsOf({ hosts: [host({ losses })] })).toEqual([]);
  });

  test('is at peace after a quiet while', () => {
    expect(
      readingsOf({ hosts: [host({ losses: [serverLoss(7 * minute, 41, 40), serverLoss(6 * minute, 40, 41)] })] }),
    ).toEqual([]);
  });
});

describe('a USB controller', () => {
  const here = [phoneOn('1-2.1'), phoneOn('1-2.2'), phoneOn('1-3.1')];

  test('is at its limit when the kernel says so', () => {
    const kernelLines = [kernelLine('no-resources', null), kernelLine('config-refused', '1-3.2')];
    const usb = { readAt: now, devices: null, refusals: [], kernelLines };
    expect(readingsOf({ phones: [...here, awayFrom('1-3.2')], usb })).toEqual(['controller-limit certain 1']);
  });

  test('is named once a bus, whatever its words name', () => {
    const words = [
      kernelLine('no-resources', null),
      kernelLine('config-refused', '1-3.2'),
      kernelLine('config-refused', '2-1.1'),
    ];
    const phones = [...here, awayFrom('1-3.2'), awayFrom('2-1.1')];
    const usb = { readAt: now, devices: null, refusals: [], kernelLines: words };
    expect(readingsOf({ phones, usb })).toEqual(['controller-limit certain 1', 'controller-limit certain 2']);
    const nameless = { readAt: now, devices: null, refusals: [], kernelLines: words.slice(0, 1) };
    // Of no phone that is known here: something else on the bus may be meant.
    expect(readingsOf({ phones, usb: nameless })).toEqual(['controller-limit likely -']);
  });

  test('is at its limit as long as the phone that it refused is away, and no longer than that is on its port', () => {
    const refused = [kernelLine('no-resources', null, 30 * minute), kernelLine('config-refused', '1-3.2', 30 * minute)];
    const drops = [drop('1-3.2', 2 * 60 * minute)];
    const phones = [...here, awayFrom('1-3.2')];
    expect(readingsOf({ phones, drops, usb: sight({ kernelLines: refused }) })).toEqual(['controller-limit certain 1']);
    const pulled = [...refused, kernelLine('disconnected', '1-3.2', 10 * minute)];
    expect(readingsOf({ phones, drops, usb: sight({ kernelLines: pulled }) })).toEqual([]);
  });

  test('likely is when a phone is there and was given nothing', () => {
    const refused = usbDevice('1-3.2', { isConfigured: false, hasAdb: false });
    const usb = { readAt: now, devices: [refused], refusals: [refusal('1-3.2', 0)], kernelLines: null };
    expect(readingsOf({ phones: [...here, awayFrom('1-3.2')], usb })).toEqual(['controller-limit likely 1']);
  });

  test('is not in question when a rule of the system keeps a phone out', () => {
    const kept = usbDevice('1-3.2', { isConfigured: false, isAuthorized: false, hasAdb: false, hasFiles: false });
    expect(readingsOf({ phones: [...here, awayFrom('1-3.2')], usb: sight({ devices: [kept] }) })).toEqual([]);
  });

  test('possibly is when a device is refused that is no phone known here', () => {
    const strange = usbDevice('1-9', { isConfigured: false, hasAdb: false });
    const usb = sight({ devices: [strange], refusals: [refusal('1-9', 0)] });
    expect(readingsOf({ phones: here, usb })).toEqual(['controller-limit possible 1']);
  });

  test('explains a phone that gets its room for a moment and loses it again', () => {
    const drops = [50_000, 30_000, 10_000].map((ago) =>
      drop('1-3.2', ago, { backAt: now - ago + 5_000, hasRebooted: false }),
    );
    const usb = { readAt: now, devices: [usbDevice('1-3.2')], refusals: [refusal('1-3.2', 6_000)], kernelLines: null };
    expect(readingsOf({ phones: [...here, phoneOn('1-3.2')], drops, usb })).toEqual(['controller-limit likely 1']);
  });

  describe('that said so a while ago, once', () => {
    const kernelLines = [
      kernelLine('no-resources', null, 30 * minute),
      kernelLine('config-refused', '1-3.2', 30 * minute),
    ];
    const usb = { readAt: now, devices: null, refusals: [], kernelLines };

    test('is still named while the phone that went with it is away', () => {
      const drops = [drop('1-3.2', 30 * minute)];
      expect(readingsOf({ phones: [...here, awayFrom('1-3.2')], drops, usb })).toEqual(['controller-limit certain 1']);
    });

    test('is not once that phone is back', () => {
      const drops = [drop('1-3.2', 30 * minute, { backAt: now - 10 * minute })];
      expect(readingsOf({ phones: [...here, phoneOn('1-3.2')], drops, usb })).toEqual([]);
    });
  });

  test('is no more once the phone came up after all', () => {
    const kernelLines = [kernelLine('no-resources', null), kernelLine('config-refused', '1-3.2')];
    const usb = { readAt: now, devices: null, refusals: [], kernelLines };
    expect(readingsOf({ phones: [...here, phoneOn('1-3.2')], usb })).toEqual([]);
  });

  test('has nothing to do with a hub that dies just after a phone came', () => {
    const ports = ['1-2.1', '1-2.2', '1-2.3', '1-2.4'];
    const phones = [...ports.map((port) => awayFrom(port)), phoneOn('1-3.1')];
    const drops = ports.map((port) => drop(port, 5_000));
    expect(readingsOf({ phones, drops, arrivals: [arrival('1-3.1', 5_500)] })).toEqual(['hub-lost likely local|1-2']);
  });

  test('has nothing to do with phones that were all listed for the first time', () => {
    const arrivals = ['1-2.1', '1-2.2', '1-2.3', '1-3.1', '1-3.2'].map((port) => arrival(port, 40_000));
    const drops = ['1-2.1', '1-3.1', '1-3.2'].map((port, index) =>
      drop(port, 39_000 - index * 600, { backAt: now - 20_000 - index * 2_000 }),
    );
    expect(readingsOf({ phones: here, arrivals, drops })).toEqual([]);
  });

  test('has nothing to do with two bad cables that happen to alternate', () => {
    const arrivals = [arrival('1-2.1', 40_000), arrival('1-3.1', 39_000), arrival('1-2.1', 38_000)];
    const drops = [drop('1-3.1', 39_800, { backAt: now - 39_000 }), drop('1-2.1', 38_800, { backAt: now - 38_000 })];
    expect(readingsOf({ phones: here, arrivals, drops })).toEqual([]);
  });
});

describe('USB power', () => {
  test('explains a phone that was refused for want of it, which is no limit of the controller', () => {
    const refused = usbDevice('1-2.1', { isConfigured: false, hasAdb: false });
    const usb = sight({
      devices: [refused],
      refusals: [refusal('1-2.1', 0)],
      kernelLines: [kernelLine('no-power', '1-2.1')],
    });
    const phones = [awayFrom('1-2.1'), phoneOn('1-2.2')];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 60_000)], usb })).toEqual(['usb-power certain local|1-2']);
  });

  test('does not suffice when a port that was switched off had a phone', () => {
    const usb = { readAt: now, devices: null, refusals: [], kernelLines: [kernelLine('over-current', '1-2.1')] };
    const phones = [awayFrom('1-2.1'), phoneOn('1-2.2')];
    expect(readingsOf({ phones, drops: [drop('1-2.1', 2_500)], usb })).toEqual(['usb-power certain local|1-2']);
  });

  test('suffices on boards that complain of empty ports all day', () => {
    const usb = { readAt: now, devices: null, refusals: [], kernelLines: [kernelLine('over-current', '1-9')] };
    expect(readingsOf({ phones: [phoneOn('1-2.1'), phoneOn('1-2.2')], usb })).toEqual([]);
  });
});

test('a desk on which all is well reads as nothing', () => {
  expect(readingsOf({ phones: [phoneOn('1-2.1'), phoneOn('1-2.2'), phoneOn('1-3.1')] })).toEqual([]);
});
