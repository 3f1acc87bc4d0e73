import { agreedValue, endedLines } from './output-lines.ts';

/** `dozing` is off or the always-on clock, `dreaming` the screensaver. */
export type Wakefulness = 'awake' | 'asleep' | 'dozing' | 'dreaming';

export interface PowerReport {
  readonly wakefulness: Wakefulness | null;
  /** Null for dozing: the panel may or may not show a clock. */
  readonly isScreenOn: boolean | null;
}

const wakefulnesses: ReadonlyMap<string, Wakefulness> = new Map([
  ['Awake', 'awake'],
  ['Asleep', 'asleep'],
  ['Dozing', 'dozing'],
  ['Dreaming', 'dreaming'],
]);

/**
 * Reads `dumpsys power` (Android 5–14, AOSP PowerManagerService.dump), whole or filtered to the lines used.
 * `mWakefulness` decides; where it is missing, the display's own line, then the display suspend blocker.
 */
export function parsePower(text: string): PowerReport | null {
  const lines = endedLines(text).map((line) => line.trim());
  const wakefulness = wakefulnesses.get(agreedValue(valuesOf(lines, /^mWakefulness=(\w+)$/)) ?? '') ?? null;
  const isScreenOn = readScreen(lines, wakefulness);
  return wakefulness === null && isScreenOn === null ? null : { wakefulness, isScreenOn };
}

function readScreen(lines: readonly string[], wakefulness: Wakefulness | null): boolean | null {
  if (wakefulness !== null) return wakefulness === 'dozing' ? null : wakefulness !== 'asleep';
  const display = agreedValue(valuesOf(lines, /^Display Power: state=(\w+)$/));
  if (display !== null) return display === 'ON' ? true : display === 'OFF' ? false : null;
  const blocker = agreedValue(valuesOf(lines, /^mHoldingDisplaySuspendBlocker=(true|false)$/));
  return blocker === null ? null : blocker === 'true';
}

function* valuesOf(lines: readonly string[], pattern: RegExp): Generator<string> {
  for (const line of lines) {
    const value = pattern.exec(line)?.[1];
    if (value !== undefined) yield value;
  }
}
