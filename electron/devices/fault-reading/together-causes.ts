import type { FaultFact } from '../../contract/faults.ts';
import { usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import {
  fact,
  hostSubject,
  isAway,
  isOnCable,
  minutesOf,
  secondsBetween,
  type Explained,
  type Finding,
} from './finding.ts';
import { countPhones, isAlive, together } from './hub-members.ts';

/** Hands take two phones at once; so many at once have something in common. */
const fewestTogether = 3;
/** Of those that went together, so many that are still away keep the reading. */
const fewestAway = 2;
const fewestTimes = 2;

/**
 * Phones that nobody has placed on a hub, and that went in one moment. They share something, and without a map nobody can
 * say what: never more than possible. One a host.
 */
export function readTogether(evidence: DeskEvidence, explained: Explained): Finding[] {
  const open = evidence.drops.filter((drop) => !explained.hasDrop(drop) && drop.place === null && isOnCable(drop));
  return [...Map.groupBy(open, ({ hostId }) => hostId)].flatMap(([hostId, drops]) => {
    const groups = together(drops, evidence.timing.togetherMs).filter((group) => countPhones(group) >= fewestTogether);
    const found = lostTogether(groups, evidence) ?? againTogether(groups, evidence);
    if (found === null) return [];
    const unknown = usbUnknown(evidence);
    const facts = [
      ...found.facts,
      ...stayedFacts(hostId, found.drops, evidence),
      ...(unknown === null ? [] : [unknown]),
    ];
    const phoneIds = [...new Set(found.gone.map(({ phoneId }) => phoneId))];
    const subject = hostSubject(hostId);
    return [{ cause: 'dropped-together', confidence: 'possible', subject, facts, phoneIds, drops: found.drops }];
  });
}

type Group = readonly Drop[];

interface Together {
  readonly facts: readonly FaultFact[];
  /** Whom the reading is about. */
  readonly gone: readonly Drop[];
  readonly drops: readonly Drop[];
}

/** They went, and most of them are away. */
function lostTogether(groups: readonly Group[], evidence: DeskEvidence): Together | null {
  const { now, timing } = evidence;
  const lost = groups.filter((group) => countPhones(group.filter(isAway)) >= fewestAway);
  const settled = lost.filter((group) => now - (group.at(-1)?.at ?? now) >= timing.settleMs);
  if (settled.length === 0) return null;
  const facts = settled.map((group) => {
    const [first, last] = [group[0]?.at ?? now, group.at(-1)?.at ?? now];
    return fact(first, 'unplaced-lost', { count: countPhones(group), seconds: secondsBetween(first, last) });
  });
  const drops = [...settled, ...recentOf(groups, evidence)].flat();
  return { facts, gone: settled.flat().filter(isAway), drops };
}

/** They come back, and go together again. */
function againTogether(groups: readonly Group[], evidence: DeskEvidence): Together | null {
  const { now, timing } = evidence;
  const recent = recentOf(groups, evidence);
  const drops = recent.flat();
  const first = drops[0];
  const lastAt = Math.max(...drops.map(({ backAt }) => backAt ?? now));
  if (recent.length < fewestTimes || first === undefined || now - lastAt > timing.quietMs) return null;
  const params = { times: recent.length, minutes: minutesOf(now - first.at) };
  return { facts: [fact(first.at, 'unplaced-again', params)], gone: drops, drops };
}

function recentOf(groups: readonly Group[], { now, timing }: DeskEvidence): Group[] {
  return groups.filter((group) => now - (group[0]?.at ?? 0) < timing.flapWindowMs);
}

function stayedFacts(hostId: string, gone: readonly Drop[], { phones, now }: DeskEvidence): FaultFact[] {
  const goneIds = new Set(gone.map(({ phoneId }) => phoneId));
  const stayed = phones.filter((phone) => phone.hostId === hostId && isAlive(phone) && !goneIds.has(phone.phoneId));
  return stayed.length === 0 ? [] : [fact(now, 'neighbours-stayed', { count: stayed.length, hub: null })];
}
