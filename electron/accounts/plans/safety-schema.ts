import { z } from 'zod';
import {
  actionIds,
  conditions,
  groupRoles,
  longestCountDays,
  signalIds,
  stageIds,
  type Condition,
  type ConditionEffect,
  type Health,
  type ReOnboardingRule,
  type RestWindow,
  type Scope,
  type Signal,
  type ToolGate,
} from './plan.ts';
import {
  effectForms,
  noEffect,
  plainEffect,
  readEffect,
  readScope,
  readWindowScope,
  scopeForms,
  windowScopeForms,
} from './plan-lists.ts';
import { formsOf, readPhrases } from './phrases.ts';
import { milderPlace } from './signal-strength.ts';
import {
  confirmWords,
  eventWords,
  fixedWords,
  postcheckWords,
  recoverWords,
  recoveryWords,
  restDaysWords,
  thirdWords,
  triggerWords,
  undoWords,
} from './plan-words.ts';
import {
  atMost,
  exactly,
  ids,
  inBothLanguages,
  oneOf,
  phrase,
  phraseList,
  positive,
  said,
  slug,
  timeOfDay,
  words,
} from './schema-words.ts';

/** The parts of a plan's file that close something: rest, health, going back to an earlier stage, tools. */

const actionWord = oneOf(actionIds, 'action-unknown');
const actionList = z
  .array(actionWord)
  .min(1)
  .transform((actions): Scope => ({ kind: 'actions', actions }));
const scopeSchema: z.ZodType<Scope> = z.union([actionList, said(readScope, { known: scopeForms })]);
/** Windows go by the clock, not by what happened: only actions can be named. */
const windowScopeSchema: z.ZodType<Scope> = z.union([actionList, said(readWindowScope, { known: windowScopeForms })]);

const windowBasis = { id: slug, hard: z.boolean(), sources: ids };

/** A window of the day, or a rule on days of rest. */
export const restWindowSchema: z.ZodType<RestWindow> = z
  .strictObject({
    ...windowBasis,
    from: z.exactOptional(timeOfDay),
    to: z.exactOptional(timeOfDay),
    applies_to: z.exactOptional(windowScopeSchema),
    rule: z.exactOptional(atMost(phrase(restDaysWords), longestCountDays, ({ inDays }) => [inDays])),
  })
  .transform(({ id, hard: isHard, sources, from, to, applies_to: appliesTo, rule }, context): RestWindow => {
    const basis = { id, isHard, sources };
    if (rule !== undefined && from === undefined && to === undefined && appliesTo === undefined) {
      return { kind: 'rest-days', ...basis, ...rule };
    }
    if (rule === undefined && from !== undefined && to !== undefined && appliesTo !== undefined) {
      return { kind: 'daily', ...basis, fromMinute: from, toMinute: to, appliesTo };
    }
    const params = { field: id, expected: 'from + to + applies_to | rule' };
    context.addIssue({ code: 'custom', params: { code: 'field-wrong', params }, input: id });
    return z.NEVER;
  });

const untilWords = ['warning', 'cooldown', 'suspended', 'hold'] as const;

export const signalSchema: z.ZodType<Signal> = z
  .strictObject({
    id: oneOf(signalIds, 'signal-unknown'),
    ...inBothLanguages,
    when: z.exactOptional(phrase(triggerWords)),
    to: oneOf(untilWords, 'word-unknown'),
    scope: scopeSchema,
    hours: z.exactOptional(positive),
    repeat: z.exactOptional(
      z
        .strictObject({
          count: z.int().min(2).max(1_000).default(2),
          within_days: positive,
          hours: positive,
          to: z.exactOptional(oneOf(['warning', 'cooldown', 'suspended'], 'word-unknown')),
        })
        .transform(({ within_days: withinDays, ...rest }) => ({ ...rest, withinDays })),
    ),
    third: z.exactOptional(phrase(thirdWords)),
    recover: phraseList(recoverWords).default([]),
    sources: ids,
    note: z.exactOptional(words),
  })
  .transform(({ when, ...rest }, context): Signal => {
    const signal = { ...rest, trigger: when ?? { kind: 'reported' as const } };
    const place = milderPlace(signal);
    if (place === null) return signal;
    const params = { code: 'repeat-milder', params: { id: signal.id } };
    context.addIssue({ code: 'custom', params, input: signal.id, path: place });
    return z.NEVER;
  });

function effectSchema(condition: Condition): z.ZodType<ConditionEffect> {
  return z
    .strictObject({
      id: exactly(condition, condition),
      ...inBothLanguages,
      effect: said(readEffect, { known: effectForms }),
    })
    .transform(({ zh, en, effect }) => ({ zh, en, ...effect }));
}

/** An account that is well bears the caps of its stage: nothing reads another effect, so that none can be written. */
const normalSchema: z.ZodType<ConditionEffect> = z
  .strictObject({ id: exactly('normal', 'normal'), ...inBothLanguages, effect: exactly(plainEffect, noEffect) })
  .transform(({ zh, en, effect }) => ({ zh, en, ...effect }));

/** The four conditions, each once and in their order. */
const statesSchema: z.ZodType<Health['states']> = z
  .tuple([normalSchema, effectSchema('warning'), effectSchema('cooldown'), effectSchema('suspended')])
  .transform(([normal, warning, cooldown, suspended]) => ({ normal, warning, cooldown, suspended }));

const share = z.number().min(0).max(1);

export const healthSchema: z.ZodType<Health> = z
  .strictObject({
    states: statesSchema,
    risk_score_reference: z.strictObject({ warning: share, cooldown: share, suspended: share, source: words }),
    recorded_by: exactly(fixedWords.recordedBy, ['operator', 'confirmed-prompt'] as const),
    signals: z.array(signalSchema),
    recovery: phrase(recoveryWords),
  })
  .transform(({ risk_score_reference: riskScoreReference, recorded_by: recordedBy, ...rest }) => ({
    ...rest,
    riskScoreReference,
    recordedBy,
  }));

export const reOnboardingSchema: z.ZodType<ReOnboardingRule> = z
  .strictObject({
    event: phraseList(eventWords, '/'),
    restart_at: oneOf(stageIds, 'stage-unknown'),
    min_days: positive,
    silent_days: z.exactOptional(positive),
    note: z.exactOptional(words),
    sources: ids,
  })
  .transform(({ event, restart_at: restartAt, min_days: minDays, silent_days: silentDays, ...rest }) => {
    const noLoginDays = event.find(({ days }) => days !== undefined)?.days;
    return {
      events: event.map(({ kind }) => kind),
      ...(noLoginDays === undefined ? {} : { noLoginDays }),
      restartAt,
      minDays,
      ...(silentDays === undefined ? {} : { silentDays }),
      ...rest,
    };
  });

const noConfirm = 'none';

export const toolGateSchema: z.ZodType<ToolGate> = z
  .strictObject({
    action: actionWord.nullable(),
    min_stage: oneOf(stageIds, 'stage-unknown'),
    health: z.array(oneOf(conditions, 'word-unknown')).min(1),
    confirm: said((text) => (text === noConfirm ? { rule: [] } : readPhrases(text, confirmWords)), {
      known: `${noConfirm} | ${formsOf(confirmWords)}`,
    }),
    max_batch: z.exactOptional(positive),
    role_in_group: z.exactOptional(z.array(oneOf(groupRoles, 'word-unknown')).min(1)),
    postcheck: z.exactOptional(phrase(postcheckWords)),
    undo: z.exactOptional(phrase(undoWords)),
    note: z.exactOptional(words),
  })
  .transform(({ min_stage: minStage, max_batch: maxBatch, role_in_group: roleInGroup, ...rest }) => ({
    ...rest,
    minStage,
    ...(maxBatch === undefined ? {} : { maxBatch }),
    ...(roleInGroup === undefined ? {} : { roleInGroup }),
  }));
