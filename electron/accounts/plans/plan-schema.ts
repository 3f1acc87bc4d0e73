import { z } from 'zod';
import {
  actionIds,
  evidenceLevels,
  executions,
  groupActionIds,
  longestCountDays,
  stageIds,
  taskFrequencies,
  toolNames,
  type ActionId,
  type Cap,
  type Counting,
  type Intervals,
  type PerGroupLimit,
  type Plan,
  type PlanAction,
  type PlanTask,
  type Stage,
} from './plan.ts';
import { countsForms, readCounts } from './plan-lists.ts';
import { exitWords, fixedWords, overrideWords, windowsWords } from './plan-words.ts';
import { healthSchema, reOnboardingSchema, restWindowSchema, toolGateSchema } from './safety-schema.ts';
import {
  atMost,
  exactly,
  ids,
  inBothLanguages,
  oneOf,
  phrase,
  positive,
  said,
  slug,
  whole,
  words,
} from './schema-words.ts';

export const planFormat = 'onboarding-plan/1';

export const capKeys = ['per_hour', 'per_day', 'per_week', 'per_month'] as const;
export type CapKey = (typeof capKeys)[number];

const capSchema: z.ZodType<Cap> = z
  .strictObject({
    per_hour: z.exactOptional(whole),
    per_day: whole,
    per_week: z.exactOptional(whole),
    per_month: z.exactOptional(whole),
    evidence: oneOf(evidenceLevels, 'word-unknown'),
    sources: ids,
    note: z.exactOptional(words),
  })
  .transform(({ per_hour: perHour, per_day: perDay, per_week: perWeek, per_month: perMonth, ...rest }) => ({
    perDay,
    ...(perHour === undefined ? {} : { perHour }),
    ...(perWeek === undefined ? {} : { perWeek }),
    ...(perMonth === undefined ? {} : { perMonth }),
    ...rest,
  }));

const actionSchema: z.ZodType<PlanAction> = z.strictObject({
  ...inBothLanguages,
  unit: words,
  execution: oneOf(executions, 'word-unknown'),
  note: z.exactOptional(words),
});

const taskSchema: z.ZodType<PlanTask> = z
  .strictObject({
    id: slug,
    ...inBothLanguages,
    frequency: oneOf(taskFrequencies, 'word-unknown'),
    required: z.boolean(),
    who: exactly('human', 'human'),
    sources: ids,
    proof: z.exactOptional(words),
  })
  .transform(({ required: isRequired, who: _who, ...rest }) => ({ ...rest, isRequired }));

const stageSchema: z.ZodType<Stage> = z
  .strictObject({
    id: oneOf(stageIds, 'stage-unknown'),
    ...inBothLanguages,
    day_from: whole,
    day_to: whole.nullable(),
    summary: words,
    tasks: z.array(taskSchema),
    exit_gate: z.array(phrase(exitWords)),
    caps: z.record(z.enum(actionIds), capSchema),
  })
  .transform(({ day_from: dayFrom, day_to: dayTo, exit_gate: exitGate, ...rest }) => ({
    ...rest,
    dayFrom,
    dayTo,
    exitGate,
  }));

const perGroupSchema: z.ZodType<PerGroupLimit> = z
  .strictObject({
    max: z.exactOptional(whole),
    days: z.exactOptional(positive.max(longestCountDays)),
    max_percent_of_group_per_24h: z.exactOptional(whole.max(100)),
    sources: ids,
  })
  .transform(({ max, days, max_percent_of_group_per_24h: maxPercent, sources }, context): PerGroupLimit => {
    if (maxPercent !== undefined && max === undefined && days === undefined) {
      return { kind: 'percent-per-day', maxPercent, sources };
    }
    if (maxPercent === undefined && max !== undefined && days !== undefined) {
      return { kind: 'count', max, days, sources };
    }
    const params = {
      code: 'field-wrong',
      params: { field: 'per_group', expected: 'max + days | max_percent_of_group_per_24h' },
    };
    context.addIssue({ code: 'custom', params, input: max });
    return z.NEVER;
  });

const minutesOfDay = 1_440;

function daysOfWindows({ hourMinutes, weekDays, monthDays }: Counting['windows']): readonly number[] {
  return [Math.ceil(hourMinutes / minutesOfDay), weekDays, monthDays];
}

const countingSchema: z.ZodType<Counting> = z
  .strictObject({
    day_boundary: exactly(fixedWords.dayBoundary, 'Asia/Shanghai' as const),
    account_day: exactly(fixedWords.accountDay, 'S0' as const),
    window: atMost(phrase(windowsWords), longestCountDays, daysOfWindows),
    counts: said(readCounts, { known: countsForms }),
    shared_owner: exactly(fixedWords.sharedOwner, groupActionIds),
    per_group: z.partialRecord(z.enum(actionIds), perGroupSchema),
    blocked_is_not_failure: exactly(fixedWords.heldIsNoFailure, false as const),
    override: phrase(overrideWords),
  })
  .transform((rules) => ({
    timeZone: rules.day_boundary,
    dayOneAfterSignOffOf: rules.account_day,
    windows: rules.window,
    counts: rules.counts,
    sharedOverAccounts: rules.shared_owner,
    perGroup: rules.per_group,
    isHeldFailure: rules.blocked_is_not_failure,
    override: rules.override,
  }));

/** What follows the action in the name of a gap that is kept inside one act, from group to group. */
export const perGroupSuffix = '_per_group';
const gapKeys: readonly string[] = actionIds.flatMap((action) => [action, `${action}${perGroupSuffix}`]);

const intervalsSchema: z.ZodType<Intervals> = z
  .strictObject({
    min_seconds: z.partialRecord(z.enum(gapKeys), whole),
    one_write_task_per_account: z.boolean(),
    max_continuous_batch_minutes: positive,
    pause_between_batches_minutes: whole.max(longestCountDays * minutesOfDay),
  })
  .transform((rules) => ({
    minSeconds: gapsOf(rules.min_seconds, ''),
    minSecondsPerGroup: gapsOf(rules.min_seconds, perGroupSuffix),
    oneWriteTaskPerAccount: rules.one_write_task_per_account,
    maxContinuousBatchMinutes: rules.max_continuous_batch_minutes,
    pauseBetweenBatchesMinutes: rules.pause_between_batches_minutes,
  }));

function gapsOf(gaps: Readonly<Partial<Record<string, number>>>, suffix: string): Partial<Record<ActionId, number>> {
  const found: Partial<Record<ActionId, number>> = {};
  for (const action of actionIds) {
    const seconds = gaps[`${action}${suffix}`];
    if (seconds !== undefined) found[action] = seconds;
  }
  return found;
}

/** A plan's file: its shape and the words of its rules. What does not fit together is for `plan-checks`. */
export const planSchema: z.ZodType<Plan> = z
  .strictObject({
    schema: exactly(planFormat, planFormat),
    id: slug,
    version: positive,
    title: z.strictObject(inBothLanguages),
    sources: z.record(z.string().min(1).max(40), z.strictObject({ title: words, grade: words })),
    actions: z.record(z.enum(actionIds), actionSchema),
    counting_rules: countingSchema,
    stages: z.array(stageSchema),
    intervals: intervalsSchema,
    rest_windows: z.array(restWindowSchema),
    health: healthSchema,
    re_onboarding: z.array(reOnboardingSchema),
    tool_gates: z.record(z.enum(toolNames), toolGateSchema),
  })
  .transform((file) => ({
    planId: file.id,
    version: file.version,
    title: file.title,
    sources: file.sources,
    actions: file.actions,
    counting: file.counting_rules,
    stages: file.stages,
    intervals: file.intervals,
    restWindows: file.rest_windows,
    health: file.health,
    reOnboarding: file.re_onboarding,
    toolGates: file.tool_gates,
  }));
