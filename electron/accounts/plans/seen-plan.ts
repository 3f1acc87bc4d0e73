import { z } from 'zod';

/**
 * What of a plan's file can be made out although other parts are broken: checks go by it, so that everything that is
 * wrong is told at once and not one thing after the other. Null: not readable, which the schema has told already.
 */

const number = z.number().nullable().catch(null);
const text = z.string().nullable().catch(null);
const list = z.array(z.unknown()).catch([]);
const table = z.record(z.string(), z.unknown()).catch({});

const stageSchema = z
  .object({ id: text, day_from: number, day_to: z.unknown().optional(), tasks: list, exit_gate: list, caps: table })
  .catch({ id: null, day_from: null, tasks: [], exit_gate: [], caps: {} });

const capSchema = z
  .object({
    per_hour: number.optional(),
    per_day: number.optional(),
    per_week: number.optional(),
    per_month: number.optional(),
  })
  .catch({});
export type SeenCap = z.infer<typeof capSchema>;

const windowSchema = z
  .object({
    id: text,
    from: text,
    to: text,
    rule: text,
    hard: z.unknown().optional(),
    applies_to: z.unknown().optional(),
  })
  .catch({ id: null, from: null, to: null, rule: null });
export type SeenWindow = z.infer<typeof windowSchema>;

const seenSchema = z
  .object({
    actions: table,
    counting_rules: z.object({ override: text }).catch({ override: null }),
    stages: z.array(stageSchema).catch([]),
    rest_windows: z.array(windowSchema).catch([]),
    health: z.object({ signals: list, recovery: text }).catch({ signals: [], recovery: null }),
    re_onboarding: list,
    tool_gates: table,
    sources: z.record(z.string(), z.unknown()).nullable().catch(null),
  })
  .catch({
    actions: {},
    counting_rules: { override: null },
    stages: [],
    rest_windows: [],
    health: { signals: [], recovery: null },
    re_onboarding: [],
    tool_gates: {},
    sources: null,
  });

export type SeenPlan = z.infer<typeof seenSchema>;
export type SeenStage = SeenPlan['stages'][number];

export function seePlan(content: unknown): SeenPlan {
  return seenSchema.parse(content);
}

export function capOf(stage: SeenStage, action: string): SeenCap {
  return capSchema.parse(stage.caps[action]);
}

/** The id of an entry of a list; null where it has none. */
export function idOf(entry: unknown): string | null {
  return z.object({ id: text }).catch({ id: null }).parse(entry).id;
}

/** What a field of an entry holds, whatever it is; undefined where it has none. */
export function valueIn(entry: unknown, field: string): unknown {
  return table.parse(entry)[field];
}

/** The word of a field that one word is expected in. */
export function wordIn(entry: unknown, field: string): string | null {
  return text.parse(table.parse(entry)[field]);
}
