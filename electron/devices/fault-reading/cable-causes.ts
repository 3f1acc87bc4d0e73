import type { FaultCause, FaultFact } from '../../contract/faults.ts';
import type { Place } from '../desk-map/place.ts';
import { usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { cableSubject, fact, isAway, isOnCable, minutesOf, portText, type Explained, type Finding } from './finding.ts';
import { isAlive } from './hub-members.ts';
import { partnerOf, turnFinding } from './turn-causes.ts';

const fewestOfOther = 2;

/** Phones that drop and come back again and again while their neighbours stay: a cable, a port, or the radio. */
export function readCables(evidence: DeskEvidence, explained: Explained): Finding[] {
  const open = evidence.drops.filter((drop) => !explained.hasDrop(drop) && drop.hasRebooted !== true);
  const byRoute = [...Map.groupBy(open, ({ routeId }) => routeId).values()].map((drops) => inWindow(drops, evidence));
  const recent = byRoute.flat();
  return byRoute.flatMap((drops) => {
    if (!isFlapping(drops, evidence)) return [];
    const partner = drops.every(isOnCable) ? partnerOf(drops, evidence) : null;
    if (partner === null) return [cableOf(drops, recent, evidence)].filter((found) => found !== null);
    // A limit that is told already has these phones in it, whether or not it names them.
    if (explained.hasCause('controller-limit', partner.hostId)) return [];
    return [turnFinding(drops, partner, evidence)].filter((found) => found !== null);
  });
}

/** The drops of one route that count together: up to now, or up to the one after which the phone stayed away. */
function inWindow(drops: readonly Drop[], { now, timing }: DeskEvidence): Drop[] {
  const last = drops.at(-1);
  const untilAt = last !== undefined && isAway(last) ? last.at : now;
  return drops.filter(({ at }) => untilAt - at < timing.flapWindowMs);
}

function isFlapping(drops: readonly Drop[], { now, timing }: DeskEvidence): boolean {
  const last = drops.at(-1);
  const returns = drops.filter((drop) => !isAway(drop)).length;
  const isQuiet = last === undefined || now - (last.backAt ?? now) > timing.quietMs;
  return !isQuiet && drops.length >= timing.flapDrops && returns >= timing.flapDrops - 1;
}

function cableOf(drops: readonly Drop[], recent: readonly Drop[], evidence: DeskEvidence): Finding | null {
  const [first] = drops;
  const last = drops.at(-1);
  if (first === undefined || last === undefined) return null;
  const { place, phoneId, hostId } = last;
  const shares = { times: drops.length, minutes: minutesOf(last.at - first.at), port: portText(place) };
  const dropped = fact(first.at, 'dropped', shares, phoneId);
  const judged = judge(last, recent, evidence);
  const subject = cableSubject(judged.cause === 'port-unsteady' ? null : phoneId, hostId, place);
  const phoneIds = [...new Set([phoneId, ...judged.others])];
  const own = recent.filter((drop) => phoneIds.includes(drop.phoneId) && isSamePort(drop.place, place));
  const sameBoot = drops.filter(({ hasRebooted }) => hasRebooted === false).length;
  const facts = [dropped, ...(sameBoot > 0 ? [fact(last.at, 'same-boot', { times: sameBoot })] : []), ...judged.facts];
  return { cause: judged.cause, confidence: judged.confidence, subject, facts, phoneIds, drops: own };
}

interface Judgement {
  readonly cause: FaultCause;
  readonly confidence: Finding['confidence'];
  readonly facts: readonly FaultFact[];
  readonly others: readonly string[];
}

function judge(last: Drop, recent: readonly Drop[], evidence: DeskEvidence): Judgement {
  const { place } = last;
  if (last.connection === 'tcp') return { cause: 'wifi-unsteady', confidence: 'likely', facts: [], others: [] };
  const others = othersOnPort(last, recent);
  if (others.length > 0) {
    const facts = [fact(last.at, 'others-on-port', { port: portText(place), count: others.length })];
    return { cause: 'port-unsteady', confidence: 'likely', facts, others };
  }
  const lines = (evidence.usb.kernelLines ?? []).filter(
    ({ kind, portPath }) => kind === 'enumeration-failed' && portPath !== null && portPath === place?.portPath,
  );
  const words = lines.slice(-2).map(({ at, text }) => fact(at, 'kernel-line', { text }));
  const stayed = place === null ? 0 : countStayed(place, last, evidence);
  const calm = stayed > 0 ? [fact(last.at, 'neighbours-stayed', { count: stayed, hub: place?.hubPath ?? null })] : [];
  const unknown = words.length === 0 ? usbUnknown(evidence) : null;
  return {
    cause: 'cable-loose',
    // "Maybe the USB cable is bad?" says the kernel: it does not know either.
    confidence: words.length > 0 || stayed > 0 ? 'likely' : 'possible',
    facts: [...calm, ...words, ...(unknown === null ? [] : [unknown])],
    others: [],
  };
}

/** Phones that had the same trouble on the same port: then it is not their cable. */
function othersOnPort(last: Drop, recent: readonly Drop[]): string[] {
  const others = recent.filter(({ phoneId, place }) => phoneId !== last.phoneId && isSamePort(place, last.place));
  const byPhone = Map.groupBy(others, ({ phoneId }) => phoneId);
  return [...byPhone].filter(([, drops]) => drops.length >= fewestOfOther).map(([phoneId]) => phoneId);
}

function isSamePort(one: Place | null, other: Place | null): boolean {
  return one !== null && other !== null && one.hubId === other.hubId && one.port === other.port;
}

/** Phones on the same hub that are alive and have not dropped in the meantime. */
function countStayed(place: Place, last: Drop, { phones, drops, now, timing }: DeskEvidence): number {
  const dropped = new Set(drops.filter(({ at }) => now - at < timing.flapWindowMs).map(({ phoneId }) => phoneId));
  return phones.filter(
    (phone) =>
      phone.phoneId !== last.phoneId &&
      phone.place?.hubId === place.hubId &&
      isAlive(phone) &&
      !dropped.has(phone.phoneId),
  ).length;
}
