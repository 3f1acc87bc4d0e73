/**
 * When a phone is polled next: once an interval, each phone at its own moment of it, so that a hundred phones do
 * not answer in the same second. `phase` (0 ≤ phase < 1) is the phone's place in the interval.
 */
export function nextPollAfter(now: number, intervalMs: number, phase: number): number {
  const earliest = now + intervalMs / 2;
  const offset = phase * intervalMs;
  const turn = Math.ceil((earliest - offset) / intervalMs);
  return Math.round(turn * intervalMs + offset);
}

/** A place in the interval that stays the same for one phone: FNV-1a over its id, its bits mixed once more. */
export function phaseOf(phoneId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < phoneId.length; index++) {
    hash ^= phoneId.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
