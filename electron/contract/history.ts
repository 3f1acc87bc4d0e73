import { z } from 'zod';
import { phoneStateSchema, verdicts, type HealthCheckId } from './phones.ts';

/** What the history keeps of each poll: the score and every health check. The order is stored: append only. */
export const historyMetrics = [
  'score',
  'battery-level',
  'battery-temperature',
  'battery-status',
  'battery-wear',
  'storage',
  'memory',
  'load',
  'network',
  'clock-skew',
  'screen',
  'lock',
  'uptime',
  'messenger-version',
] as const satisfies readonly ('score' | HealthCheckId)[];
export type HistoryMetric = (typeof historyMetrics)[number];
export const historyMetricSchema = z.enum(historyMetrics);

/** Metrics with a number; the others have a verdict only. */
export const numericMetrics: ReadonlySet<HistoryMetric> = new Set<HistoryMetric>([
  'score',
  'battery-level',
  'battery-temperature',
  'battery-wear',
  'storage',
  'memory',
  'load',
  'clock-skew',
  'uptime',
]);

/** Most points that one chart answers over all its phones; `maxPoints` is lowered to fit. */
export const chartPointsMax = 10_000;

/** What the polls between `at` and `endAt` said; the numbers are null for a metric without one. */
export const chartPointSchema = z.strictObject({
  at: z.number(),
  endAt: z.number(),
  min: z.number().nullable(),
  mean: z.number().nullable(),
  max: z.number().nullable(),
  worst: z.enum(verdicts),
  /** Polls that told this value. */
  count: z.number().int(),
});
export type ChartPoint = z.infer<typeof chartPointSchema>;

const stretchSchema = z.strictObject({ fromAt: z.number(), toAt: z.number() });

export const chartSeriesSchema = z.strictObject({
  phoneId: z.string(),
  /** Oldest first. */
  points: z.array(chartPointSchema),
  /** Stretches without a value that are longer than polling explains. */
  gaps: z.array(stretchSchema),
});
export type ChartSeries = z.infer<typeof chartSeriesSchema>;

/** A stretch in one state. `state` is null where the console did not watch, and where several states share it. */
export const presenceSpanSchema = z.strictObject({
  fromAt: z.number(),
  toAt: z.number(),
  state: phoneStateSchema.nullable(),
  /** Share (0–1) of the watched time in which the phone was ready or busy; null: not watched. */
  availableShare: z.number().nullable(),
});
export type PresenceSpan = z.infer<typeof presenceSpanSchema>;

export const availabilityScopes = ['phone', 'hub', 'host'] as const;
export type AvailabilityScope = (typeof availabilityScopes)[number];

/** Daily totals summed over whole local days. Time in which the console did not run is in neither number. */
export const availabilityRowSchema = z.strictObject({
  /** Set for scope `phone`. */
  phoneId: z.string().nullable(),
  /** Set for scopes `hub` and `host`; null there: no host was known. */
  hostId: z.string().nullable(),
  /** Set for scope `hub`: its USB path (`1-2`). */
  hub: z.string().nullable(),
  phoneCount: z.number().int(),
  watchedMs: z.number(),
  availableMs: z.number(),
  /** Times a usable phone was lost. */
  dropCount: z.number().int(),
  /** Local days with any watched time. */
  dayCount: z.number().int(),
});
export type AvailabilityRow = z.infer<typeof availabilityRowSchema>;

/** What a trend rests on. */
export const trendBasisSchema = z.strictObject({
  /** Polls that told the value. */
  sampleCount: z.number().int(),
  /** Local days with such a poll. */
  dayCount: z.number().int(),
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
});
export type TrendBasis = z.infer<typeof trendBasisSchema>;

/** `too-few`: polls told values, on too few days for a trend; `not-offered`: the phone says that it has none. */
export const trendUnknownReasons = ['never-read', 'not-offered', 'too-few'] as const;
const unknownReasonSchema = z.enum(trendUnknownReasons).nullable();

export const phoneTrendsSchema = z.strictObject({
  phoneId: z.string(),
  /** Capacity in percent of the design, as the phone's own fuel gauge tells it. */
  wear: z.strictObject({
    basis: trendBasisSchema,
    /** The mean of the last day with a reading; null: none ever. */
    percent: z.number().nullable(),
    /** Least-squares slope over daily means, percent per 30 days; null with `unknownReason` set. */
    percentPerMonth: z.number().nullable(),
    /**
     * When 80 % would be reached if it went on like this; null: reached, beyond three years, or no fall beyond what the gauge
     * strays by.
     */
    wornAt: z.number().nullable(),
    unknownReason: unknownReasonSchema,
  }),
  /** The battery level over the last 14 days. */
  charge: z.strictObject({
    basis: trendBasisSchema,
    meanPercent: z.number().nullable(),
    percentPerDay: z.number().nullable(),
    /** Share (0–1) of the polls below the limit that held then, off the charger. */
    lowShare: z.number().nullable(),
    unknownReason: unknownReasonSchema,
  }),
  /** The battery's temperature over the last 12 weeks. */
  heat: z.strictObject({
    basis: trendBasisSchema,
    /** Oldest first, weeks back from now; `hotShare`: share (0–1) of the polls at or over the warn limit that held then. */
    weeks: z.array(
      z.strictObject({
        fromAt: z.number(),
        sampleCount: z.number().int(),
        hotShare: z.number().nullable(),
        maxCelsius: z.number().nullable(),
      }),
    ),
    celsiusPerWeek: z.number().nullable(),
    unknownReason: unknownReasonSchema,
  }),
});
export type PhoneTrends = z.infer<typeof phoneTrendsSchema>;

const phoneIds = z.array(z.string().min(1).max(80)).min(1).max(200);
const range = { fromAt: z.number().min(0), toAt: z.number().min(0) };

/** Every `fromAt` must lie before `toAt`; otherwise `invalid-input`, rule `range-empty`. */
export const historyProcedures = {
  /** Each asked phone is answered once; one without history has no points and one gap. */
  'history.chart': {
    input: z.strictObject({
      phoneIds,
      metric: historyMetricSchema,
      ...range,
      maxPoints: z.number().int().min(10).max(2_000),
    }),
    output: z.strictObject({
      /** The widest point; times in ms. */
      bucketMs: z.number(),
      series: z.array(chartSeriesSchema),
    }),
  },
  /** In what state a phone was; by the state for 90 days, by daily shares for longer ranges. At most 600 spans. */
  'history.presence': {
    input: z.strictObject({ phoneId: z.string().min(1).max(80), ...range }),
    output: z.strictObject({ spans: z.array(presenceSpanSchema) }),
  },
  /** The local days that the range touches, worst share first. */
  'history.availability': {
    input: z.strictObject({ scope: z.enum(availabilityScopes), ...range }),
    output: z.strictObject({ rows: z.array(availabilityRowSchema) }),
  },
  'history.trends': {
    input: z.strictObject({ phoneIds }),
    output: z.strictObject({ phones: z.array(phoneTrendsSchema) }),
  },
} as const;
