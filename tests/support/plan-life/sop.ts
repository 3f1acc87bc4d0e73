import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** The numbers of a plan as they stand in its text: read by path, without any code of the product. */
const capSchema = z.object({
  per_hour: z.number().optional(),
  per_day: z.number(),
  per_week: z.number().optional(),
  per_month: z.number().optional(),
});
export type SopCap = z.output<typeof capSchema>;

const sopSchema = z.object({
  actions: z.record(z.string(), z.object({ execution: z.enum(['human_only', 'assisted']) })),
  counting_rules: z.object({
    per_group: z.record(
      z.string(),
      z.object({
        max: z.number().optional(),
        days: z.number().optional(),
        max_percent_of_group_per_24h: z.number().optional(),
      }),
    ),
  }),
  stages: z.array(
    z.object({
      id: z.string(),
      day_from: z.number(),
      day_to: z.number().nullable(),
      tasks: z.array(z.object({ id: z.string(), frequency: z.string(), required: z.boolean() })),
      exit_gate: z.array(z.string()),
      caps: z.record(z.string(), capSchema),
    }),
  ),
  intervals: z.object({
    min_seconds: z.record(z.string(), z.number()),
    max_continuous_batch_minutes: z.number(),
    pause_between_batches_minutes: z.number(),
  }),
  rest_windows: z.array(
    z.object({
      id: z.string(),
      from: z.string().optional(),
      to: z.string().optional(),
      applies_to: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  ),
  health: z.object({
    recovery: z.string(),
    signals: z.array(
      z.object({
        id: z.string(),
        to: z.string(),
        scope: z.string(),
        when: z.string().optional(),
        hours: z.number().optional(),
        repeat: z
          .object({
            count: z.number().optional(),
            within_days: z.number(),
            to: z.string().optional(),
            hours: z.number(),
          })
          .optional(),
        third: z.string().optional(),
        recover: z.string().optional(),
      }),
    ),
  }),
  re_onboarding: z.array(
    z.object({
      event: z.string(),
      restart_at: z.string(),
      min_days: z.number(),
      silent_days: z.number().optional(),
    }),
  ),
  tool_gates: z.record(
    z.string(),
    z.object({
      action: z.string().nullable(),
      min_stage: z.string(),
      health: z.array(z.string()),
      max_batch: z.number().optional(),
      role_in_group: z.array(z.string()).optional(),
    }),
  ),
});
export type Sop = z.output<typeof sopSchema>;

export function readSop(text: string): Sop {
  const known = read.get(text) ?? sopSchema.parse(parse(text));
  read.set(text, known);
  return known;
}

const read = new Map<string, Sop>();

const shippedFile = fileURLToPath(new URL('../../../resources/plans/onboarding.yaml', import.meta.url));

/** The plan that came with the console. */
export function shippedSop(): Sop {
  return readSop(shippedText());
}

export function shippedText(): string {
  return readFileSync(shippedFile, 'utf8');
}

const capWords = ['per_hour', 'per_day', 'per_week', 'per_month'] as const;

/** Every cap and limit of a plan that leaves some room: what can be used up. */
export function capPathsOf({ stages, counting_rules: { per_group: limits } }: Sop): string[] {
  const caps = stages.flatMap(({ id, caps: ofStage }) =>
    Object.entries(ofStage).flatMap(([action, cap]) =>
      capWords.filter((word) => (cap[word] ?? 0) > 0).map((word) => `stages.${id}.caps.${action}.${word}`),
    ),
  );
  return [...caps, ...Object.keys(limits).map((action) => `counting_rules.per_group.${action}`)];
}
