import type { ActQuestion } from './act-question.ts';
import { looseningEnd } from './numbers-in-force.ts';

/**
 * The first instant, `now` or later, at which a rule is open; null where it never is as things are. What is in force changes at known
 * instants (a signal's limit ends, a loosening begins or ends, an account is back at its stage): between two of them
 * `opensIn` says when the rule opens from an instant on if nothing more changed.
 */
export function firstOpening(question: ActQuestion, opensIn: (from: number) => number | null): number | null {
  let from = question.now;
  for (const to of changesAfter(question)) {
    const at = opensIn(from);
    if (at !== null && at < to) return at;
    from = to;
  }
  return opensIn(from);
}

const noChanges: readonly number[] = [];

/** When what is in force changes after `now`, in order. */
export function changesAfter({ standing, loosenings, plan, now }: ActQuestion): readonly number[] {
  if (standing.lowered.length === 0 && standing.limits.length === 0 && loosenings.length === 0) return noChanges;
  const changes = [
    ...standing.lowered.map(({ untilAt }) => untilAt),
    ...standing.limits.map(({ untilAt }) => untilAt),
    ...loosenings.flatMap((loosening) => [loosening.startsAt, looseningEnd(loosening, plan)]),
  ];
  const later = changes.filter((at) => at !== null).filter((at) => at > now);
  return later.toSorted((one, other) => one - other);
}

/** From when on nothing that is in force changes any more, as far as anybody knows. */
export function lastChange(question: ActQuestion): number {
  return changesAfter(question).at(-1) ?? question.now;
}
