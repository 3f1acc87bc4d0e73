import { loadSpans, wereTogether } from './bus-load.ts';
import { busText, controllerSubject, unique, usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { fact, isAway, type Finding } from './finding.ts';

/** So often must one have come when the other went, and gone when it came. */
const fewestTurns = 2;

/**
 * Another phone that is there when this one is not, and not when it is: the two take turns in the room that a controller has
 * for one of them, and neither cable has to be bad. Phones that were ever seen up together for longer than a push takes do
 * not. Null: there is none.
 */
export function partnerOf(drops: readonly Drop[], evidence: DeskEvidence): Drop | null {
  const [first] = drops;
  if (first === undefined) return null;
  const others = evidence.drops.filter((drop) => drop.phoneId !== first.phoneId && drop.hostId === first.hostId);
  for (const [phoneId, ofOther] of Map.groupBy(others, (drop) => drop.phoneId)) {
    const [partner] = ofOther;
    if (partner !== undefined && takesTurns(drops, ofOther, evidence) && !sharedRoom(first, phoneId, evidence)) {
      return partner;
    }
  }
  return null;
}

/** No more than possible: two bad cables could do the same. */
export function turnFinding(drops: readonly Drop[], partner: Drop, evidence: DeskEvidence): Finding | null {
  const [first] = drops;
  if (first === undefined) return null;
  const bus = busText(first) === busText(partner) ? busText(first) : '';
  const unknown = usbUnknown(evidence);
  const phoneIds = unique([first.phoneId, partner.phoneId]).toSorted();
  const facts = [
    fact(first.at, 'took-turns', { times: drops.length }, first.phoneId),
    ...(unknown === null ? [] : [unknown]),
  ];
  const subject = controllerSubject(first.hostId, bus === '' ? null : bus);
  return { cause: 'controller-limit', confidence: 'possible', subject, facts, phoneIds, drops };
}

function takesTurns(drops: readonly Drop[], ofOther: readonly Drop[], { arrivals, timing }: DeskEvidence): boolean {
  const otherId = ofOther[0]?.phoneId;
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= timing.pushMs;
  const cameAt = arrivals.filter(({ phoneId }) => phoneId === otherId).map(({ at }) => at);
  const outs = drops.filter(({ at }) => cameAt.some((each) => isNear(each, at))).length;
  const returns = drops.filter((drop) => !isAway(drop));
  const backs = returns.filter(({ backAt }) => ofOther.some(({ at }) => isNear(at, backAt ?? 0))).length;
  const isMost = outs >= drops.length - 1 && backs >= returns.length - 1;
  return isMost && outs >= fewestTurns && backs >= fewestTurns;
}

/** Both were up at the same time: there is room for both. */
function sharedRoom(first: Drop, otherId: string, evidence: DeskEvidence): boolean {
  const { timing } = evidence;
  const pair = [first.phoneId, otherId] as const;
  const spans = loadSpans(evidence, ({ phoneId }) => pair.includes(phoneId), first.at - timing.flapWindowMs);
  return wereTogether(spans, pair, timing.pushMs);
}
