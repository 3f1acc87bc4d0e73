const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface Tier {
  /** Its number in the database. */
  readonly tier: number;
  readonly bucketMs: number;
  readonly keepMs: number;
}

/** Finest first. Each is filled from the one before it; each bucket width divides the next, and the day. */
export const tiers = [
  { tier: 0, bucketMs: minuteMs, keepMs: 2 * dayMs },
  { tier: 1, bucketMs: 15 * minuteMs, keepMs: 14 * dayMs },
  { tier: 2, bucketMs: hourMs, keepMs: 90 * dayMs },
  { tier: 3, bucketMs: 6 * hourMs, keepMs: 731 * dayMs },
] as const satisfies readonly Tier[];

export const finestTier: Tier = tiers[0];
export const coarsestTier: Tier = tiers[3];

export function coarserTier({ tier }: Tier): Tier | null {
  return tiers[tier + 1] ?? null;
}

export function finerTier({ tier }: Tier): Tier | null {
  return tiers[tier - 1] ?? null;
}

/** The number of the bucket that holds this moment. */
export function bucketAt({ bucketMs }: Tier, at: number): number {
  return Math.floor(at / bucketMs);
}

export interface TierChoice {
  readonly fromAt: number;
  readonly toAt: number;
  readonly now: number;
  /** Buckets that are worth reading; finer ones would only be merged again. */
  readonly maxBuckets: number;
}

/** The finest tier that still holds `fromAt` and is not finer than asked. */
export function chooseTier({ fromAt, toAt, now, maxBuckets }: TierChoice): Tier {
  const fits = ({ bucketMs, keepMs }: Tier): boolean =>
    now - fromAt <= keepMs && (toAt - fromAt) / bucketMs <= maxBuckets;
  return tiers.find(fits) ?? coarsestTier;
}
