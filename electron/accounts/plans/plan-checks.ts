import type { PlanNote, PlanProblem } from '../../contract/plan-problems.ts';
import { checkAgainstTemplate } from './hard-rules.ts';
import { actionIds, signalIds, stageIds, type ExitRule, type Plan } from './plan.ts';
import { capKeys } from './plan-schema.ts';
import { readPhrase } from './phrases.ts';
import { exitWords } from './plan-words.ts';
import type { Path, PlanFile } from './plan-yaml.ts';
import { capOf, idOf, seePlan, type SeenPlan, type SeenStage } from './seen-plan.ts';
import { checkUnkept } from './unkept-rules.ts';

/** What does not fit together in a plan's file, whatever else is wrong with it. `template` null: it is the template itself. */
export function checkPlan(file: PlanFile, template: Plan | null): PlanProblem[] {
  const seen = seePlan(file.content);
  return [
    ...checkStageList(file, seen.stages),
    ...checkFirst(file, seen.stages),
    ...seen.stages.flatMap((stage, index) => [
      ...checkDays(file, seen.stages, index),
      ...checkExit(file, stage, index),
      ...checkHours(file, stage, index),
    ]),
    ...checkWindows(file, seen),
    ...checkSignals(file, seen),
    ...checkTwice(file, file.content, []),
    ...checkSources(file, seen, file.content, []),
    ...(template === null ? [] : [...checkAgainstTemplate(file, seen, template), ...checkUnkept(file, seen, template)]),
  ];
}

/** What is allowed and worth a second look. */
export function notesOfPlan(file: PlanFile): PlanNote[] {
  const { stages } = seePlan(file.content);
  return stages.flatMap((stage, index) => [
    ...notesOnFalls(file, stages, index),
    ...actionIds.flatMap((action) => notesOnReach(file, stage, index, action)),
  ]);
}

function checkStageList(file: PlanFile, stages: readonly SeenStage[]): PlanProblem[] {
  const written = stages.map(({ id }) => id);
  const missing = stageIds.filter((id) => !written.includes(id));
  if (missing.length > 0) return missing.map((stage) => file.problem(['stages'], 'stage-missing', { stage }));
  const index = stageIds.findIndex((id, place) => written[place] !== id);
  // A stage that stands twice is told as such.
  if (index < 0 || written.length > stageIds.length) return [];
  const params = { stage: written[index] ?? '?', expected: stageIds[index] ?? '?' };
  return [file.problem(['stages', index, 'id'], 'stage-order', params)];
}

/** The days of an account count from the sign-off of the first stage, which is therefore day 0. */
function checkFirst(file: PlanFile, [first]: readonly SeenStage[]): PlanProblem[] {
  if (first === undefined) return [];
  const { day_from: from, day_to: to, exit_gate: gate } = first;
  const stage = first.id ?? '?';
  const end = typeof to === 'number' ? to : 0;
  const place = from !== null && from !== 0 ? 'day_from' : 'day_to';
  const isSignedOff = gate.some((entry) => exitRuleOf(entry)?.kind === 'sign-off');
  // Words that nobody understands are told as such; one of them may have been meant as the sign-off.
  const isClear = gate.every((entry) => exitRuleOf(entry) !== null);
  return [
    ...((from ?? 0) !== 0 || end !== 0 ? [file.problem(['stages', 0, place], 'days-first', { stage })] : []),
    ...(isClear && !isSignedOff ? [file.problem(['stages', 0, 'exit_gate'], 'sign-off-missing', { stage })] : []),
  ];
}

/** Null for words that nobody understands. */
function exitRuleOf(entry: unknown): ExitRule | null {
  const said = readPhrase(typeof entry === 'string' ? entry : '', exitWords);
  return 'rule' in said ? said.rule : null;
}

function checkDays(file: PlanFile, stages: readonly SeenStage[], index: number): PlanProblem[] {
  const stage = stages[index];
  const before = stages[index - 1];
  if (stage === undefined) return [];
  const { id, day_from: from, day_to: to } = stage;
  const name = id ?? '?';
  const problems: PlanProblem[] = [];
  const isLast = index === stages.length - 1;
  if (isLast !== (to === null)) problems.push(file.problem(['stages', index, 'day_to'], 'days-open', { stage: name }));
  if (from !== null && typeof to === 'number' && to < from) {
    problems.push(file.problem(['stages', index, 'day_to'], 'days-backwards', { stage: name, from, to }));
  }
  const endBefore = before?.day_to;
  if (typeof endBefore !== 'number' || from === null || from === endBefore + 1) return problems;
  const code = from <= endBefore ? 'days-overlap' : 'days-gap';
  const params = { stage: name, from, before: before?.id ?? '?', to: endBefore, expected: endBefore + 1 };
  return [...problems, file.problem(['stages', index, 'day_from'], code, params)];
}

/** An account must not leave a stage before the days of that stage are over. */
function checkExit(file: PlanFile, { id, day_to: lastDay, exit_gate: gate }: SeenStage, index: number): PlanProblem[] {
  if (typeof lastDay !== 'number' || lastDay < 1) return [];
  const rules = gate.map(exitRuleOf);
  const days = rules.map((rule) => (rule?.kind === 'day' ? rule.atLeast : null));
  if (days.some((day) => day !== null && day >= lastDay)) return [];
  // Words that nobody understands are told as such; one of them may have been meant as the day.
  if (rules.includes(null)) return [];
  const place = days.findIndex((day) => day !== null);
  const path: Path = ['stages', index, 'exit_gate', ...(place < 0 ? [] : [place])];
  return [file.problem(path, 'exit-day-early', { stage: id ?? '?', lastDay })];
}

function checkHours(file: PlanFile, stage: SeenStage, index: number): PlanProblem[] {
  return actionIds.flatMap((action) => {
    const { per_hour: perHour, per_day: perDay } = capOf(stage, action);
    if (typeof perHour !== 'number' || typeof perDay !== 'number' || perHour <= perDay) return [];
    return [file.problem(['stages', index, 'caps', action, 'per_hour'], 'hour-over-day', { perHour, perDay })];
  });
}

function checkWindows(file: PlanFile, { rest_windows: windows }: SeenPlan): PlanProblem[] {
  return windows.flatMap(({ id, from, to }, index) =>
    from === null || from !== to
      ? []
      : [file.problem(['rest_windows', index, 'to'], 'window-empty', { window: id ?? '?', value: from })],
  );
}

function checkSignals(file: PlanFile, { health: { signals } }: SeenPlan): PlanProblem[] {
  const written = new Set(signals.map((entry) => idOf(entry)));
  const missing = signalIds.filter((id) => !written.has(id));
  return missing.map((id) => file.problem(['health', 'signals'], 'signal-missing', { id }));
}

/** Entries of one list that have one id. */
function checkTwice(file: PlanFile, value: unknown, path: Path): PlanProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, each]) =>
    checkTwice(file, each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  if (!Array.isArray(value)) return below;
  const names = value.map((entry) => idOf(entry));
  const twice = names.flatMap((id, index) =>
    id !== null && names.indexOf(id) < index ? [file.problem([...path, index, 'id'], 'entry-twice', { id })] : [],
  );
  return [...twice, ...below];
}

/** Every source that something names must be listed. */
function checkSources(file: PlanFile, seen: SeenPlan, value: unknown, path: Path): PlanProblem[] {
  const { sources } = seen;
  if (sources === null || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (path.length === 0 && key === 'sources') return [];
    const isNaming = key === 'sources' || key === 'source';
    if (!isNaming) return checkSources(file, seen, each, place);
    const named: readonly unknown[] = Array.isArray(each) ? each : [each];
    return named.flatMap((source) =>
      typeof source === 'string' && !Object.hasOwn(sources, source)
        ? [file.problem(place, 'source-unknown', { source })]
        : [],
    );
  });
}

/** Caps that are lower than in the stage before: allowed, and easily a slip. */
function notesOnFalls(file: PlanFile, stages: readonly SeenStage[], index: number): PlanNote[] {
  const [before, stage] = [stages[index - 1], stages[index]];
  if (before === undefined || stage === undefined) return [];
  return actionIds.flatMap((action) =>
    capKeys.flatMap((field) => {
      const [from, to] = [capOf(before, action)[field], capOf(stage, action)[field]];
      if (typeof from !== 'number' || typeof to !== 'number' || to >= from) return [];
      const params = { action, field, before: before.id ?? '?', from, stage: stage.id ?? '?', to };
      return [file.note(['stages', index, 'caps', action, field], 'cap-falls', params)];
    }),
  );
}

const widening = [
  ['per_day', 'per_week'],
  ['per_week', 'per_month'],
  ['per_day', 'per_month'],
] as const;

/** A cap that the one over a longer time never lets anybody reach. */
function notesOnReach(file: PlanFile, stage: SeenStage, index: number, action: string): PlanNote[] {
  const cap = capOf(stage, action);
  return widening.flatMap(([field, widerField]) => {
    const [value, wider] = [cap[field], cap[widerField]];
    if (typeof value !== 'number' || typeof wider !== 'number' || value <= wider) return [];
    const params = { action, field, value, widerField, wider };
    return [file.note(['stages', index, 'caps', action, field], 'cap-out-of-reach', params)];
  });
}
