import type { MissReason, MissedPolicy } from '../contract/schedules.ts';

/** What keeps a run from beginning at this moment, though its time has come. */
export type Obstacle = Extract<MissReason, 'still-running' | 'not-ready'>;

/** A planned time that has come, and what is known of it at `now`. */
export interface DueTime {
  readonly plannedAt: number;
  readonly now: number;
  /** Another planned time of the same schedule has come since. */
  readonly isOvertaken: boolean;
  /** Why it is later than a timer may be; null in time. */
  readonly lateBecause: MissReason | null;
  readonly obstacle: Obstacle | null;
  /** When the window of that time is over; null without a window. */
  readonly windowEndAt: number | null;
  readonly policy: MissedPolicy;
}

/** `wait`: it may still run, so nothing is settled yet. */
export type DueDecision =
  | { readonly kind: 'run'; readonly lateBecause: MissReason | null }
  | { readonly kind: 'ask'; readonly because: MissReason }
  | { readonly kind: 'miss'; readonly because: MissReason }
  | { readonly kind: 'wait'; readonly obstacle: Obstacle };

/** What becomes of a planned time that has come. One that is in time and finds nothing in its way runs; for every other one the policy speaks. */
export function decideDue(due: DueTime): DueDecision {
  const because = due.lateBecause ?? due.obstacle;
  if (because === null) return isWindowOver(due) ? miss('window-over') : { kind: 'run', lateBecause: null };
  if (due.isOvertaken || isWindowOver(due)) return miss(because);
  switch (due.policy.policy) {
    case 'skip':
      return miss(because);
    case 'ask':
      return { kind: 'ask', because };
    case 'run-once':
      if (due.now - due.plannedAt > due.policy.withinMinutes * 60_000) return miss(because);
      return due.obstacle === null
        ? { kind: 'run', lateBecause: due.lateBecause }
        : { kind: 'wait', obstacle: due.obstacle };
  }
}

function isWindowOver({ windowEndAt, now }: DueTime): boolean {
  return windowEndAt !== null && now >= windowEndAt;
}

function miss(because: MissReason): DueDecision {
  return { kind: 'miss', because };
}
