import type { FaultFact } from '../../contract/faults.ts';
import { usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop, PhoneEvidence } from './evidence.ts';
import { fact, hubSubject, isAway, isOnCable, secondsBetween, type Explained, type Finding } from './finding.ts';
import { isMute } from './host-causes.ts';
import {
  countPhones,
  distinctHubs,
  hubsOver,
  isOnHub,
  isThere,
  membersOf,
  together,
  type HubPlace,
} from './hub-members.ts';
import { readUnsteadyHubs } from './unsteady-hubs.ts';

const fewestTogether = 2;
/** So many phones at once are hardly hands. */
const manyTogether = 3;
/** Phones of an outer hub went in the same moment as those of the inner one. */
const sameMomentMs = 300;
const linesNearMs = 5_000;

/** Hubs that took their phones with them, and hubs that do so again and again. */
export function readHubs(evidence: DeskEvidence, explained: Explained): Finding[] {
  const drops = evidence.drops.filter((drop) => !explained.hasDrop(drop) && drop.place !== null && isOnCable(drop));
  const lost = lostHubs(evidence, drops);
  const findings = lost.map((loss) => lostFinding(loss, drops, evidence));
  const rest = drops.filter((drop) => !findings.some((finding) => finding.drops.includes(drop)));
  const named = new Set(findings.map(({ subject }) => subject.hubId));
  const mute = muteHubs(evidence).filter(({ subject }) => !named.has(subject.hubId));
  return [...findings, ...mute, ...readUnsteadyHubs(evidence, rest)];
}

/** Rows that stayed in the list and went mute together: a dead hub on a system that does not notice. */
function muteHubs(evidence: DeskEvidence): Finding[] {
  const { phones, now, timing } = evidence;
  const isLong = ({ isListed, reason, stateSinceAt }: PhoneEvidence): boolean =>
    isListed && isMute(reason) && now - stateSinceAt > timing.silentMs;
  const hubs = distinctHubs(phones.flatMap(({ place }) => (place === null ? [] : hubsOver(place).slice(0, 1))));
  return hubs.flatMap((hub) => {
    const members = membersOf(evidence, hub).filter(({ isListed }) => isListed);
    const since = members.map(({ stateSinceAt }) => stateSinceAt);
    const first = Math.min(...since);
    const isTogether = Math.max(...since) - first < timing.silentMs;
    if (members.length < manyTogether || !members.every(isLong) || !isTogether) return [];
    const facts = [fact(first, 'phones-silent', { count: members.length, hub: hub.hubPath })];
    const phoneIds = members.map(({ phoneId }) => phoneId);
    return [{ cause: 'hub-lost', confidence: 'likely', subject: hubSubject(hub), facts, phoneIds, drops: [] }];
  });
}

interface HubLoss {
  readonly hub: HubPlace;
  /** What went together; the last such group. */
  readonly group: readonly Drop[];
}

function lostHubs(evidence: DeskEvidence, drops: readonly Drop[]): HubLoss[] {
  const hubs = distinctHubs(drops.filter(isAway).flatMap(({ place }) => (place === null ? [] : hubsOver(place))));
  const losses = hubs.map((hub) => lossOf(hub, drops, evidence)).filter((loss) => loss !== null);
  const inner = losses.filter(({ hub }) => !losses.some((other) => isInside(other.hub, hub)));
  const chosen = inner.map((loss) => climb(loss, losses, evidence));
  return [...new Map(chosen.map((loss) => [loss.hub.hubId, loss])).values()];
}

/** Nothing below the hub is there, and at least two phones went together; nothing followed for a moment. */
function lossOf(hub: HubPlace, drops: readonly Drop[], evidence: DeskEvidence): HubLoss | null {
  const { timing, now } = evidence;
  if (membersOf(evidence, hub).some((phone) => isThere(phone, evidence))) return null;
  // Whoever was taken to another hub meanwhile went with the others all the same.
  const gone = drops.filter(
    (drop) => isOnHub(drop.place, hub) && (isAway(drop) || isBackElsewhere(drop, hub, evidence)),
  );
  const group = together(gone, timing.togetherMs).findLast(isLoss);
  const last = group?.at(-1);
  if (group === undefined || last === undefined || now - last.at < timing.settleMs) return null;
  return isAnyOnUsb(group, evidence) ? null : { hub, group };
}

function isLoss(group: readonly Drop[]): boolean {
  return countPhones(group) >= fewestTogether && group.some(isAway);
}

function isBackElsewhere({ phoneId, backAt }: Drop, hub: HubPlace, { arrivals }: DeskEvidence): boolean {
  const arrival = arrivals.findLast((each) => each.phoneId === phoneId && each.at === backAt);
  return arrival !== undefined && arrival.place !== null && !isOnHub(arrival.place, hub);
}

/** The operating system still sees a phone of the group: then its hub works, and it is adb that does not see them. */
function isAnyOnUsb(group: readonly Drop[], { usb, hosts }: DeskEvidence): boolean {
  const local = hosts.find(({ kind }) => kind === 'local');
  return group.some(
    (drop) =>
      isAway(drop) &&
      drop.hostId === local?.hostId &&
      usb.readAt >= drop.at &&
      (usb.devices ?? []).some(
        (device) =>
          device.isConfigured && device.serial === drop.serial && device.portPath === (drop.place?.portPath ?? null),
      ),
  );
}

/** From the innermost hub that explains the loss outwards, as far as there is a reason to. */
function climb(loss: HubLoss, losses: readonly HubLoss[], evidence: DeskEvidence): HubLoss {
  const outer = losses
    .filter(({ hub }) => isInside(loss.hub, hub))
    .toSorted((left, right) => (right.hub.hubPath?.length ?? 0) - (left.hub.hubPath?.length ?? 0))[0];
  return outer !== undefined && isOuterConcerned(loss, outer, evidence) ? climb(outer, losses, evidence) : loss;
}

function isOuterConcerned(inner: HubLoss, outer: HubLoss, evidence: DeskEvidence): boolean {
  const isOnUsb = isHubOnUsb(outer.hub, outer.group, evidence);
  if (isOnUsb !== null) return !isOnUsb;
  const more = outer.group.filter(({ place }) => !isOnHub(place, inner.hub));
  if (countPhones(more) >= fewestTogether) return true;
  const [first, last] = [inner.group[0]?.at ?? 0, inner.group.at(-1)?.at ?? 0];
  return more.length > 0 && more.every(({ at }) => at >= first - sameMomentMs && at <= last + sameMomentMs);
}

function isInside(hub: HubPlace, outer: HubPlace): boolean {
  if (hub.hubPath === null || outer.hubPath === null || hub.hostId !== outer.hostId) return false;
  return hub.hubPath.startsWith(`${outer.hubPath}.`);
}

function lostFinding({ hub, group }: HubLoss, drops: readonly Drop[], evidence: DeskEvidence): Finding {
  const away = drops.filter((drop) => isAway(drop) && isOnHub(drop.place, hub));
  const first = group[0]?.at ?? evidence.now;
  const last = group.at(-1)?.at ?? first;
  const count = countPhones(group);
  const total = Math.max(membersOf(evidence, hub).length, count);
  const went = fact(first, 'phones-lost', { count, total, hub: hub.hubPath, seconds: secondsBetween(first, last) });
  const words = hubWords(hub, group, evidence);
  return {
    cause: 'hub-lost',
    confidence: words.isGone ? 'certain' : count >= manyTogether ? 'likely' : 'possible',
    subject: hubSubject(hub),
    facts: [went, ...words.facts],
    phoneIds: [...new Set(away.map(({ phoneId }) => phoneId))],
    // What the hub took before counts for the hub as well.
    drops: drops.filter(({ place }) => isOnHub(place, hub)),
  };
}

/** What the operating system itself says of that hub. */
function hubWords(
  hub: HubPlace,
  group: readonly Drop[],
  evidence: DeskEvidence,
): { readonly isGone: boolean; readonly facts: readonly FaultFact[] } {
  const { usb } = evidence;
  const from = group[0]?.at ?? 0;
  const line = (usb.kernelLines ?? []).find(
    ({ kind, portPath, at }) =>
      kind === 'disconnected' && portPath === hub.hubPath && Math.abs(at - from) < linesNearMs,
  );
  const isOnUsb = isHubOnUsb(hub, group, evidence);
  const told = line === undefined ? [] : [fact(line.at, 'kernel-line', { text: line.text })];
  if (isOnUsb !== null) {
    const code = isOnUsb ? 'hub-still-on-usb' : 'hub-gone-from-usb';
    told.push(fact(usb.readAt, code, { hub: hub.hubPath }));
  }
  const unknown = isOnUsb === null && line === undefined ? usbUnknown(evidence) : null;
  // Words of an earlier run say that it went, not that it is still gone.
  const isTold = isOnUsb === null && line !== undefined && line.at >= evidence.startedAt;
  return { isGone: isOnUsb === false || isTold, facts: unknown === null ? told : [...told, unknown] };
}

/** Does the operating system still list the hub? Null when it does not tell, or has not been asked since. */
function isHubOnUsb(hub: HubPlace, group: readonly Drop[], { usb, hosts }: DeskEvidence): boolean | null {
  const isLocal = hosts.some(({ hostId, kind }) => hostId === hub.hostId && kind === 'local');
  if (!isLocal || hub.hubPath === null || usb.devices === null || usb.readAt < (group.at(-1)?.at ?? 0)) return null;
  return usb.devices.some(({ portPath }) => portPath === hub.hubPath);
}
