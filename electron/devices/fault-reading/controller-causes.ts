import type { FaultFact, FaultSubject } from '../../contract/faults.ts';
import { busOf, portOfPath } from '../desk-map/usb-path.ts';
import { hubIdOf } from '../desk-map/place.ts';
import type { KernelLine, KernelLineKind } from '../usb/kernel-line.ts';
import type { SeenDevice } from '../usb/usb-watch.ts';
import type { Arrival, DeskEvidence, Drop, PhoneEvidence } from './evidence.ts';
import { fact, hubSubject, isAway, secondsBetween, type Explained, type Finding } from './finding.ts';

/** So many times must one phone's coming cost another its place. */
const fewestPushes = 3;
/** Two phones with bad cables can look like that to each other; three cannot. */
const fewestInvolved = 3;
/** What the system refuses and what drops belong together within this time. */
const nearMs = 10_000;
const keptFacts = 6;

/** Limits of a USB controller, and power that does not suffice: in the system's own words, else by what pushes what off. */
export function readControllers(evidence: DeskEvidence, explained: Explained): Finding[] {
  const local = evidence.hosts.find(({ kind }) => kind === 'local');
  const told = local === undefined ? [] : [...readPower(evidence, local.hostId), ...readLimit(evidence, local.hostId)];
  const isTold = new Set(told.flatMap(({ drops }) => drops));
  const isNew = (drop: Drop): boolean => !explained.hasDrop(drop) && !isTold.has(drop);
  return [...told, ...(told.length > 0 ? [] : readPushes(evidence, isNew))];
}

/** The controller's resources are used up: the kernel says so, or leaves phones present and unusable. One a bus. */
function readLimit(evidence: DeskEvidence, hostId: string): Finding[] {
  const lines = linesOf(evidence, ['no-resources', 'config-refused']);
  const refused = refusedDevices(evidence);
  const ports = unique([...lines.map(({ portPath }) => portPath), ...refused.map(({ portPath }) => portPath)]);
  const named = ports.filter((port) => port !== null);
  const busses = unique(named.map(busOf));
  const ofBus = busses.map((bus) =>
    limitOf(evidence, { hostId, bus, ports: named.filter((port) => busOf(port) === bus) }),
  );
  return [...ofBus, ...(busses.length === 0 ? [limitOf(evidence, { hostId, bus: null, ports: [] })] : [])].flat();
}

interface Bus {
  readonly hostId: string;
  /** Null: the words name no port. */
  readonly bus: string | null;
  /** Ports whose phones were refused. */
  readonly ports: readonly string[];
}

function limitOf(evidence: DeskEvidence, { hostId, bus, ports }: Bus): Finding[] {
  const words = linesOf(evidence, ['no-resources']);
  const refused = refusedDevices(evidence).filter(({ portPath }) => ports.includes(portPath));
  const last = words.at(-1);
  // The line that names the port follows at once.
  const isFresh = bus === null && last !== undefined && evidence.now - last.at < evidence.timing.settleMs;
  if ((last === undefined && refused.length === 0) || isFresh) return [];
  const phones = phonesAt(evidence, hostId, { ports, serials: refused.map(({ serial }) => serial) });
  const near = dropsNear(evidence, {
    hostId,
    lines: words,
    isConcerned: (drop) => bus === null || busText(drop) === bus,
  });
  const away = near.filter((drop) => isAway(drop));
  const missing = unique([
    ...phones.filter(({ isListed }) => !isListed).map(({ phoneId }) => phoneId),
    ...phonesOf(away),
  ]);
  if (missing.length === 0 && refused.length === 0 && phones.length > 0) return [];
  // Whenever it went: now it is there again, and refused.
  const drops = evidence.drops.filter((drop) => isAway(drop) && missing.includes(drop.phoneId));
  const facts = [
    ...words.map(asFact),
    ...refused.map(({ sinceAt, portPath }) => fact(sinceAt, 'not-configured', { port: portPath })),
  ].slice(-keptFacts);
  const confidence = words.length > 0 ? 'certain' : 'likely';
  return [
    { cause: 'controller-limit', confidence, subject: controllerSubject(hostId, bus), facts, phoneIds: missing, drops },
  ];
}

/** A port or a whole hub that is switched off because it draws, or is asked for, too much. */
function readPower(evidence: DeskEvidence, hostId: string): Finding[] {
  const lines = linesOf(evidence, ['over-current', 'no-power']);
  const byHub = Map.groupBy(lines, ({ portPath }) => portOfPath(portPath)?.hubPath ?? '');
  return [...byHub].flatMap(([hubPath, ofHub]) => {
    if (hubPath === '') return [];
    const hubId = hubIdOf(hostId, hubPath);
    const drops = dropsNear(evidence, { hostId, lines: ofHub, isConcerned: ({ place }) => place?.hubId === hubId });
    const refused = phonesAt(evidence, hostId, { ports: ofHub.map(({ portPath }) => portPath), serials: [] });
    const gone = refused.filter(({ isListed }) => !isListed).map(({ phoneId }) => phoneId);
    const phoneIds = unique([...phonesOf(drops), ...gone]);
    // Some boards print the words for empty ports all day long.
    if (phoneIds.length === 0) return [];
    const subject = hubSubject({ hostId, hubId, hubPath });
    const facts = ofHub.map(asFact).slice(-keptFacts);
    return [{ cause: 'usb-power', confidence: 'certain', subject, facts, phoneIds, drops }];
  });
}

interface Push {
  readonly arrival: Arrival;
  readonly drop: Drop;
}

/** No word of the system: whenever one more phone comes, another one goes. */
function readPushes(evidence: DeskEvidence, isNew: (drop: Drop) => boolean): Finding[] {
  const pushes = pushesIn(evidence, isNew);
  const byBus = Map.groupBy(pushes, ({ drop }) => `${drop.hostId} ${busText(drop)}`);
  return [...byBus.values()].flatMap((ofBus) => {
    const [first] = ofBus;
    const involved = unique(ofBus.flatMap(({ arrival, drop }) => [arrival.phoneId, drop.phoneId]));
    if (first === undefined || ofBus.length < fewestPushes || involved.length < fewestInvolved) return [];
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

/** One arrival costs one phone its place; one that was followed by several losses had nothing to do with them. */
function pushesIn({ arrivals, drops, timing, now }: DeskEvidence, isNew: (drop: Drop) => boolean): Push[] {
  const recent = drops.filter(
    (drop) => isNew(drop) && drop.connection !== 'tcp' && now - drop.at < timing.flapWindowMs,
  );
  const followed = recent.flatMap((drop) => {
    const arrival = arrivals.findLast(({ at, hostId }) => at <= drop.at && hostId === drop.hostId);
    const isPush = arrival !== undefined && drop.at - arrival.at <= timing.pushMs && arrival.phoneId !== drop.phoneId;
    return isPush && busText(arrival) === busText(drop) ? [{ arrival, drop }] : [];
  });
  const byArrival = Map.groupBy(followed, ({ arrival }) => arrival);
  return [...byArrival.values()].flatMap((pushes) => (pushes.length === 1 ? pushes : []));
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

function controllerSubject(hostId: string, bus: string | null): FaultSubject {
  return { kind: 'controller', hostId, hubId: null, place: bus, phoneId: null };
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

/** Said where the system's own word would have made it certain. */
export function usbUnknown({ now, usb }: DeskEvidence): FaultFact | null {
  return usb.devices === null && usb.kernelLines === null ? fact(now, 'usb-unknown') : null;
}

function linesOf({ usb, now, timing }: DeskEvidence, kinds: readonly KernelLineKind[]): KernelLine[] {
  return (usb.kernelLines ?? []).filter(({ kind, at }) => kinds.includes(kind) && now - at < timing.quietMs);
}

/** Present and without a configuration for a while: the kernel would not give it what it needs. */
function refusedDevices({ usb, now, timing }: DeskEvidence): SeenDevice[] {
  const isRefused = (device: SeenDevice): boolean =>
    !device.isConfigured && !device.isHub && device.serial !== null && now - device.sinceAt > timing.settleMs;
  return (usb.devices ?? []).filter(isRefused);
}

function phonesAt(
  { phones }: DeskEvidence,
  hostId: string,
  { ports, serials }: { readonly ports: readonly (string | null)[]; readonly serials: readonly (string | null)[] },
): PhoneEvidence[] {
  return phones.filter(
    (phone) => phone.hostId === hostId && (isAmong(phone.place?.portPath, ports) || isAmong(phone.usbSerial, serials)),
  );
}

function dropsNear(
  { drops }: DeskEvidence,
  near: {
    readonly hostId: string;
    readonly lines: readonly KernelLine[];
    readonly isConcerned: (drop: Drop) => boolean;
  },
): Drop[] {
  return drops.filter(
    (drop) =>
      drop.hostId === near.hostId &&
      near.isConcerned(drop) &&
      near.lines.some(({ at }) => Math.abs(at - drop.at) < nearMs),
  );
}

function busText({ place }: Pick<Drop, 'place'>): string {
  return busOf(place?.portPath ?? '');
}

function isAmong(text: string | null | undefined, texts: readonly (string | null)[]): boolean {
  return text !== null && text !== undefined && texts.includes(text);
}

function phonesOf(drops: readonly Drop[]): string[] {
  return drops.map(({ phoneId }) => phoneId);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function asFact(line: KernelLine): FaultFact {
  return fact(line.at, 'kernel-line', { text: line.text });
}
