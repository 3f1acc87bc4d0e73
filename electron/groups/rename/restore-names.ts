/** A name that a group had, and when it was first seen with it. */
export interface PastName {
  readonly name: string;
  readonly seenAt: number;
}

/**
 * The names that groups had right before a moment, for a plan that takes a job back. A group whose name then is not
 * known, or is what it is now, is left out.
 * @param history by group, in any order
 */
export function namesBefore(
  history: ReadonlyMap<string, readonly PastName[]>,
  beforeAt: number,
): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [groupId, past] of history) {
    const ordered = past.toSorted((left, right) => left.seenAt - right.seenAt);
    const then = ordered.findLast(({ seenAt }) => seenAt < beforeAt);
    const now = ordered.at(-1);
    if (then !== undefined && now !== undefined && then.name !== now.name) names[groupId] = then.name;
  }
  return names;
}
