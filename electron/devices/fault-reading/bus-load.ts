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
 * Which of these phones were up together from `sinceAt` on, oldest first, reckoned backwards from those that are up now. Of
 * the time before a list was read for the first time nothing is known.
 */
export function loadSpans(evidence: DeskEvidence, isConcerned: IsConcerned, sinceAt: number): LoadSpan[] {
  const now = evidence.phones.filter((phone) => phone.isListed && isConcerned(phone));
  const up = new Set(now.map(({ phoneId }) => phoneId));
  const events = eventsOf(evidence, isConcerned, sinceAt);
  const spans: LoadSpan[] = [];
  let toAt = evidence.now;
  for (const { at, phoneId, kind } of events.toReversed()) {
    spans.push({ fromAt: at, toAt, phoneIds: new Set(up) });
    toAt = at;
    if (kind === 'came') up.delete(phoneId);
    if (kind === 'went') up.add(phoneId);
  }
  const watchedAt = Math.max(sinceAt, evidence.startedAt);
  if (events[0]?.kind !== 'listed' && watchedAt < toAt) spans.push({ fromAt: watchedAt, toAt, phoneIds: up });
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
  /** `listed`: it is up from here on, and may have been before. */
  readonly kind: 'came' | 'listed' | 'went';
}

/** Oldest first. */
function eventsOf(evidence: DeskEvidence, isConcerned: IsConcerned, sinceAt: number): LoadEvent[] {
  const arrivals = evidence.arrivals.filter(({ at }) => at >= sinceAt);
  const up = arrivals.filter(isConcerned).map((arrival): LoadEvent => {
    const kind = isOfManyArrivals(arrival, arrivals) ? 'listed' : 'came';
    return { at: arrival.at, phoneId: arrival.phoneId, kind };
  });
  const down = evidence.drops.filter((drop) => drop.at >= sinceAt && isConcerned(drop));
  const went = down.map(({ at, phoneId }): LoadEvent => ({ at, phoneId, kind: 'went' }));
  return [...up, ...went].toSorted((left, right) => left.at - right.at);
}
