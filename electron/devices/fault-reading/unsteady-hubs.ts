import type { Confidence, FaultFact } from '../../contract/faults.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { fact, hubSubject, minutesOf, type Finding } from './finding.ts';
import { countPhones, distinctHubs, hubsOver, isOnHub, membersOf, together, type HubPlace } from './hub-members.ts';

const fewestTogether = 2;
const fewestFlapping = 3;
const mostOfHub = 0.8;

/** Hubs whose phones went together more than once and came back, or drop one by one all over the hub. */
export function readUnsteadyHubs(evidence: DeskEvidence, drops: readonly Drop[]): Finding[] {
  const { now, timing } = evidence;
  const recent = drops.filter(({ at, hasRebooted }) => now - at < timing.flapWindowMs && hasRebooted !== true);
  const hubs = distinctHubs(recent.flatMap(({ place }) => (place === null ? [] : hubsOver(place).slice(0, 1))));
  return hubs.flatMap((hub) => {
    const below = recent.filter(({ place }) => isOnHub(place, hub));
    const last = below.at(-1);
    if (last === undefined || now - (last.backAt ?? now) > timing.quietMs) return [];
    const found = wentTogether(hub, below, evidence) ?? flappedApart(hub, below, evidence);
    return found === null ? [] : [found];
  });
}

function wentTogether(hub: HubPlace, below: readonly Drop[], evidence: DeskEvidence): Finding | null {
  const { timing, now } = evidence;
  const total = countPresent(hub, below, evidence);
  const isWhole = (drops: readonly Drop[]): boolean =>
    countPhones(drops) >= fewestTogether && countPhones(drops) >= total * mostOfHub;
  const whole = together(below, timing.togetherMs).filter(isWhole);
  const first = whole[0]?.[0];
  if (whole.length < 2 || first === undefined) return null;
  const params = { times: whole.length, hub: hub.hubPath, minutes: minutesOf(now - first.at) };
  const isMany = whole.some((drops) => countPhones(drops) >= fewestFlapping);
  return unsteady(hub, isMany ? 'likely' : 'possible', [fact(first.at, 'went-together', params)], whole.flat());
}

/** Phones that hung there lately; those that left the hub long ago prove nothing. */
function countPresent(hub: HubPlace, below: readonly Drop[], evidence: DeskEvidence): number {
  const dropped = new Set(below.map(({ phoneId }) => phoneId));
  return membersOf(evidence, hub).filter(({ isListed, phoneId }) => isListed || dropped.has(phoneId)).length;
}

function flappedApart(hub: HubPlace, below: readonly Drop[], evidence: DeskEvidence): Finding | null {
  const byPhone = Map.groupBy(below, ({ phoneId }) => phoneId);
  const flapping = [...byPhone.values()].filter((drops) => drops.length >= fewestTogether);
  const total = countPresent(hub, below, evidence);
  const first = below[0];
  if (first === undefined || flapping.length < fewestFlapping || flapping.length * 2 < total) return null;
  const params = { count: flapping.length, total, hub: hub.hubPath };
  return unsteady(hub, 'likely', [fact(first.at, 'flapped-apart', params)], flapping.flat());
}

function unsteady(hub: HubPlace, confidence: Confidence, facts: readonly FaultFact[], drops: readonly Drop[]): Finding {
  const phoneIds = [...new Set(drops.map(({ phoneId }) => phoneId))];
  return { cause: 'hub-unsteady', confidence, subject: hubSubject(hub), facts, phoneIds, drops };
}
