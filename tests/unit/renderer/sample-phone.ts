import type { HealthCheck, Phone } from '../../../electron/contract/phones.ts';

/** A ready phone on USB, with whatever a test wants different. */
export function samplePhone(change: Partial<Phone> = {}): Phone {
  return {
    phoneId: 'phone-1',
    number: 1,
    label: '前台',
    tags: [],
    note: '',
    isVirtual: false,
    isExpected: true,
    state: 'ready',
    stateSinceAt: 0,
    reason: { code: 'none', params: {} },
    facts: {
      hardwareSerial: 'R58M12ABCDE',
      model: 'M1810F6LE',
      brand: 'Xiaomi',
      device: 'onc',
      marketName: 'Redmi 7',
      androidRelease: '9',
      sdk: 28,
      skin: 'MIUI 11',
      securityPatch: null,
      ramMb: null,
      screen: null,
      messengerVersion: null,
    },
    catalogue: { verdict: 'recommended', modelKey: 'redmi_7', nameZh: '红米7', nameEn: 'Redmi 7', reasons: [] },
    routes: [
      {
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
      },
    ],
    health: { score: 100, unknownCount: 0, checks: [], polledAt: 0, nextPollAt: null, fault: null },
    hasDuplicateSerial: false,
    question: null,
    recovery: null,
    firstSeenAt: 0,
    lastSeenAt: 0,
    groupsReadAt: null,
    groupCount: null,
    ...change,
  };
}

/** A check that is well, with whatever a test wants different. */
export function sampleCheck(change: Partial<HealthCheck> = {}): HealthCheck {
  return {
    id: 'battery-level',
    value: 80,
    verdict: 'ok',
    textCode: 'level',
    params: { percent: 80 },
    readAt: 0,
    unknownSinceAt: null,
    deduction: 0,
    ...change,
  };
}
