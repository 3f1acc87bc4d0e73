import {
  healthCheckIds,
  labelMaxLength,
  noteMaxLength,
  tagMaxLength,
  tagsMaxCount,
  type HealthCheck,
  type Phone,
} from '../../electron/contract/phones.ts';

/** A ready, unremarkable phone; `changes` make it the one that a test is about. */
export function makePhone(changes: Partial<Phone> = {}): Phone {
  return {
    phoneId: 'phone-1',
    number: 1,
    label: '',
    tags: [],
    note: '',
    isVirtual: false,
    isExpected: true,
    state: 'ready',
    stateSinceAt: 1_700_000_000_000,
    reason: { code: 'none', params: {} },
    facts: {
      hardwareSerial: 'R58M',
      model: 'Redmi 7',
      brand: 'Xiaomi',
      device: 'onc',
      marketName: null,
      androidRelease: '10',
      sdk: 29,
      skin: 'MIUI 12.5',
      securityPatch: '2020-10-01',
      ramMb: 3_000,
      screen: '720x1520',
      messengerVersion: '8.0.50',
    },
    catalogue: { verdict: 'recommended', modelKey: 'redmi_7', nameZh: '红米 7', nameEn: 'Redmi 7', reasons: [] },
    routes: [],
    health: { score: 100, unknownCount: 0, checks: [], polledAt: null, nextPollAt: null, fault: null },
    hasDuplicateSerial: false,
    question: null,
    recovery: null,
    firstSeenAt: 1_700_000_000_000,
    lastSeenAt: 1_700_000_000_000,
    groupsReadAt: null,
    groupCount: null,
    ...changes,
  };
}

/** A phone whose every field is as long as the contract lets it be, in Chinese: three bytes a character. */
export function makeLongestPhone(index: number): Phone {
  const fault = { code: 'command-failed', message: 'x'.repeat(200), detail: { cause: 'y'.repeat(200) } } as const;
  return makePhone({
    phoneId: `phone-${String(index).padStart(30, '0')}`,
    number: index,
    label: '机'.repeat(labelMaxLength),
    tags: Array.from({ length: tagsMaxCount }, () => '签'.repeat(tagMaxLength)),
    note: '注'.repeat(noteMaxLength),
    reason: { code: 'adb-says-offline', params: { host: '主'.repeat(60), serial: 'S'.repeat(40) } },
    catalogue: {
      verdict: 'not-recommended',
      modelKey: 'k'.repeat(40),
      nameZh: '型'.repeat(30),
      nameEn: 'N'.repeat(40),
      reasons: Array.from({ length: 6 }, () => ({
        code: 'os-differs-from-manual',
        params: { wanted: 'MIUI 12.5', found: 'MIUI 10' },
      })),
    },
    routes: [1, 2].map((route) => ({
      routeId: `route-${index}-${route}`,
      hostId: 'h'.repeat(36),
      serial: 'S'.repeat(40),
      transportId: 4_000_000_000,
      connection: 'usb',
      portPath: '1-2.3.4.4.4.4',
      adbState: 'device',
      isLive: true,
      isCurrent: route === 1,
      seenAt: 1_700_000_000_000,
    })),
    health: {
      score: 0,
      unknownCount: 13,
      checks: healthCheckIds.map(makeLongCheck),
      polledAt: 1_700_000_000_000,
      nextPollAt: 1_700_000_000_000,
      fault,
    },
  });
}

function makeLongCheck(id: HealthCheck['id']): HealthCheck {
  return {
    id,
    value: 123_456_789.123,
    verdict: 'warn',
    textCode: 'low-and-not-charging',
    params: { level: 17, temperature: 51.3, source: 'wireless', total: 123_456_789, free: 1_234_567 },
    readAt: 1_700_000_000_000,
    unknownSinceAt: 1_700_000_000_000,
    deduction: 25,
  };
}
