import { endedLines, wholeNumber } from './output-lines.ts';

export interface PhoneClock {
  readonly epochMs: number;
  /** How far off the reading may be by its own coarseness: 0.5 s where only whole seconds were printed. */
  readonly coarsenessMs: number;
}

/**
 * Reads `date +%s` followed by mksh's `$EPOCHREALTIME` (empty where the shell has none). The finer one is used only if
 * it is the same moment; whole seconds are taken as their middle.
 */
export function parseClock(text: string): PhoneClock | null {
  const lines = endedLines(text).map((line) => line.trim());
  const seconds = lines.flatMap((line) => (/^\d{9,11}$/.test(line) ? [wholeNumber(line)] : []));
  const [whole] = seconds;
  if (seconds.length !== 1 || whole === undefined || whole === null) return null;
  const fine = lines.find((line) => /^\d{9,11}[.,]\d{6}$/.test(line));
  const fineMs = fine === undefined ? null : Math.round(Number(fine.replace(',', '.')) * 1000);
  // The two are printed one after the other, so at most the seconds that a loaded phone takes lie between.
  if (fineMs !== null && fineMs >= whole * 1000 && fineMs < (whole + 5) * 1000)
    return { epochMs: fineMs, coarsenessMs: 0 };
  return { epochMs: whole * 1000 + 500, coarsenessMs: 500 };
}
