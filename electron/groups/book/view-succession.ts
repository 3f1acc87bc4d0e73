import { groupNameOf, type ViewRecord } from './view-records.ts';

/** Two views of one account of which the later may be the former one, or surely is. */
export interface Succession {
  readonly former: ViewRecord;
  readonly next: ViewRecord;
}

/** What is known beside the views. */
export interface SuccessionGround {
  /** An operator said that the two are two groups. */
  readonly areTwo: (former: ViewRecord, next: ViewRecord) => boolean;
  /** What the group was called before speaks against it, see `Successions`. */
  readonly isContradicted: (succession: Succession) => boolean;
}

/** Views that an account's list was without, and those that it had instead, from one whole reading to the next. */
interface Turn {
  readonly gone: readonly ViewRecord[];
  readonly came: readonly ViewRecord[];
}

/** Members come and go between two readings: groups whose sizes are so near may be taken for each other. */
const near = { atLeast: 3, share: 0.05 };

/**
 * Views that surely go on under another name, each view in one pair at most; of however many that went and came together, those that
 * something proves for one pair and no other: another account's view of the group goes by the new name; or just as many came of a
 * name as went of it; or the page shows exactly the size and role, and no other group may be meant.
 */
export function findProven(views: readonly ViewRecord[], ground: SuccessionGround): Succession[] {
  const proven: Succession[] = [];
  const settled = new Set<number>();
  for (const turn of turnsOf(views)) {
    const found = [...findByName(turn, views), ...findOfOneName(turn), ...findByPage(turn, ground)];
    for (const pair of found) {
      const ids = [pair.former.groupViewId, pair.next.groupViewId];
      if (ids.some((id) => settled.has(id)) || ground.areTwo(pair.former, pair.next)) continue;
      for (const id of ids) settled.add(id);
      proven.push(pair);
    }
  }
  return proven;
}

/**
 * Which view a person is to be asked about, for every view that may be another one under a new name: the likeliest that nobody has
 * said no to. In a turn of several groups nobody could answer before the page was read.
 */
export function findAsked(views: readonly ViewRecord[], ground: SuccessionGround): ReadonlyMap<number, number> {
  const asked = new Map<number, number>();
  for (const { gone, came } of turnsOf(views)) {
    const isOfTwo = gone.length === 1 && came.length === 1;
    for (const next of came) {
      const possible = gone.filter((former) => !ground.areTwo(former, next) && (isOfTwo || next.infoReadAt !== null));
      const [likeliest] = possible.toSorted((left, right) => compare(left, right, next));
      if (likeliest !== undefined) asked.set(next.groupViewId, likeliest.groupViewId);
    }
  }
  return asked;
}

/**
 * Views of one account that are in one group although the later came when the former was gone: the account's list calls the group
 * otherwise by now.
 */
export function findContinued(ofOneGroup: readonly ViewRecord[]): Succession[] {
  return [...Map.groupBy(ofOneGroup, ({ accountId }) => accountId).values()].flatMap((views) => {
    const [next, former] = views.toSorted((left, right) => right.firstSeenAt - left.firstSeenAt);
    if (next === undefined || former === undefined || former.isListed) return [];
    return former.lastSeenAt < next.firstSeenAt ? [{ former, next }] : [];
  });
}

/** Names that a view's group goes by now where the view still has another one: by another account's view, or by its own page. */
export function namesGiven(former: ViewRecord, views: readonly ViewRecord[]): ReadonlySet<string> {
  const others = views.filter(
    ({ accountId, groupId }) => groupId !== null && groupId === former.groupId && accountId !== former.accountId,
  );
  const names = [former.presentName, ...others.map(groupNameOf)];
  return new Set(names.filter((name) => name !== null).filter((name) => name !== former.name));
}

function turnsOf(views: readonly ViewRecord[]): Turn[] {
  const gone = Map.groupBy(
    views.filter(({ goneAt, isListed }) => goneAt !== null && !isListed),
    ({ accountId, goneAt }) => `${accountId} ${goneAt}`,
  );
  const came = Map.groupBy(
    views.filter(({ cameAt }) => cameAt !== null),
    ({ accountId, cameAt }) => `${accountId} ${cameAt}`,
  );
  return [...came].flatMap(([turn, all]) => {
    const former = gone.get(turn);
    return former === undefined ? [] : [{ gone: former, came: all }];
  });
}

function findByName({ gone, came }: Turn, views: readonly ViewRecord[]): Succession[] {
  const ofGroup = Map.groupBy(views, ({ groupId }) => groupId);
  const cameBy = Map.groupBy(came, groupNameOf);
  const pairs = gone.flatMap((former) =>
    [...namesGiven(former, ofGroup.get(former.groupId) ?? [])].flatMap((name) =>
      (cameBy.get(name) ?? []).map((next) => ({ former, next })),
    ),
  );
  return onlyOnes(pairs);
}

function findOfOneName({ gone, came }: Turn): Succession[] {
  const cameBy = Map.groupBy(came, ({ name }) => name);
  return [...Map.groupBy(gone, ({ name }) => name)].flatMap(([name, formers]) => {
    const all = cameBy.get(name) ?? [];
    return all.length === formers.length ? formers.flatMap((former, at) => pairWith(former, all[at])) : [];
  });
}

function pairWith(former: ViewRecord, next: ViewRecord | undefined): Succession[] {
  return next === undefined ? [] : [{ former, next }];
}

function findByPage({ gone, came }: Turn, ground: SuccessionGround): Succession[] {
  const possible = came.flatMap((next) =>
    gone
      .filter((former) => mayBe(former, next) && !ground.areTwo(former, next))
      .map((former): Succession => ({ former, next })),
  );
  return onlyOnes(possible).filter((pair) => speaksForFormer(pair) && !ground.isContradicted(pair));
}

/** Pairs neither view of which is in another pair. */
function onlyOnes(pairs: readonly Succession[]): Succession[] {
  const ofFormer = Map.groupBy(pairs, ({ former }) => former.groupViewId);
  const ofNext = Map.groupBy(pairs, ({ next }) => next.groupViewId);
  return pairs.filter(
    ({ former, next }) => ofFormer.get(former.groupViewId)?.length === 1 && ofNext.get(next.groupViewId)?.length === 1,
  );
}

/** Exactly as many members, and the same role: anything else is a question, as an account may leave one group and enter another. */
function speaksForFormer({ former, next }: Succession): boolean {
  const isSameSize = former.memberCount !== null && former.memberCount === next.memberCount;
  return isSameSize && former.role !== null && former.role === next.role;
}

/** Nothing that was read of the two rules it out. */
function mayBe(former: ViewRecord, next: ViewRecord): boolean {
  if (former.memberCount === null || next.memberCount === null) return true;
  const slack = Math.max(near.atLeast, near.share * Math.max(former.memberCount, next.memberCount));
  return Math.abs(former.memberCount - next.memberCount) <= slack;
}

function compare(left: ViewRecord, right: ViewRecord, next: ViewRecord): number {
  return (
    gapTo(left, next) - gapTo(right, next) ||
    sharedLetters(right.name, next.name) - sharedLetters(left.name, next.name) ||
    left.groupViewId - right.groupViewId
  );
}

function gapTo({ memberCount }: ViewRecord, next: ViewRecord): number {
  if (memberCount === null || next.memberCount === null) return Number.MAX_SAFE_INTEGER;
  return Math.abs(memberCount - next.memberCount);
}

function sharedLetters(name: string, other: string): number {
  return [...new Set(name)].filter((letter) => other.includes(letter)).length;
}
