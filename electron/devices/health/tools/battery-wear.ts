import { agreedValue, endedLines, wholeNumber } from './output-lines.ts';

export interface WearReport {
  /** Percent of the designed capacity that the battery still holds. */
  readonly capacityPercent: number | null;
  readonly cycles: number | null;
}

/**
 * Reads how worn the battery is from `grep . battery/charge_full battery/charge_full_design battery/cycle_count bms/…`
 * under /sys/class/power_supply (one `file:value` line each; SELinux hides them on many phones), else from Samsung's
 * `mSavedBatteryAsoc` in `dumpsys battery`. The charge counter is not used: HyperOS printed 4274 where others print
 * microampere-hours. Null when neither tells anything.
 */
export function parseBatteryWear(supplyText: string, batteryDump: string): WearReport | null {
  const supply = endedLines(supplyText);
  const cycles = firstOf(supply, 'cycle_count');
  const capacityPercent = capacityOf(supply) ?? samsungCapacity(batteryDump);
  const report = { capacityPercent, cycles: cycles !== null && cycles > 0 && cycles < 20_000 ? cycles : null };
  return report.capacityPercent === null && report.cycles === null ? null : report;
}

/** Both from one supply; capacities below 500 mAh, or beyond any new battery, are a driver's placeholders. */
function capacityOf(supply: readonly string[]): number | null {
  for (const folder of ['battery', 'bms']) {
    const full = valueOf(supply, `${folder}/charge_full`);
    const designed = valueOf(supply, `${folder}/charge_full_design`);
    if (full === null || designed === null || designed < 500_000 || designed > 30_000_000) continue;
    const percent = Math.round((full / designed) * 100);
    if (percent >= 10 && percent <= 120) return percent;
  }
  return null;
}

function firstOf(supply: readonly string[], file: string): number | null {
  return valueOf(supply, `battery/${file}`) ?? valueOf(supply, `bms/${file}`);
}

function valueOf(supply: readonly string[], file: string): number | null {
  const start = `${file}:`;
  const values = supply.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length).trim());
  return wholeNumber(agreedValue(values) ?? undefined);
}

function samsungCapacity(batteryDump: string): number | null {
  const values = endedLines(batteryDump).flatMap(
    (line) => /^\s+mSavedBatteryAsoc: (\d{1,3})\s*$/.exec(line)?.[1] ?? [],
  );
  const percent = wholeNumber(agreedValue(values) ?? undefined);
  return percent !== null && percent >= 10 && percent <= 100 ? percent : null;
}
