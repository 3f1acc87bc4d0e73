import type { Health, HealthCheckId } from '../../contract/phones.ts';

/** Checks that only the full poll asks for. */
export const rareChecks: readonly HealthCheckId[] = ['lock', 'messenger-version', 'battery-wear'];

const fullEveryMs = 3_600_000;
const lostCodes: ReadonlySet<string> = new Set(['never-read', 'poll-failed', 'outdated']);

/**
 * Whether the next poll should be a full one: the first, the one after a failed poll or a restart of the phone, and
 * else once an hour. A check that was asked and could not be read is not asked more often for that.
 */
export function isFullPollDue(health: Health | null, now: number): boolean {
  if (health === null || health.polledAt === null || health.fault !== null) return true;
  const rare = health.checks.filter(({ id }) => rareChecks.includes(id));
  return (
    rare.length === 0 || rare.some(({ readAt, textCode }) => lostCodes.has(textCode) || now - readAt >= fullEveryMs)
  );
}
