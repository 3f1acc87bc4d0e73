import { agreedValue, endedLines } from './output-lines.ts';

export interface MemoryReport {
  readonly totalKib: number | null;
  readonly availableKib: number | null;
  /** True when the kernel (< 3.14) gives no MemAvailable and free, buffers and cache were added up instead. */
  readonly isEstimated: boolean | null;
}

/**
 * Reads `/proc/meminfo` (any kernel), whole or its first lines. `MemFree` alone is never taken for what is available.
 * Null when neither the total nor what is available is proven.
 */
export function parseMeminfo(text: string): MemoryReport | null {
  const lines = endedLines(text);
  const read = (key: string): number | null => {
    const pattern = new RegExp(`^${key}:\\s+(\\d{1,12}) kB\\s*$`);
    return agreedValue(lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).map(Number));
  };
  const totalKib = read('MemTotal');
  const stated = read('MemAvailable');
  const isStated = lines.some((line) => line.startsWith('MemAvailable'));
  const estimate = isAvailableLeftOut(lines) ? sumOf([read('MemFree'), read('Buffers'), read('Cached')]) : null;
  const available = isStated ? stated : estimate;
  const availableKib = available !== null && totalKib !== null && available > totalKib ? null : available;
  if (totalKib === null && availableKib === null) return null;
  return {
    totalKib: totalKib === 0 ? null : totalKib,
    availableKib,
    isEstimated: availableKib === null ? null : !isStated,
  };
}

/** `MemAvailable` stands right after `MemFree`: a line that is there but unreadable must not be replaced by an estimate. */
function isAvailableLeftOut(lines: readonly string[]): boolean {
  const free = lines.findIndex((line) => line.startsWith('MemFree:'));
  return free !== -1 && lines[free + 1]?.startsWith('Buffers:') === true;
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
