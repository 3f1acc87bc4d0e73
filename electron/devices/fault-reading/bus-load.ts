import type { Place } from '../desk-map/place.ts';
import { busText } from './controller-words.ts';
import type { Arrival, DeskEvidence, Drop } from './evidence.ts';
import { countPhones } from './hub-members.ts';

const sameMomentMs = 300;
const fewestOfMany = 3;

/** A time during which the same phones were up. */
export interface LoadSpan {
  readonly fromAt: number;
  readonly toAt: number;
  readonly phoneIds: ReadonlySet<string>;
}

/** One of the phones in question, by its id, or by where it hangs. */
export type IsConcerned = (one: {
  readonly phoneId: string;
  readonly hostId: string | null;
  readonly place: Place | null;
}) => boolean;

/** The phones that share a host's bus with one; where no path tells the bus, all of the host. */
export function onBusOf(drop: Drop): IsConcerned {
  return (one) => one.hostId === drop.hostId && busText(one) === busText(drop);
}

/**
 * Which of these phones were up together, oldest first, reckoned backwards from those that are up now. It begins with the
 * first thing that was noted after `sinceAt`, as nothing is known of the time before.
 */
export function loadSpans(evidence: DeskEvidence, isConcerned: IsConcerned, sinceAt: number): LoadSpan[] {
  const now = evidence.phones.filter((phone) => phone.isListed && isConcerned(phone));
  const up = new Set(now.map(({ phoneId }) => phoneId));
  const spans: LoadSpan[] = [];
  let toAt = evidence.now;
  for (const { at, phoneId, isArrival } of eventsOf(evidence, isConcerned, sinceAt).toReversed()) {
    spans.push({ fromAt: at, toAt, phoneIds: new Set(up) });
    toAt = at;
    if (isArrival) up.delete(phoneId);
    else up.add(phoneId);
  }
  return spans.toReversed();
}

/** Did the bus carry so many for longer than `longerThanMs`, without a break? */
export function hasCarried(spans: readonly LoadSpan[], count: number, longerThanMs: number): boolean {
  return hasLasted(spans, ({ phoneIds }) => phoneIds.size >= count, longerThanMs);
}

/** Were both up together for longer than `longerThanMs`, without a break? */
export function wereTogether(
  spans: readonly LoadSpan[],
  [one, other]: readonly [string, string],
  longerThanMs: number,
): boolean {
  return hasLasted(spans, ({ phoneIds }) => phoneIds.has(one) && phoneIds.has(other), longerThanMs);
}

/** Many at once are a list that was read for the first time, or a hub that is back: nobody plugged them in one by one. */
export function isOfManyArrivals(arrival: Arrival, arrivals: readonly Arrival[]): boolean {
  const beside = arrivals.filter(
    ({ hostId, at }) => hostId === arrival.hostId && Math.abs(at - arrival.at) < sameMomentMs,
  );
  return countPhones(beside) >= fewestOfMany;
}

function hasLasted(spans: readonly LoadSpan[], isSo: (span: LoadSpan) => boolean, longerThanMs: number): boolean {
  let lastedMs = 0;
  for (const span of spans) {
    lastedMs = isSo(span) ? lastedMs + span.toAt - span.fromAt : 0;
    if (lastedMs > longerThanMs) return true;
  }
  return false;
}

interface LoadEvent {
  readonly at: number;
  readonly phoneId: string;
  readonly isArrival: boolean;
}

/** Oldest first. A phone that is listed again after its server was away did not come. */
function eventsOf(evidence: DeskEvidence, isConcerned: IsConcerned, sinceAt: number): LoadEvent[] {
  const arrivals = evidence.arrivals.filter(({ at }) => at >= sinceAt);
  const came = arrivals.filter((arrival) => isConcerned(arrival) && !isOfManyArrivals(arrival, arrivals));
  const went = evidence.drops.filter((drop) => drop.at >= sinceAt && isConcerned(drop));
  return [
    ...came.map(({ at, phoneId }) => ({ at, phoneId, isArrival: true })),
    ...went.map(({ at, phoneId }) => ({ at, phoneId, isArrival: false })),
  ].toSorted((left, right) => left.at - right.at);
}
