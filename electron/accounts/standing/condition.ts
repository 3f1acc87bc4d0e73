import { actionIds, type ActionId, type Condition, type Plan, type RecoverRule, type SignalId } from '../plans/plan.ts';
import { dayMs } from './calendar-day.ts';
import { severity, type BadCondition, type SignalSpan } from './signal-span.ts';

/** `all`: what the condition says of the account as a whole; a list: these actions and no others. */
export type LimitScope = 'all' | readonly ActionId[];

export type LimitEffect = 'half' | 'closed' | 'suspended';

/** Something that restricts an account now. */
export interface Limit {
  readonly scope: LimitScope;
  readonly effect: LimitEffect;
  /** Null for the silent days of a re-onboarding. */
  readonly signalId: SignalId | null;
  /** The rule of the plan that says so. */
  readonly path: string;
  readonly sinceAt: number;
  /** Null where a rule must be met, not a time. */
  readonly untilAt: number | null;
  /** What must be met besides the time, and is not yet. */
  readonly recover: readonly RecoverRule[];
}

/** Through a cooldown and for some days after it, its actions run by the caps of a lower stage. */
export interface Lowering {
  readonly scope: LimitScope;
  readonly stages: number;
  readonly signalId: SignalId;
  readonly path: string;
  readonly untilAt: number;
}

export const effectOf: Readonly<Record<BadCondition, LimitEffect>> = {
  warning: 'half',
  cooldown: 'closed',
  suspended: 'suspended',
};

const conditionOf: Readonly<Record<LimitEffect, BadCondition>> = {
  half: 'warning',
  closed: 'cooldown',
  suspended: 'suspended',
};

/** The signals that hold at `now`. */
export function limitsAt(spans: readonly SignalSpan[], now: number): Limit[] {
  return spans.filter(({ fromAt, untilAt }) => fromAt <= now && (untilAt === null || now < untilAt)).map(limitOf);
}

/** The worst of the given limits that hold for an action; for null, for the account as a whole. */
export function worstOf(limits: readonly Limit[], action: ActionId | null): Condition {
  let worst: Condition = 'normal';
  for (const { scope, effect } of limits) {
    if (!covers(scope, action)) continue;
    const state = conditionOf[effect];
    if (severity(state) > severity(worst)) worst = state;
  }
  return worst;
}

/**
 * Every cooldown, or worse, whose end is known and for less than the plan's days ago; longest first. The lowering holds
 * from the cooldown's beginning, so that what a cooldown leaves open has no more room during it than after it, and so that
 * whoever asks what will be open at its end finds the lower stage there. Without a known end there is none yet: it comes
 * with the word that ends the cooldown.
 */
export function loweringsAt(spans: readonly SignalSpan[], now: number, plan: Plan): Lowering[] {
  const { loweredDays, loweredStages } = plan.health.recovery;
  const lowerings = spans.flatMap((span) => {
    const { signal, state, fromAt, untilAt: endsAt } = span;
    if (severity(state) < severity('cooldown') || endsAt === null || fromAt > now) return [];
    const untilAt = endsAt + loweredDays * dayMs;
    const path = 'health.recovery';
    return now < untilAt ? [{ scope: scopeOf(span), stages: loweredStages, signalId: signal.id, path, untilAt }] : [];
  });
  return lowerings.toSorted((a, b) => b.untilAt - a.untilAt);
}

export function covers(scope: LimitScope, action: ActionId | null): boolean {
  return scope === 'all' || (action !== null && scope.includes(action));
}

function limitOf(span: SignalSpan): Limit {
  const { signal, state, isRepeat, fromAt, untilAt, openRules } = span;
  const path = `health.signals.${signal.id}${isRepeat ? '.repeat' : ''}`;
  const effect = effectOf[state];
  return { scope: scopeOf(span), effect, signalId: signal.id, path, sinceAt: fromAt, untilAt, recover: openRules };
}

/** A signal about a tool that names none is about every tool. */
function scopeOf({ signal: { scope }, fact: { tool } }: SignalSpan): LimitScope {
  switch (scope.kind) {
    case 'all':
    case 'phone-queue':
      return 'all';
    case 'actions':
      return scope.actions;
    case 'same-tool':
      return tool === null ? 'all' : [tool];
  }
}

/** Whoever is silent does nothing at all, not even what a cooldown leaves open. */
export function silentLimit(path: string, sinceAt: number, untilAt: number): Limit {
  return { scope: actionIds, effect: 'closed', signalId: null, path, sinceAt, untilAt, recover: [] };
}
