import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { stageIds } from '../../../electron/accounts/plans/plan.ts';

/** A rule, written down without any thought of speed. */
export interface NaiveRule {
  readonly name: string;
  readonly holds: (at: number) => boolean;
  /** Whether it will never open, whatever happens. */
  readonly isNever: boolean;
  /** Every instant at which it might open. */
  readonly moments: readonly number[];
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Ends and beginnings of everything that is in force for a while. */
export function changesOf({ standing, loosenings, plan }: WriteQuestion): number[] {
  return [
    ...standing.limits.map(({ untilAt }) => untilAt ?? 0),
    ...standing.lowered.map(({ untilAt }) => untilAt),
    ...loosenings.map(({ startsAt }) => startsAt),
    ...loosenings.map(({ untilAt }) => untilAt),
    ...loosenings.map(({ startsAt }) => startsAt + plan.counting.override.maxDays * day),
  ];
}

export function forAction({ action }: WriteQuestion, scope: 'all' | readonly string[]): boolean {
  return scope === 'all' || scope.includes(action);
}

export function limitsAt(question: WriteQuestion, at: number) {
  return question.standing.limits.filter(
    ({ scope, untilAt }) => forAction(question, scope) && (untilAt === null || at < untilAt),
  );
}

export function stageAt(question: WriteQuestion, at: number): number {
  const lowered = question.standing.lowered.filter(({ scope, untilAt }) => forAction(question, scope) && at < untilAt);
  const down = Math.max(0, ...lowered.map(({ stages }) => stages));
  return Math.max(0, stageIds.indexOf(question.standing.stageId) - down);
}

export const stateOf = { half: 'warning', closed: 'cooldown', suspended: 'suspended' } as const;

/** Midnight in Shanghai, eight hours before that in Greenwich; cut off rather than computed. */
export function dayStart(at: number): number {
  const there = new Date(at + 8 * hour);
  return Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()) - 8 * hour;
}
