import type { PlanProblem } from '../../contract/plan-problems.ts';
import { holdsAll } from './day-minutes.ts';
import { actionIds, type Plan, type RestWindow, type Scope } from './plan.ts';
import { actionsOf, readWindowScope } from './plan-lists.ts';
import { readPhrase } from './phrases.ts';
import { overrideWords, restDaysWords } from './plan-words.ts';
import type { Path, PlanFile } from './plan-yaml.ts';
import { timeOfDay } from './schema-words.ts';
import { capOf, wordIn, type SeenPlan, type SeenStage, type SeenWindow } from './seen-plan.ts';
import { checkZeroDoors } from './zero-doors.ts';

/**
 * What no plan may loosen, whoever wrote it: the zeros of the first stages, the days that they last and what leads out of
 * them and back, acts that only people do, hard windows, and the rule on loosening itself.
 */
export function checkAgainstTemplate(file: PlanFile, seen: SeenPlan, template: Plan): PlanProblem[] {
  return [
    ...seen.stages.flatMap((stage, index) => checkZeros(file, stage, index, template)),
    ...checkZeroDoors(file, seen, template),
    ...checkExecution(file, seen, template),
    ...template.restWindows.flatMap((window) => checkWindow(file, seen, window)),
    ...checkOverride(file, seen, template),
  ];
}

function checkZeros(file: PlanFile, stage: SeenStage, index: number, template: Plan): PlanProblem[] {
  const { hardZeroStages } = template.counting.override;
  const own = template.stages.find(({ id }) => id === stage.id);
  if (own === undefined || !hardZeroStages.includes(own.id)) return [];
  const to = stage.day_to;
  const days =
    typeof to === 'number' && own.dayTo !== null && to < own.dayTo
      ? [file.problem(['stages', index, 'day_to'], 'zero-days-shortened', { stage: own.id, to, lastDay: own.dayTo })]
      : [];
  const zeros = actionIds.flatMap((action) => {
    const value = capOf(stage, action).per_day;
    if (own.caps[action].perDay !== 0 || typeof value !== 'number' || value <= 0) return [];
    const path = ['stages', index, 'caps', action, 'per_day'];
    return [file.problem(path, 'zero-loosened', { action, stage: own.id, value })];
  });
  return [...days, ...zeros];
}

function checkExecution(file: PlanFile, { actions }: SeenPlan, template: Plan): PlanProblem[] {
  return actionIds
    .filter((action) => template.actions[action].execution === 'human_only')
    .filter((action) => wordIn(actions[action], 'execution') === 'assisted')
    .map((action) => file.problem(['actions', action, 'execution'], 'execution-loosened', { action }));
}

function checkWindow(file: PlanFile, { rest_windows: windows }: SeenPlan, own: RestWindow): PlanProblem[] {
  if (!own.isHard) return [];
  const index = windows.findIndex(({ id }) => id === own.id);
  const written = windows[index];
  const softenedAt = (path: Path): PlanProblem => file.problem(path, 'window-softened', { window: own.id });
  if (written === undefined) return [softenedAt(['rest_windows'])];
  const soft = written.hard === false ? [softenedAt(['rest_windows', index, 'hard'])] : [];
  const fields = own.kind === 'daily' ? lostOf(written, own) : isFewerDays(written, own) ? ['rule'] : [];
  return [...soft, ...fields.map((field) => softenedAt(['rest_windows', index, field]))];
}

/** What of a hard window of the day lets something through that it kept; a rule on days keeps none of its minutes. */
function lostOf(written: SeenWindow, own: Extract<RestWindow, { kind: 'daily' }>): string[] {
  const scope = scopeOf(written.applies_to);
  const isNarrower = scope !== null && !actionsOf(own.appliesTo).every((each) => actionsOf(scope).includes(each));
  const narrower = isNarrower ? ['applies_to'] : [];
  if (written.from === null && written.to === null && written.rule !== null) return [...narrower, 'rule'];
  const [fromMinute, toMinute] = [minuteOf(written.from), minuteOf(written.to)];
  if (fromMinute === null || toMinute === null || holdsAll({ fromMinute, toMinute }, own)) return narrower;
  const isLate = !holdsAll({ fromMinute, toMinute: own.toMinute }, own);
  return [...narrower, isLate ? 'from' : 'to'];
}

function isFewerDays(written: SeenWindow, own: Extract<RestWindow, { kind: 'rest-days' }>): boolean {
  if (written.rule === null) return written.from !== null;
  const said = readPhrase(written.rule, restDaysWords);
  return 'rule' in said && (said.rule.restDays < own.restDays || said.rule.inDays > own.inDays);
}

function minuteOf(written: string | null): number | null {
  const { data } = timeOfDay.safeParse(written);
  return data ?? null;
}

/** Null where it cannot be read, which is told elsewhere. */
function scopeOf(written: unknown): Scope | null {
  if (typeof written === 'string') {
    const said = readWindowScope(written);
    return 'rule' in said ? said.rule : null;
  }
  if (!Array.isArray(written)) return null;
  return { kind: 'actions', actions: actionIds.filter((action) => written.includes(action)) };
}

function checkOverride(file: PlanFile, { counting_rules: { override } }: SeenPlan, template: Plan): PlanProblem[] {
  const said = readPhrase(override ?? '', overrideWords);
  const { maxDays, hardZeroStages } = template.counting.override;
  if ('unknown' in said) return [];
  const { rule } = said;
  if (rule.maxDays <= maxDays && hardZeroStages.every((id) => rule.hardZeroStages.includes(id))) return [];
  const params = { days: maxDays, stages: hardZeroStages.join(', ') };
  return [file.problem(['counting_rules', 'override'], 'override-loosened', params)];
}
