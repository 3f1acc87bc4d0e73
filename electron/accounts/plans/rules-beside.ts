import { holdsAll } from './day-minutes.ts';
import { closedActionsOf } from './plan-lists.ts';
import type { RuleValue } from './rule-value.ts';
import { conditions, reOnboardingEvents, stageIds, type Plan, type ReOnboardingEvent, type Stage } from './plan.ts';
import { told, type Direction } from './rule-order.ts';
import { signalDirection } from './signal-directions.ts';

/** Two plans of which the later one is judged by the earlier one. */
export interface PlanPair {
  readonly base: Plan;
  readonly next: Plan;
}

/** What a rule says in both; undefined: it is not there. */
export interface RuleSides {
  readonly from: RuleValue | undefined;
  readonly to: RuleValue | undefined;
}

type Told = Direction | 'same';

/** Which way a rule went that means something only beside others of its plan. `plain`: which way it went by itself. */
export function besideOthers(path: string, sides: RuleSides, pair: PlanPair, plain: Told): Told {
  const [part = '', name = '', field = '', ...rest] = path.split('.');
  const isInBoth = sides.from !== undefined && sides.to !== undefined;
  if (part === 'rest_windows' && (field === 'from' || field === 'to')) return windowDirection(name, pair) ?? plain;
  if (part === 'stages' && (field === 'day_from' || field === 'day_to')) return stageDirection(name, pair) ?? plain;
  if (part === 'actions' && field === 'execution' && plain === 'tightened') return leftToPeople(name, pair);
  if (part === 're_onboarding') return told(restartsAsLow(pair.next, pair.base), restartsAsLow(pair.base, pair.next));
  if (part !== 'health' || name !== 'signals') return plain;
  return signalDirection({ id: field, field: rest.join('.'), isInBoth, plain }, pair.base, pair.next);
}

/** A window closes more only if it holds every minute that it held. Null where either plan has no such window of the day. */
function windowDirection(id: string, { base, next }: PlanPair): Told | null {
  const [before, after] = [base, next].map(({ restWindows }) => restWindows.find((window) => window.id === id));
  if (before?.kind !== 'daily' || after?.kind !== 'daily') return null;
  if (!holdsAll(after, before)) return 'loosened';
  return holdsAll(before, after) ? 'same' : 'tightened';
}

/** A stage is tighter where it begins and ends no sooner and takes no fewer days: its checklist goes by these. */
function stageDirection(id: string, { base, next }: PlanPair): Told | null {
  const [before, after] = [base, next].map(({ stages }) => stages.find((stage) => stage.id === id));
  if (before === undefined || after === undefined) return null;
  return told(isAsLate(after, before), isAsLate(before, after));
}

function isAsLate(stage: Stage, than: Stage): boolean {
  if (stage.dayFrom < than.dayFrom) return false;
  if (stage.dayTo === null || than.dayTo === null) return stage.dayTo === null;
  return stage.dayTo >= than.dayTo && stage.dayTo - stage.dayFrom >= than.dayTo - than.dayFrom;
}

/**
 * An act that only people may do is closed to the console, but no longer by what closes or counts the console's acts: tighter
 * only where no such rule goes by it.
 */
function leftToPeople(name: string, { base, next }: PlanPair): Told {
  const isClosed = (plan: Plan, state: (typeof conditions)[number]): boolean =>
    [...closedActionsOf(plan, plan.health.states[state].closes)].some((action) => action === name);
  const isOpened = conditions.some((state) => isClosed(base, state) && !isClosed(next, state));
  const isCounted = next.restWindows.some(({ kind }) => kind === 'rest-days');
  return isOpened || isCounted ? 'changed' : 'tightened';
}

/** The rules have no ids, and of several about one event the first holds: what counts is what each event leads to. */
function restartsAsLow(plan: Plan, than: Plan): boolean {
  return reOnboardingEvents.every((event) => isAsLow(ruleOf(plan, event), ruleOf(than, event)));
}

type Rule = Plan['reOnboarding'][number] | undefined;

function isAsLow(rule: Rule, than: Rule): boolean {
  if (than === undefined) return true;
  if (rule === undefined) return false;
  const isLower = stageIds.indexOf(rule.restartAt) <= stageIds.indexOf(than.restartAt);
  const isLonger = rule.minDays >= than.minDays && (rule.silentDays ?? 0) >= (than.silentDays ?? 0);
  return isLower && isLonger && (rule.noLoginDays ?? 0) <= (than.noLoginDays ?? Infinity);
}

function ruleOf({ reOnboarding }: Plan, event: ReOnboardingEvent): Rule {
  return reOnboarding.find(({ events }) => events.includes(event));
}
