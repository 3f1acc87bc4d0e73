import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import { defaultSettings, settingsSchema, type Settings } from '../contract/settings.ts';

/** What holds between settings: the bad battery temperature is not below the warning one. */
export function checkSettings(settings: Settings): Outcome<Settings> {
  if (settings.batteryBadCelsius < settings.batteryWarnCelsius) {
    return fail('invalid-input', 'the bad battery temperature is below the warning one', {
      field: 'batteryBadCelsius',
      rule: 'at-least-warn',
      minimum: settings.batteryWarnCelsius,
    });
  }
  return succeed(settings);
}

/**
 * The settings that stored values amount to. A key that this release does not know and a value that it does not
 * allow are passed over and named; when values contradict each other, all of them stay but the contradicting pair.
 */
export function readStored(stored: ReadonlyMap<string, unknown>): {
  readonly settings: Settings;
  readonly dropped: readonly string[];
} {
  const known: Record<string, unknown> = { ...defaultSettings };
  const dropped: string[] = [];
  for (const [key, value] of stored) {
    if (isAllowed(key, value)) known[key] = value;
    else dropped.push(key);
  }
  const settings = settingsSchema.parse(known);
  if (checkSettings(settings).ok) return { settings, dropped };
  const { batteryWarnCelsius, batteryBadCelsius } = defaultSettings;
  return {
    settings: { ...settings, batteryWarnCelsius, batteryBadCelsius },
    dropped: [...dropped, 'batteryWarnCelsius', 'batteryBadCelsius'],
  };
}

function isAllowed(key: string, value: unknown): boolean {
  return Object.hasOwn(settingsSchema.shape, key) && settingsSchema.partial().safeParse({ [key]: value }).success;
}

/** How the console looks to whoever sits at it; no act that anybody answers for. */
const appearanceKeys: ReadonlySet<string> = new Set(['language', 'theme', 'devicesView']);

/** What an audit line says of a change; empty when it only concerns appearance. */
export function describeChange(patch: { readonly [K in keyof Settings]?: Settings[K] | undefined }): TextParams {
  const params: TextParams = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined || appearanceKeys.has(key)) continue;
    params[key] = Array.isArray(value) ? value.join(', ') : value;
  }
  return params;
}
