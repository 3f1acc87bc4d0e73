import type { Confidence, FaultFact } from '../../contract/faults.ts';
import { hasCarried, isOfManyArrivals, loadSpans, onBusOf, type LoadSpan } from './bus-load.ts';
import { busText, controllerSubject, unique, usbUnknown } from './controller-words.ts';
import type { Arrival, DeskEvidence, Drop } from './evidence.ts';
import { fact, hubSubject, isAway, isOnCable, secondsBetween, type Finding } from './finding.ts';
import { countPhones } from './hub-members.ts';

/** So many times must one phone's coming cost another its place. */
const fewestPushes = 3;
/** Two phones with bad cables can look like that to each other; three cannot. */
const fewestInvolved = 3;
const sameMomentMs = 300;
const fewestOfMany = 3;
/** One bad cable that comes again and again pushes nobody. */
const fewestPushers = 2;
const keptFacts = 6;

interface Push {
  readonly arrival: Arrival;
  readonly drop: Drop;
}

/** No word of the system: whenever one more phone comes than the bus has ever carried, another one goes. */
export function readPushes(evidence: DeskEvidence, isNew: (drop: Drop) => boolean): Finding[] {
  const open = evidence.drops.filter((drop) => isNew(drop) && isOnCable(drop));
  const byBus = Map.groupBy(open, (drop) => `${drop.hostId} ${busText(drop)}`);
  return [...byBus.values()].flatMap((drops) => {
    const lastAway = drops.findLast(isAway);
    const found = readBus(dropsUntil(drops, evidence.now, evidence), evidence);
    const held = lastAway === undefined ? null : readBus(dropsUntil(drops, lastAway.at, evidence), evidence);
    return found ?? held ?? [];
  });
}

/** The drops of one bus that count together: up to now, or up to the one after which a phone stayed away. */
function dropsUntil(drops: readonly Drop[], untilAt: number, { timing }: DeskEvidence): Drop[] {
  return drops.filter(({ at }) => at <= untilAt && untilAt - at < timing.flapWindowMs);
}

function readBus(drops: readonly Drop[], evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const pushes = pushesIn(drops, evidence);
  const [first] = pushes;
  const last = pushes.at(-1);
  const involved = unique(pushes.flatMap(({ arrival, drop }) => [arrival.phoneId, drop.phoneId]));
  const pushers = unique(pushes.map(({ arrival }) => arrival.phoneId));
  const isPattern =
    pushes.length >= fewestPushes && involved.length >= fewestInvolved && pushers.length >= fewestPushers;
  if (first === undefined || last === undefined || !isPattern) return null;
  if (!isAway(last.drop) && now - last.drop.at > timing.quietMs) return null;
  const facts = [...pushes.slice(-keptFacts).map(pushFact), liveFact(evidence, first.drop), usbUnknown(evidence)];
  return {
    ...whoseLimit(pushes, first.drop),
    facts: facts.filter((each) => each !== null),
    phoneIds: involved,
    drops: pushes.map(({ drop }) => drop),
  };
}

/** Each loss with the newest arrival before it that nothing else is put down to; one arrival costs one phone its place. */
function pushesIn(drops: readonly Drop[], evidence: DeskEvidence): Push[] {
  const { timing } = evidence;
  const [first] = drops;
  if (first === undefined) return [];
  const spans = loadSpans(evidence, onBusOf(first), first.at - timing.flapWindowMs);
  const arrivals = evidence.arrivals.filter(({ at }) => at >= first.at - timing.pushMs);
  const alone = arrivals.filter(
    (arrival) => !isOfManyArrivals(arrival, arrivals) && isOverLoad(arrival, spans, evidence),
  );
  const used = new Set<Arrival>();
  return drops.flatMap((drop) => {
    if (isOfMany(drop, drops)) return [];
    const arrival = alone.findLast((each) => !used.has(each) && couldPush(each, drop, timing.pushMs));
    if (arrival === undefined) return [];
    used.add(arrival);
    return [{ arrival, drop }];
  });
}

/** With it the bus had more to carry than it has ever been seen to carry. */
function isOverLoad({ at, phoneId }: Arrival, spans: readonly LoadSpan[], { timing }: DeskEvidence): boolean {
  const span = spans.find(({ fromAt, phoneIds }) => fromAt === at && phoneIds.has(phoneId));
  return span !== undefined && !hasCarried(spans, span.phoneIds.size, timing.pushMs);
}

function couldPush(arrival: Arrival, drop: Drop, pushMs: number): boolean {
  const gapMs = drop.at - arrival.at;
  const isOther = arrival.phoneId !== drop.phoneId && arrival.hostId === drop.hostId;
  return isOther && gapMs >= 0 && gapMs <= pushMs && busText(arrival) === busText(drop);
}

/** Went with others of its hub: that is a hub's doing. */
function isOfMany(drop: Drop, drops: readonly Drop[]): boolean {
  const beside = drops.filter(
    (each) => each.place?.hubId === drop.place?.hubId && Math.abs(each.at - drop.at) < sameMomentMs,
  );
  return countPhones(beside) >= fewestOfMany;
}

/** Over several hubs it is what they hang on; on one hub its power is as good a guess, and without a bus all is. */
function whoseLimit(
  pushes: readonly Push[],
  { hostId }: Drop,
): Pick<Finding, 'cause' | 'subject'> & { readonly confidence: Confidence } {
  const places = pushes.flatMap(({ arrival, drop }) => [arrival.place, drop.place]);
  const hubs = new Set(places.map((place) => place?.hubId ?? null));
  const [place] = places;
  if (hubs.size === 1 && place !== null && place !== undefined && place.hubPath?.includes('-') !== false) {
    return { cause: 'usb-power', subject: hubSubject(place), confidence: 'possible' };
  }
  const bus = busText({ place: place ?? null });
  const confidence = bus === '' ? 'possible' : 'likely';
  return { cause: 'controller-limit', subject: controllerSubject(hostId, bus === '' ? null : bus), confidence };
}

function pushFact({ arrival, drop }: Push): FaultFact {
  const params = {
    came: arrival.place?.portPath ?? null,
    went: drop.place?.portPath ?? null,
    seconds: secondsBetween(arrival.at, drop.at),
  };
  return fact(drop.at, 'swapped', params, drop.phoneId);
}

function liveFact({ phones, now }: DeskEvidence, drop: Drop): FaultFact {
  const live = phones.filter(
    ({ isListed, hostId, place }) => isListed && hostId === drop.hostId && busText({ place }) === busText(drop),
  );
  return fact(now, 'live-limit', { count: live.length });
}
