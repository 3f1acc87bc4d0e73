import type { ViewRecord } from './view-records.ts';
import { namesGiven } from './view-succession.ts';

/** What a list that was read to its end says of the views that the one before held. */
export interface ListTurn {
  /** Views that it is without: they went, or it has fewer of their name, and nobody knows which of these went. */
  readonly gone: readonly ViewRecord[];
  /** These, and views that were gone before and whose name surely is one of these by now: none of them goes on by its name. */
  readonly notContinued: ReadonlySet<number>;
  /** Names of those that go on: what else the list has of such a name cannot be told from them. */
  readonly keptNames: ReadonlySet<string>;
}

export interface ListedBefore {
  /** Every view of the account, those that it does not list any more among them. */
  readonly known: readonly ViewRecord[];
  /** When its list was last read to its end. */
  readonly wholeAt: number;
  /** The views of all accounts. */
  readonly views: readonly ViewRecord[];
}

/** @param names what the list shows that was read to its end now */
export function readTurn(names: readonly string[], { known, wholeAt, views }: ListedBefore): ListTurn {
  const before = known.filter(({ isListed, firstSeenAt }) => isListed && firstSeenAt <= wholeAt);
  const shown = countNames(names);
  const held = countNames(before.map(({ name }) => name));
  const isGone = ({ name }: ViewRecord): boolean => (shown.get(name) ?? 0) < (held.get(name) ?? 0);
  const gone = before.filter(isGone);
  const given = new Set(gone.flatMap((view) => [...namesGiven(view, views)]));
  const past = known.filter(({ isListed, name }) => !isListed && given.has(name));
  return {
    gone,
    notContinued: new Set([...gone, ...past].map(({ groupViewId }) => groupViewId)),
    keptNames: new Set(before.filter((view) => !isGone(view)).map(({ name }) => name)),
  };
}

function countNames(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
