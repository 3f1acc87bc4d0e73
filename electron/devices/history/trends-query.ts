import { z } from 'zod';
import { phoneTrendsSchema, type PhoneTrends } from '../../contract/history.ts';
import { BucketReader } from './bucket-reader.ts';
import { findPhoneKey, type HistorySource } from './history-source.ts';
import { coarsestTier } from './tiers.ts';
import { chargeBackMs, heatWeeks, judgeCharge, judgeHeat, judgeWear, wearBackMs } from './trends.ts';

/** The name under which the history's thread offers `readTrendsTask`. */
export const trendsTask = 'history.trends';

const querySchema = z.strictObject({
  phones: z.array(z.strictObject({ phoneId: z.string(), isWearNotOffered: z.boolean() })),
  now: z.number(),
});
export type TrendsQuery = z.output<typeof querySchema>;

export const trendsAnswerSchema = z.array(phoneTrendsSchema);

const weekMs = 7 * 86_400_000;

/** Everything is read from the coarsest tier: its sums and counts are as exact as the finest. */
export function readTrends(source: HistorySource, { phones, now }: TrendsQuery): PhoneTrends[] {
  const reader = new BucketReader(source);
  return phones.map(({ phoneId, isWearNotOffered }) => {
    const phoneKey = findPhoneKey(source, phoneId);
    const range = { tier: coarsestTier, fromAt: now - wearBackMs, toAt: now };
    const [wear = [], level = [], heat = []] =
      phoneKey === null
        ? []
        : reader.read({ phoneKey, ...range }, ['battery-wear', 'battery-level', 'battery-temperature']);
    return {
      phoneId,
      wear: judgeWear(wear, isWearNotOffered),
      charge: judgeCharge(level.filter(({ at }) => at >= now - chargeBackMs)),
      heat: judgeHeat(
        heat.filter(({ at }) => at >= now - heatWeeks * weekMs),
        now,
      ),
    };
  });
}

/** The thread's form of `readTrends`: parses what came over its border. */
export function readTrendsTask(source: HistorySource, input: unknown): unknown {
  return readTrends(source, querySchema.parse(input));
}
