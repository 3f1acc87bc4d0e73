import { describe, expect, it } from 'vitest';
import { Masker } from '../../../electron/devices/masking/masker.ts';
import { fixtureNote, hasAdbFixtures, readAdbFixture } from '../../support/adb-fixtures.ts';
import { appCases } from '../fixtures/app-cases.ts';
import { batteryCases } from '../fixtures/battery-cases.ts';
import { deviceCases } from '../fixtures/device-cases.ts';
import { networkCases } from '../fixtures/network-cases.ts';
import { resourceCases } from '../fixtures/resource-cases.ts';
import { screenCases } from '../fixtures/screen-cases.ts';

const cases = [...deviceCases, ...batteryCases, ...screenCases, ...resourceCases, ...networkCases, ...appCases];

/** What identifies a phone or its place may differ after masking; nothing else may. */
const identifying: ReadonlySet<string> = new Set(['hardwareSerial', 'ssid', 'ipv4', 'mac', 'masked']);

function withoutIdentity(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, inner: unknown) => {
      if (identifying.has(key)) return inner === null ? 'none' : 'some';
      return inner instanceof Map ? [...inner] : inner;
    }),
  );
}

describe.skipIf(!hasAdbFixtures)(`a recorded output, masked${fixtureNote}`, () => {
  it.each(cases.map((found) => [found.file, found] as const))('%s parses as before', (file, { parse }) => {
    const text = readAdbFixture(file);
    const masked = new Masker('salt').mask({ text }).text;
    expect(withoutIdentity(parse(masked))).toEqual(withoutIdentity(parse(text)));
  });
});
