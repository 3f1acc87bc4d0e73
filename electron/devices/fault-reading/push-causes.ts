import type { FaultFact } from '../../contract/faults.ts';
import { busText, controllerSubject, unique, usbUnknown } from './controller-words.ts';
import type { Arrival, DeskEvidence, Drop } from './evidence.ts';
import { fact, hubSubject, secondsBetween, type Finding } from './finding.ts';
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

/** No word of the system: whenever one more phone comes, another one goes. */
export function readPushes(evidence: DeskEvidence, isNew: (drop: Drop) => boolean): Finding[] {
  const pushes = pushesIn(evidence, isNew);
  const byBus = Map.groupBy(pushes, ({ drop }) => `${drop.hostId} ${busText(drop)}`);
  return [...byBus.values()].flatMap((ofBus) => {
    const [first] = ofBus;
    const involved = unique(ofBus.flatMap(({ arrival, drop }) => [arrival.phoneId, drop.phoneId]));
    const pushers = unique(ofBus.map(({ arrival }) => arrival.phoneId));
    const isPattern =
      ofBus.length >= fewestPushes && involved.length >= fewestInvolved && pushers.length >= fewestPushers;
    if (first === undefined || !isPattern) return [];
    const last = ofBus.at(-1) ?? first;
    if (evidence.now - last.drop.at > evidence.timing.quietMs) return [];
    const { hostId } = first.drop;
    const facts = [...ofBus.slice(-keptFacts).map(pushFact), liveFact(evidence, first.drop), usbUnknown(evidence)];
    return [
      {
        ...whoseLimit(ofBus, hostId),
        confidence: 'likely',
        facts: facts.filter((each) => each !== null),
        phoneIds: involved,
        drops: ofBus.map(({ drop }) => drop),
      },
    ];
  });
}

/** Each loss with the newest arrival before it that nothing else is put down to; one arrival costs one phone its place. */
function pushesIn({ arrivals, drops, timing, now }: DeskEvidence, isNew: (drop: Drop) => boolean): Push[] {
  const recent = drops.filter(
    (drop) => isNew(drop) && drop.connection !== 'tcp' && now - drop.at < timing.flapWindowMs,
  );
  // Many at once are a list that was read for the first time, or a hub that is back: nobody plugged them in.
  const alone = arrivals.filter((arrival) => !isOfManyArrivals(arrival, arrivals));
  const used = new Set<Arrival>();
  return recent.flatMap((drop) => {
    if (isOfMany(drop, recent)) return [];
    const arrival = alone.findLast((each) => !used.has(each) && couldPush(each, drop, timing.pushMs));
    if (arrival === undefined) return [];
    used.add(arrival);
    return [{ arrival, drop }];
  });
}

function couldPush(arrival: Arrival, drop: Drop, pushMs: number): boolean {
  const gapMs = drop.at - arrival.at;
  const isOther = arrival.phoneId !== drop.phoneId && arrival.hostId === drop.hostId;
  return isOther && gapMs >= 0 && gapMs <= pushMs && busText(arrival) === busText(drop);
}

function isOfManyArrivals(arrival: Arrival, arrivals: readonly Arrival[]): boolean {
  const beside = arrivals.filter(
    ({ hostId, at }) => hostId === arrival.hostId && Math.abs(at - arrival.at) < sameMomentMs,
  );
  return countPhones(beside) >= fewestOfMany;
}

/** Went with others of its hub: that is a hub's doing. */
function isOfMany(drop: Drop, drops: readonly Drop[]): boolean {
  const beside = drops.filter(
    (each) => each.place?.hubId === drop.place?.hubId && Math.abs(each.at - drop.at) < sameMomentMs,
  );
  return countPhones(beside) >= fewestOfMany;
}

/** All on one hub: its power is as good a guess; over several hubs it is what they hang on. */
function whoseLimit(pushes: readonly Push[], hostId: string): Pick<Finding, 'cause' | 'subject'> {
  const places = pushes.flatMap(({ arrival, drop }) => [arrival.place, drop.place]);
  const hubs = new Set(places.map((place) => place?.hubId ?? null));
  const [place] = places;
  if (hubs.size === 1 && place !== null && place !== undefined && place.hubPath?.includes('-') !== false) {
    return { cause: 'usb-power', subject: hubSubject(place) };
  }
  const bus = busText({ place: place ?? null });
  return { cause: 'controller-limit', subject: controllerSubject(hostId, bus === '' ? null : bus) };
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
