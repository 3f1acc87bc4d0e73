import { describe, expect, it } from 'vitest';
import type { Phone, Route } from '../../../electron/contract/phones.ts';
import { callRoll } from '../../../electron/devices/expected-desk/roll-call.ts';
import { describeCheck, withMarks, type ShiftRecord } from '../../../electron/devices/expected-desk/shift-record.ts';
import { samplePhone } from '../renderer/sample-phone.ts';

function phone(number: number, change: Partial<Phone> = {}): Phone {
  return samplePhone({ phoneId: `phone-${number}`, number, label: `台${number}`, ...change });
}

function recordOf(phones: readonly Phone[], change: Partial<ShiftRecord> = {}): ShiftRecord {
  const roll = callRoll(phones, () => null);
  return {
    checkId: 1,
    openedAt: 1,
    openedBy: '小王',
    signedAt: 2,
    signedBy: '小王',
    onlineCount: roll.onlineCount,
    expectedIds: roll.expectedIds,
    missing: withMarks(roll, []),
    note: '',
    ...change,
  };
}

const usbRoute: Route = {
  routeId: 'route-1',
  hostId: 'local',
  serial: 'R58M12ABCDE',
  transportId: 1,
  connection: 'usb',
  portPath: '1-2.3',
  adbState: 'device',
  isLive: true,
  isCurrent: true,
  seenAt: 0,
};

const gone = { state: 'absent', reason: { code: 'unplugged', params: {} } } as const;

function numbers(phones: readonly { number: number | null }[] = []): (number | null)[] {
  return phones.map(({ number }) => number);
}

describe('a roll call', () => {
  it('names who is missing, by number, with where it was seen last and why it is away', () => {
    const route = { ...usbRoute, isCurrent: false, isLive: false };
    const routes = [
      { ...route, seenAt: 5, hostId: 'far', portPath: '1-4' },
      { ...route, seenAt: 9, hostId: 'near', portPath: '2-1.3' },
    ];
    const host = { name: '二楼', kind: 'remote' } as const;
    const roll = callRoll([phone(12, { ...gone, routes }), phone(3, gone), phone(1)], (hostId) =>
      hostId === 'near'
        ? {
            hostId,
            address: '',
            port: 1,
            state: 'up',
            stateSinceAt: 0,
            fault: null,
            serverVersion: null,
            adbPath: null,
            phoneCount: 0,
            ...host,
          }
        : null,
    );
    expect(roll.missing.map(({ number }) => number)).toEqual([3, 12]);
    expect(roll.missing[1]).toMatchObject({
      name: '台12',
      reason: { code: 'unplugged' },
      place: { hostId: 'near', hostName: '二楼', hostKind: 'remote', portPath: '2-1.3' },
    });
    expect(roll.onlineCount).toBe(1);
  });

  it('counts a phone in use as here, and one that nobody expects not at all', () => {
    const roll = callRoll([phone(1, { state: 'busy' }), phone(2, { ...gone, isExpected: false })], () => null);
    expect(roll).toMatchObject({ expectedIds: ['phone-1'], onlineCount: 1, missing: [] });
  });
});

describe('a check held against the one before', () => {
  const before = recordOf([phone(1, gone), phone(2, gone), phone(3, gone), phone(4)], { checkId: 1 });

  it('says who is newly missing, who is back and who is not expected any more', () => {
    const now = recordOf([phone(1, gone), phone(2), phone(3, { isExpected: false }), phone(4, gone)], { checkId: 2 });
    const { since, missing } = describeCheck(now, before);
    expect(numbers(since?.newlyMissing)).toEqual([4]);
    expect(numbers(since?.backAgain)).toEqual([2]);
    expect(numbers(since?.notExpected)).toEqual([3]);
    expect(missing.map(({ number, wasMissing }) => [number, wasMissing])).toEqual([
      [1, true],
      [4, false],
    ]);
  });

  it('is held against nothing when there was none', () => {
    expect(describeCheck(before, null).since).toBeNull();
  });
});

describe('what was marked', () => {
  it('stays with a phone for as long as it is missing', () => {
    const marked = withMarks(
      callRoll([phone(1, gone), phone(2, gone)], () => null),
      [],
    ).map((missing) => ({
      ...missing,
      mark: 'in-repair' as const,
      note: '送修',
    }));
    const next = withMarks(
      callRoll([phone(1, gone), phone(3, gone)], () => null),
      marked,
    );
    expect(next.map(({ number, mark, note }) => [number, mark, note])).toEqual([
      [1, 'in-repair', '送修'],
      [3, null, ''],
    ]);
  });
});
