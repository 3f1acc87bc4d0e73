import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import {
  conditions,
  type Cap,
  type Intervals,
  type PerGroupLimit,
  type Plan,
  type ReOnboardingRule,
  type RestWindow,
  type Signal,
  type Stage,
  type ToolGate,
} from './plan.ts';
import { writeCounts, writeEffect, writeScope } from './plan-lists.ts';
import { perGroupSuffix, planFormat } from './plan-schema.ts';
import {
  confirmWords,
  eventWords,
  exitWords,
  fixedWords,
  overrideWords,
  postcheckWords,
  recoverWords,
  recoveryWords,
  restDaysWords,
  thirdWords,
  triggerWords,
  undoWords,
  windowsWords,
} from './plan-words.ts';
import { writePhrase, type Phrase } from './phrases.ts';
import { writeTime } from './schema-words.ts';

/** A part of a plan as its file has it; what is undefined is left out of the file. */
export type Written =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Written[]
  | { readonly [key: string]: Written };

/** The text of a plan's file: the same plan always gives the same text, and reading it gives the same plan. */
export function writePlan(plan: Plan): string {
  const document = new Document(planDocument(plan), { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_key, { key, value }) {
      const isRow = isMap(value) && value.items.some((item) => isScalar(item.key) && rowFields.has(item.key.value));
      const isWordList = isSeq(value) && value.items.every(isScalar) && !(isScalar(key) && key.value === 'exit_gate');
      if (isRow || isWordList) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

/** What has one of these fields stands on one line: such entries below each other are read as a table. */
const rowFields: ReadonlySet<unknown> = new Set([
  'evidence',
  'grade',
  'max',
  'max_percent_of_group_per_24h',
  'within_days',
]);

/** The plan as its file has it: the same names and places, with every rule in words. */
export function planDocument(plan: Plan): Readonly<Record<string, Written>> {
  return {
    schema: planFormat,
    id: plan.planId,
    version: plan.version,
    title: { ...plan.title },
    sources: mapValues(plan.sources, (source) => ({ ...source })),
    actions: mapValues(plan.actions, (action) => ({ ...action })),
    counting_rules: countingOf(plan),
    stages: plan.stages.map(writeStage),
    intervals: writeIntervals(plan.intervals),
    rest_windows: plan.restWindows.map(writeWindow),
    health: healthOf(plan),
    re_onboarding: plan.reOnboarding.map(writeReOnboarding),
    tool_gates: mapValues(plan.toolGates, writeToolGate),
  };
}

function mapValues<Value>(
  table: Readonly<Partial<Record<string, Value>>>,
  write: (value: Value) => Written,
): Record<string, Written> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, value]) => (value === undefined ? [] : [[key, write(value)]])),
  );
}

function countingOf({ counting }: Plan): Written {
  return {
    day_boundary: fixedWords.dayBoundary,
    account_day: fixedWords.accountDay,
    window: writePhrase(counting.windows, windowsWords),
    counts: writeCounts(counting.counts),
    shared_owner: fixedWords.sharedOwner,
    per_group: mapValues<PerGroupLimit>(counting.perGroup, (limit) =>
      limit.kind === 'count'
        ? { max: limit.max, days: limit.days, sources: limit.sources }
        : { max_percent_of_group_per_24h: limit.maxPercent, sources: limit.sources },
    ),
    blocked_is_not_failure: fixedWords.heldIsNoFailure,
    override: writePhrase(counting.override, overrideWords),
  };
}

function writeStage(stage: Stage): Written {
  return {
    id: stage.id,
    zh: stage.zh,
    en: stage.en,
    day_from: stage.dayFrom,
    day_to: stage.dayTo,
    summary: stage.summary,
    tasks: stage.tasks.map(({ isRequired, sources, proof, ...task }) => {
      return { ...task, required: isRequired, who: 'human', sources, proof };
    }),
    exit_gate: stage.exitGate.map((rule) => writePhrase(rule, exitWords)),
    caps: mapValues(stage.caps, writeCap),
  };
}

function writeCap({ perHour, perDay, perWeek, perMonth, evidence, sources, note }: Cap): Written {
  return { per_hour: perHour, per_day: perDay, per_week: perWeek, per_month: perMonth, evidence, sources, note };
}

function writeIntervals(intervals: Intervals): Written {
  const perGroup = Object.entries(intervals.minSecondsPerGroup);
  return {
    min_seconds: {
      ...intervals.minSeconds,
      ...Object.fromEntries(perGroup.map(([action, seconds]) => [`${action}${perGroupSuffix}`, seconds])),
    },
    one_write_task_per_account: intervals.oneWriteTaskPerAccount,
    max_continuous_batch_minutes: intervals.maxContinuousBatchMinutes,
    pause_between_batches_minutes: intervals.pauseBetweenBatchesMinutes,
  };
}

function writeWindow(window: RestWindow): Written {
  const basis = { hard: window.isHard, sources: window.sources };
  if (window.kind === 'rest-days') return { id: window.id, rule: writePhrase(window, restDaysWords), ...basis };
  const { id, fromMinute, toMinute, appliesTo } = window;
  const times = { from: writeTime(fromMinute), to: writeTime(toMinute) };
  return { id, ...times, applies_to: writeScope(appliesTo, 'all write actions'), ...basis };
}

function healthOf({ health }: Plan): Written {
  return {
    states: conditions.map((id) => {
      const { zh, en, ...effect } = health.states[id];
      return { id, zh, en, effect: writeEffect(effect) };
    }),
    risk_score_reference: { ...health.riskScoreReference },
    recorded_by: fixedWords.recordedBy,
    signals: health.signals.map(writeSignal),
    recovery: writePhrase(health.recovery, recoveryWords),
  };
}

function writeSignal(signal: Signal): Written {
  const { id, zh, en, trigger, to, scope, hours, repeat, third, recover, note, sources } = signal;
  const { withinDays, ...again } = repeat ?? { withinDays: undefined };
  return {
    id,
    zh,
    en,
    when: trigger.kind === 'reported' ? undefined : writePhrase(trigger, triggerWords),
    to,
    scope: writeScope(scope, 'all'),
    hours,
    repeat: repeat === undefined ? undefined : { ...again, within_days: withinDays },
    third: third === undefined ? undefined : writePhrase(third, thirdWords),
    recover: recover.length === 0 ? undefined : joined(recover, recoverWords),
    note,
    sources,
  };
}

function writeReOnboarding(rule: ReOnboardingRule): Written {
  const events = rule.events.map((kind) =>
    kind === 'no-login' && rule.noLoginDays !== undefined ? { kind, days: rule.noLoginDays } : { kind },
  );
  return {
    event: joined(events, eventWords, ' / '),
    restart_at: rule.restartAt,
    silent_days: rule.silentDays,
    min_days: rule.minDays,
    note: rule.note,
    sources: rule.sources,
  };
}

function writeToolGate(gate: ToolGate): Written {
  return {
    action: gate.action,
    min_stage: gate.minStage,
    health: gate.health,
    confirm: gate.confirm.length === 0 ? 'none' : joined(gate.confirm, confirmWords),
    max_batch: gate.maxBatch,
    role_in_group: gate.roleInGroup,
    postcheck: gate.postcheck === undefined ? undefined : writePhrase(gate.postcheck, postcheckWords),
    undo: gate.undo === undefined ? undefined : writePhrase(gate.undo, undoWords),
    note: gate.note,
  };
}

function joined<Rule>(rules: readonly Rule[], phrases: readonly Phrase<Rule>[], joint = ' + '): string {
  return rules.map((rule) => writePhrase(rule, phrases)).join(joint);
}
