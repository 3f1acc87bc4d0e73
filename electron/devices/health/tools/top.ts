import { endedLines } from './output-lines.ts';

export interface TopReport {
  /** Percent of all cores, 0–100. */
  readonly busyPercent: number;
  /** toybox: 100 for each core; null on Android ≤ 7. */
  readonly capacityPercent: number | null;
}

/**
 * Reads the summary line of `top`: toybox (Android 8+) `800%cpu … 156%idle`, and toolbox (≤ 7) `User 3%, System 6%`,
 * where user and system are added and waiting for the disk or interrupts is not counted as busy. The last summary
 * counts, since toybox's first sample may be nonsense; an idle share above the capacity is unknown.
 */
export function parseTop(text: string): TopReport | null {
  const reports = endedLines(text).flatMap((line) => {
    const toybox = /^\s*(\d{1,6})%cpu\s.*\s(\d{1,6})%idle\b/.exec(line);
    if (toybox !== null) return [readToybox(Number(toybox[1]), Number(toybox[2]))];
    const toolbox = /^User (\d{1,3})%, System (\d{1,3})%, IOW \d{1,3}%, IRQ \d{1,3}%\s*$/.exec(line);
    return toolbox === null ? [] : [readToolbox(Number(toolbox[1]) + Number(toolbox[2]))];
  });
  return reports.at(-1) ?? null;
}

function readToybox(capacity: number, idle: number): TopReport | null {
  if (capacity === 0 || idle > capacity) return null;
  return { busyPercent: ((capacity - idle) / capacity) * 100, capacityPercent: capacity };
}

function readToolbox(busyPercent: number): TopReport | null {
  return busyPercent > 100 ? null : { busyPercent, capacityPercent: null };
}
