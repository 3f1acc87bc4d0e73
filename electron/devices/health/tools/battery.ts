import { agreedValue, blockAfter, endedLines, wholeNumber } from './output-lines.ts';

export type BatteryPlug = 'ac' | 'usb' | 'wireless' | 'dock' | 'none';
export type BatteryStatus = 'charging' | 'discharging' | 'not-charging' | 'full';
export type BatteryCondition = 'good' | 'overheated' | 'dead' | 'over-voltage' | 'failing' | 'cold';

/** Each field is null where the dump does not prove it. */
export interface BatteryReport {
  /** 0–100, from level and scale. */
  readonly percent: number | null;
  readonly celsius: number | null;
  readonly millivolts: number | null;
  readonly plug: BatteryPlug | null;
  readonly status: BatteryStatus | null;
  readonly condition: BatteryCondition | null;
  readonly isPresent: boolean | null;
  /** True when somebody ran `dumpsys battery set` or `unplug`: every number is then a fiction. */
  readonly isFrozen: boolean | null;
}

/** BatteryManager.BATTERY_STATUS_*; 1 is the phone's own "unknown". */
const statuses: ReadonlyMap<string, BatteryStatus> = new Map([
  ['2', 'charging'],
  ['3', 'discharging'],
  ['4', 'not-charging'],
  ['5', 'full'],
]);

/** BatteryManager.BATTERY_HEALTH_*; 1 is the phone's own "unknown". */
const conditions: ReadonlyMap<string, BatteryCondition> = new Map([
  ['2', 'good'],
  ['3', 'overheated'],
  ['4', 'dead'],
  ['5', 'over-voltage'],
  ['6', 'failing'],
  ['7', 'cold'],
]);

const plugKeys = [
  ['AC powered', 'ac'],
  ['USB powered', 'usb'],
  ['Wireless powered', 'wireless'],
  ['Dock powered', 'dock'],
] as const;

/**
 * Reads `dumpsys battery` (Android 5–14, AOSP BatteryService.dumpInternal). Only the block under
 * `Current Battery Service state:` counts: ColorOS prints its own `Current OPLUS Battery Service state:` first, Samsung
 * and MIUI append blocks of theirs. Keys are matched whole and by case, because Samsung repeats `charge counter`,
 * Motorola adds `mod level`, HyperOS adds sentences about "the last voltage value". Two different values for one key
 * are unknown. Null when the block is missing.
 */
export function parseBattery(text: string): BatteryReport | null {
  const block = blockAfter(endedLines(text), (line) => line.trimEnd() === 'Current Battery Service state:');
  if (block === null) return null;
  const fields = readFields(block);
  const level = wholeNumber(fields.get('level'));
  const scale = wholeNumber(fields.get('scale'));
  const tenths = wholeNumber(fields.get('temperature'));
  const millivolts = wholeNumber(fields.get('voltage'));
  return {
    percent: level !== null && scale !== null ? percentOf(level, scale) : null,
    // A missing sensor is reported as -1023 or 0x8000; no phone works outside these bounds.
    celsius: tenths !== null && tenths > -400 && tenths < 1200 ? tenths / 10 : null,
    millivolts: millivolts !== null && millivolts > 0 ? millivolts : null,
    plug: readPlug(fields),
    status: statuses.get(fields.get('status') ?? '') ?? null,
    condition: conditions.get(fields.get('health') ?? '') ?? null,
    isPresent: readFlag(fields.get('present')),
    isFrozen: readFrozen(block, fields),
  };
}

/** Keys that appear with contradicting values are left out. */
function readFields(block: readonly string[]): ReadonlyMap<string, string> {
  const seen = new Map<string, Set<string>>();
  for (const line of block) {
    const match = /^\s+([^:]+): *(.*?)\s*$/.exec(line);
    const [, key, value] = match ?? [];
    if (key === undefined || value === undefined) continue;
    seen.set(key, (seen.get(key) ?? new Set()).add(value));
  }
  const fields = new Map<string, string>();
  for (const [key, values] of seen) {
    const value = agreedValue(values);
    if (value !== null) fields.set(key, value);
  }
  return fields;
}

function percentOf(level: number, scale: number): number | null {
  return scale > 0 && level >= 0 && level <= scale ? Math.round((level / scale) * 100) : null;
}

function readFlag(value: string | undefined): boolean | null {
  return value === 'true' ? true : value === 'false' ? false : null;
}

function readPlug(fields: ReadonlyMap<string, string>): BatteryPlug | null {
  const plugged = plugKeys.find(([key]) => fields.get(key) === 'true');
  if (plugged !== undefined) return plugged[1];
  const arePresentOnesFalse = plugKeys.every(([key]) => (fields.get(key) ?? 'false') === 'false');
  const areAlwaysPrintedThere = fields.has('AC powered') && fields.has('USB powered') && fields.has('Wireless powered');
  // `status` follows the plug lines on every version, so with it none of them was cut away.
  return arePresentOnesFalse && areAlwaysPrintedThere && fields.has('status') ? 'none' : null;
}

function readFrozen(block: readonly string[], fields: ReadonlyMap<string, string>): boolean | null {
  if (block.some((line) => line.includes('(UPDATES STOPPED')) || fields.get('UpdatesStopped') === 'true') return true;
  // It stands right after the header, before the plugs: with the plugs there it is not.
  return fields.has('AC powered') && block[0]?.trimStart().startsWith('AC powered:') === true ? false : null;
}
