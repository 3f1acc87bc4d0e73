const dayMs = 86_400_000;
/** The desk's day turns over at midnight in Shanghai (UTC+8, without summer time), wherever the computer is. */
const shanghaiAheadMs = 8 * 3_600_000;

/** Days since the epoch, as the desk counts them. */
export function dayOf(at: number): number {
  return Math.floor((at + shanghaiAheadMs) / dayMs);
}
