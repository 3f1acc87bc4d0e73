/** What the console has tried for one unreachable phone. */
export interface RecoveryRecord {
  /** Since when adb lists the phone but it cannot be used; null while it can, or while it is not listed. */
  readonly unreachableSinceAt: number | null;
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
}

export const noRecovery: RecoveryRecord = { unreachableSinceAt: null, attempts: 0, lastAttemptAt: null };

/** How the phone stands at this moment: `reachable` ends a recovery, `waiting` (absent, asking for a person) leaves it alone. */
export type RecoveryStanding = 'reachable' | 'unreachable' | 'waiting';

export interface RecoveryStep {
  readonly record: RecoveryRecord;
  readonly isAttemptDue: boolean;
  /** When to ask again at the latest; null when only a change of standing matters. */
  readonly wakeAt: number | null;
}

const graceMs = 5_000;
export const coolDownMs = 30_000;
/** Longest gap: beyond the third try the phone needs a hand, but one that heals late must still be found soon. */
const maxGapMs = 60_000;
/** Tries after which the operator is asked. */
export const attemptsBeforeHand = 3;

/** The third try gets its cool-down before the console gives up on it. */
export function isExhausted(record: RecoveryRecord, now: number): boolean {
  if (record.attempts < attemptsBeforeHand || record.lastAttemptAt === null) return false;
  return record.attempts > attemptsBeforeHand || now - record.lastAttemptAt >= coolDownMs;
}

/**
 * Offline longer than 5 s: reconnect; at least 30 s between tries, doubling to 60 s. Ends as soon as the phone is
 * reachable; the cool-down outlives that, so that a flapping phone is not kicked again and again. Pure.
 */
export function stepRecovery(record: RecoveryRecord, standing: RecoveryStanding, now: number): RecoveryStep {
  if (standing !== 'unreachable') {
    const attempts = standing === 'reachable' ? 0 : record.attempts;
    return { record: { ...record, unreachableSinceAt: null, attempts }, isAttemptDue: false, wakeAt: null };
  }
  const unreachableSinceAt = record.unreachableSinceAt ?? now;
  const dueAt = nextAttemptAt({ ...record, unreachableSinceAt }) ?? now;
  const waiting: RecoveryRecord = { ...record, unreachableSinceAt };
  if (now < dueAt) return { record: waiting, isAttemptDue: false, wakeAt: dueAt };
  const tried: RecoveryRecord = { unreachableSinceAt, attempts: record.attempts + 1, lastAttemptAt: now };
  return { record: tried, isAttemptDue: true, wakeAt: nextAttemptAt(tried) };
}

/** When the next try falls due; null while the phone is not unreachable. */
export function nextAttemptAt(record: RecoveryRecord): number | null {
  if (record.unreachableSinceAt === null) return null;
  const afterGrace = record.unreachableSinceAt + graceMs;
  if (record.lastAttemptAt === null) return afterGrace;
  return Math.max(afterGrace, record.lastAttemptAt + gapMs(record.attempts));
}

function gapMs(attempts: number): number {
  return Math.min(maxGapMs, coolDownMs * 2 ** Math.max(0, attempts - 1));
}
