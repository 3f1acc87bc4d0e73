import type { PlanProblem } from '../../contract/plan-problems.ts';
import type { Plan } from './plan.ts';
import { compareRules, differencesOf } from './plan-diff.ts';
import { isList, nameOf, type RuleValue } from './plan-rules.ts';
import { readDocument, type PlanReading } from './read-plan.ts';
import { planDocument, type Written } from './write-plan.ts';

/** A plan of an account as it is, as somebody wants it, and the template that bounds both. */
export interface PlanChange {
  /** What holds once everything that is given for a while is over. */
  readonly current: Plan;
  /** What holds until then instead; left out: nothing does. */
  readonly running?: RunningPlan | null;
  readonly next: Plan;
  readonly template: Plan;
}

/** A plan that was given for a while, and is not over. */
export interface RunningPlan {
  readonly plan: Plan;
  readonly untilAt: number;
}

/** Who wants it, and what was given for it. */
export interface ChangeRequest {
  readonly isSupervisor: boolean;
  readonly reason: string | null;
  /** When it ends by itself. */
  readonly untilAt: number | null;
  readonly now: number;
}

/** What a change still lacks. */
export type ChangeNeed = 'supervisor' | 'reason' | 'expiry' | 'expiry-past' | 'expiry-too-late';

/** `until` of `allowed`: null where nothing in it has to end. */
export type ChangeVerdict =
  | { readonly kind: 'allowed'; readonly untilAt: number | null; readonly raised: readonly string[] }
  | { readonly kind: 'lacking'; readonly needs: readonly ChangeNeed[]; readonly raised: readonly string[] }
  | { readonly kind: 'never'; readonly problems: readonly PlanProblem[] };

const dayMs = 24 * 60 * 60_000;
/** Where there is no telling which rules were loosened. */
const unreadablePath = 'plan';

/**
 * Whether a plan may be changed so. Tightening is anybody's. Whatever else takes a supervisor and a reason, and a plan that goes
 * beyond the template an end as well, at most as many days away as the template says. What no plan may loosen is `never`.
 * A tightening that is taken back to what the template has anyway needs no end: it would lapse into the tighter rule.
 * While a plan runs that was loosened for a while, anybody may tighten that, until it ends and no longer.
 */
export function judgeChange(change: PlanChange, request: ChangeRequest): ChangeVerdict {
  const { current, next, template } = change;
  const { problems } = readDocument(next.planId, planDocument(next), template);
  if (problems.length > 0) return { kind: 'never', problems };
  const raised = raisedPaths(current, next);
  if (raised.length === 0) return { kind: 'allowed', untilAt: null, raised };
  const mustEnd = pathsBeyond(template, next).length > 0;
  const needs = needsOf(request, mustEnd ? template.counting.override.maxDays : null);
  if (needs.length === 0) return { kind: 'allowed', untilAt: mustEnd ? request.untilAt : null, raised };
  const endsAt = withinRunning(change, request);
  return endsAt === null ? { kind: 'lacking', needs, raised } : { kind: 'allowed', untilAt: endsAt, raised: [] };
}

/** What is not as tight as before. A plan that nobody can read may have been tighter in anything. */
function raisedPaths(current: Plan, next: Plan): string[] {
  const raised = differencesOf(current, next).filter(({ direction }) => direction !== 'tightened');
  const unknown = current.isUnreadable === true ? [unreadablePath] : [];
  return [...unknown, ...raised.map(({ path }) => path)];
}

/** When it ends by itself as a plan that tightens the one that runs for a while; null where it is none. */
function withinRunning({ running = null, next }: PlanChange, { untilAt, now }: ChangeRequest): number | null {
  if (running === null || raisedPaths(running.plan, next).length > 0) return null;
  const endsAt = untilAt ?? running.untilAt;
  return endsAt > now && endsAt <= running.untilAt ? endsAt : null;
}

/** The rules of a plan that are not as tight as the template's. */
export function pathsBeyond(template: Plan, plan: Plan): string[] {
  return compareRules(template, plan)
    .filter(({ direction }) => direction === 'loosened' || direction === 'changed')
    .map(({ path }) => path);
}

/** `maxDays` null: it need not end. */
function needsOf({ isSupervisor, reason, untilAt, now }: ChangeRequest, maxDays: number | null): ChangeNeed[] {
  const needs: ChangeNeed[] = [];
  if (!isSupervisor) needs.push('supervisor');
  if (reason === null || reason.trim() === '') needs.push('reason');
  if (maxDays === null) return needs;
  if (untilAt === null) needs.push('expiry');
  else if (untilAt <= now) needs.push('expiry-past');
  else if (untilAt > now + maxDays * dayMs) needs.push('expiry-too-late');
  return needs;
}

/**
 * The plan with another value at one path; undefined takes the rule away. Read anew, so that whatever does not fit is told
 * as it would be of a file. Paths as `rulesOf` has them.
 */
export function planWith(plan: Plan, path: string, value: RuleValue | undefined, template: Plan | null): PlanReading {
  return planWithRules(plan, [[path, value]], template);
}

/** As `planWith`, at several paths at once. */
export function planWithRules(
  plan: Plan,
  rules: Iterable<readonly [path: string, value: RuleValue | undefined]>,
  template: Plan | null,
): PlanReading {
  let document: Written = planDocument(plan);
  for (const [path, value] of rules) document = replaced(document, path.split('.'), value);
  return readDocument(plan.planId, document, template);
}

function replaced(node: Written, [name, ...rest]: readonly string[], value: Written): Written {
  if (name === undefined) return value;
  if (typeof node !== 'object' || node === null) return replaced({}, [name, ...rest], value);
  if (!isList(node)) return { ...node, [name]: replaced(node[name], rest, value) };
  const isKnown = node.some((entry, index) => nameOf(entry, index) === name);
  const entries = node.map((entry, index) => (nameOf(entry, index) === name ? replaced(entry, rest, value) : entry));
  return (isKnown ? entries : [...entries, replaced(undefined, rest, value)]).filter((entry) => entry !== undefined);
}
