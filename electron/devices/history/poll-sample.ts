import { numericMetrics } from '../../contract/history.ts';
import type { Health, HealthCheck } from '../../contract/phones.ts';
import { statsOfPoll, type BucketStats, type MetricValue } from './bucket-stats.ts';

/** One answered poll of one phone. */
export interface PollSample {
  readonly phoneId: string;
  readonly polledAt: number;
  readonly stats: BucketStats;
}

/**
 * What the poll at `polledAt` itself told. A value that was kept from an earlier poll, or that is unknown, is no value of
 * this one: it is left out, so that a gap stays a gap.
 */
export function sampleOf(phoneId: string, health: Health): PollSample | null {
  const { polledAt, score, checks } = health;
  if (polledAt === null) return null;
  const values: MetricValue[] = checks.filter((check) => isToldBy(check, polledAt)).map(toValue);
  if (score !== null) values.push({ metric: 'score', value: score, verdict: 'unknown' });
  return { phoneId, polledAt, stats: statsOfPoll(values) };
}

function isToldBy(check: HealthCheck, polledAt: number): boolean {
  if (check.readAt < polledAt || check.unknownSinceAt !== null) return false;
  return numericMetrics.has(check.id) ? check.value !== null : check.verdict !== 'unknown';
}

function toValue({ id, value, verdict }: HealthCheck): MetricValue {
  return { metric: id, value: numericMetrics.has(id) ? value : null, verdict };
}
