import type { PlanProblem } from '../../contract/plan-problems.ts';
import { readPhrase, writePhrase } from './phrases.ts';
import {
  stageIds,
  type ExitRule,
  type Plan,
  type PlanTask,
  type ReOnboardingEvent,
  type ReOnboardingRule,
  type Stage,
} from './plan.ts';
import { eventWords, exitWords, recoveryWords } from './plan-words.ts';
import type { Path, PlanFile } from './plan-yaml.ts';
import { reOnboardingSchema } from './safety-schema.ts';
import { idOf, valueIn, type SeenPlan, type SeenStage } from './seen-plan.ts';
import { checkZeroSignals } from './zero-signals.ts';

/**
 * The doors of the stages whose zeros are hard: a plan that let an account leave them sooner, or kept it from coming back to
 * them, would lift their zeros as surely as one that wrote another number. The days are seen to elsewhere.
 */
export function checkZeroDoors(file: PlanFile, seen: SeenPlan, template: Plan): PlanProblem[] {
  const { hardZeroStages } = template.counting.override;
  const exits = seen.stages.flatMap((stage, index) => {
    const own = template.stages.find(({ id }) => id === stage.id && hardZeroStages.includes(id));
    if (own === undefined) return [];
    return [...checkExits(file, stage, index, { own, template }), ...checkTasks(file, stage, index, own)];
  });
  return [
    ...exits,
    ...checkRestarts(file, seen, template),
    ...checkRecovery(file, seen, template),
    ...checkZeroSignals(file, seen, template),
  ];
}

function checkExits(
  file: PlanFile,
  { exit_gate: gate }: SeenStage,
  index: number,
  { own, template }: { readonly own: Stage; readonly template: Plan },
): PlanProblem[] {
  const rules = gate.map((entry) => readPhrase(typeof entry === 'string' ? entry : '', exitWords));
  // Words that nobody understands are told as such; one of them may have been meant as what is missing.
  const read = rules.flatMap((said) => ('rule' in said ? [said.rule] : []));
  if (read.length < rules.length) return [];
  return own.exitGate.flatMap((rule) => {
    const isSeenTo =
      rule.kind === 'day' || (rule.kind === 'sign-off' && own.id === template.counting.dayOneAfterSignOffOf);
    if (isSeenTo || read.some((other) => isAsStrict(other, rule))) return [];
    const place = read.findIndex(({ kind }) => kind === rule.kind);
    const path: Path = ['stages', index, 'exit_gate', ...(place < 0 ? [] : [place])];
    return [file.problem(path, 'zero-exit-loosened', { stage: own.id, rule: writePhrase(rule, exitWords) })];
  });
}

/** To be well is to be without a warning, and whoever is without one is in no cooldown. */
function isAsStrict(rule: ExitRule, own: ExitRule): boolean {
  switch (own.kind) {
    case 'day':
      return rule.kind === 'day' && rule.atLeast >= own.atLeast;
    case 'required-tasks':
    case 'sign-off':
      return rule.kind === own.kind;
    case 'health-normal':
    case 'no-warning':
      return (rule.kind === 'health-normal' || rule.kind === 'no-warning') && rule.days >= own.days;
    case 'no-cooldown':
      return 'days' in rule && rule.days >= own.days;
  }
}

function checkTasks(file: PlanFile, { tasks }: SeenStage, index: number, own: Stage): PlanProblem[] {
  if (!own.exitGate.some(({ kind }) => kind === 'required-tasks')) return [];
  return own.tasks
    .filter(({ isRequired }) => isRequired)
    .flatMap((task) => {
      const told = (path: Path, rule: string): PlanProblem =>
        file.problem(['stages', index, 'tasks', ...path], 'zero-task-loosened', {
          stage: own.id,
          task: task.id,
          rule,
        });
      const place = tasks.findIndex((entry) => idOf(entry) === task.id);
      if (place < 0) return [told([], `id: ${task.id}`)];
      return lostOf(tasks[place], task).map(([field, rule]) => told([place, field], rule));
    });
}

/** Each later one asks for no less than the ones before it. */
const oftener: readonly (readonly PlanTask['frequency'][])[] = [
  ['once', 'stage'],
  ['quarterly', 'weekly', 'daily'],
];

/** What of a required task is asked for no more, and what it said. */
function lostOf(written: unknown, own: PlanTask): (readonly [field: string, rule: string])[] {
  const frequency = valueIn(written, 'frequency');
  const order = oftener.find((list) => list.includes(own.frequency)) ?? [];
  const isAsOften = order.slice(order.indexOf(own.frequency)).some((word) => word === frequency);
  return [
    ...(valueIn(written, 'required') === false ? [['required', 'required: true'] as const] : []),
    ...(typeof frequency !== 'string' || isAsOften ? [] : [['frequency', `frequency: ${own.frequency}`] as const]),
    ...(own.proof === undefined || valueIn(written, 'proof') !== undefined
      ? []
      : [['proof', `proof: ${own.proof}`] as const]),
  ];
}

function checkRestarts(file: PlanFile, { re_onboarding: entries }: SeenPlan, template: Plan): PlanProblem[] {
  const read = entries.map((entry) => reOnboardingSchema.safeParse(entry).data ?? null);
  const { hardZeroStages } = template.counting.override;
  return template.reOnboarding
    .filter(({ restartAt }) => hardZeroStages.includes(restartAt))
    .flatMap((own) => {
      const lost = own.events.flatMap((kind) => lostOn(kind, own, read));
      // One answer for all the events of which a place says less.
      const places = new Map(lost.map(({ path, rule }) => [`${path.join('.')} ${rule}`, { path, rule }]));
      return [...places.values()].map(({ path, rule }) => {
        const events = lost.filter((one) => one.rule === rule && one.path.join('.') === path.join('.'));
        const event = events.map((one) => one.event).join(' / ');
        return file.problem(['re_onboarding', ...path], 'zero-restart-loosened', { event, rule });
      });
    });
}

interface LostRestart {
  readonly path: Path;
  readonly rule: string;
  readonly event: string;
}

/** What the rule that holds for an event, the first one on it, says less than its own. */
function lostOn(
  kind: ReOnboardingEvent,
  own: ReOnboardingRule,
  read: readonly (ReOnboardingRule | null)[],
): LostRestart[] {
  const { noLoginDays: days } = own;
  const event = writePhrase(kind === 'no-login' && days !== undefined ? { kind, days } : { kind }, eventWords);
  const place = read.findIndex((rule) => rule?.events.includes(kind));
  const rule = read[place] ?? null;
  // One that cannot be read is told as such, and may have been meant for it.
  if (rule === null) return read.includes(null) ? [] : [{ path: [], rule: `event: ${event}`, event }];
  const isLater = kind === 'no-login' && (rule.noLoginDays ?? 0) > (days ?? Infinity);
  const fields = [...lostBy(rule, own), ...(isLater ? [['event', event] as const] : [])];
  return fields.map(([field, said]) => ({ path: [place, field], rule: `${field}: ${said}`, event }));
}

function lostBy(rule: ReOnboardingRule, own: ReOnboardingRule): (readonly [field: string, said: string | number])[] {
  const isHigher = stageIds.indexOf(rule.restartAt) > stageIds.indexOf(own.restartAt);
  const { silentDays = 0 } = own;
  return [
    ...(isHigher ? [['restart_at', own.restartAt] as const] : []),
    ...(rule.minDays < own.minDays ? [['min_days', own.minDays] as const] : []),
    ...((rule.silentDays ?? 0) < silentDays ? [['silent_days', silentDays] as const] : []),
  ];
}

/** Every cooldown lowers an account; from the first stage without hard zeros it leads into one that has them. */
function checkRecovery(file: PlanFile, { health: { recovery } }: SeenPlan, template: Plan): PlanProblem[] {
  const said = readPhrase(recovery ?? '', recoveryWords);
  const own = template.health.recovery;
  if ('unknown' in said) return [];
  if (said.rule.loweredStages >= own.loweredStages && said.rule.loweredDays >= own.loweredDays) return [];
  const params = { what: 'recovery', rule: writePhrase(own, recoveryWords) };
  return [file.problem(['health', 'recovery'], 'zero-drop-loosened', params)];
}
