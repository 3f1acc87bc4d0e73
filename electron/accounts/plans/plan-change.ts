import type { PlanProblem } from '../../contract/plan-problems.ts';
import type { Plan } from './plan.ts';
import { compareRules, differencesOf } from './plan-diff.ts';
import { isList, nameOf, type RuleValue } from './plan-rules.ts';
import { readDocument, type PlanReading } from './read-plan.ts';
import { planDocument, type Written } from './write-plan.ts';

/** A plan of an account as it is, as somebody wants it, and the template that bounds both. */
export interface PlanChange {
  readonly current: Plan;
  readonly next: Plan;
  readonly template: Plan;
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

/**
 * Whether a plan may be changed so. Tightening is anybody's. Whatever else takes a supervisor and a reason, and where it goes
 * beyond the template an end as well, at most as many days away as the template says. What no plan may loosen is `never`.
 * A tightening that is taken back to what the template has anyway needs no end: it would lapse into the tighter rule.
 */
export function judgeChange({ current, next, template }: PlanChange, request: ChangeRequest): ChangeVerdict {
  const { problems } = readDocument(next.planId, planDocument(next), template);
  if (problems.length > 0) return { kind: 'never', problems };
  const raised = differencesOf(current, next).filter(({ direction }) => direction !== 'tightened');
  const paths = raised.map(({ path }) => path);
  if (paths.length === 0) return { kind: 'allowed', untilAt: null, raised: [] };
  const beyond = new Set(pathsBeyond(template, next));
  const mustEnd = paths.some((path) => beyond.has(path));
  const needs = needsOf(request, mustEnd ? template.counting.override.maxDays : null);
  if (needs.length > 0) return { kind: 'lacking', needs, raised: paths };
  return { kind: 'allowed', untilAt: mustEnd ? request.untilAt : null, raised: paths };
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
  const document = replaced(planDocument(plan), path.split('.'), value);
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
