import { loadSpans, wereTogether } from './bus-load.ts';
import { busText, controllerSubject, unique, usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { fact, type Finding } from './finding.ts';

/** So often must one have come when the other went, and gone when it came. */
const fewestTurns = 2;

/**
 * Another phone that is there when this one is not, and not when it is: the two take turns in the room that a controller has
 * for one of them, and neither cable has to be bad. Each is the one that comes closest to the other's times; phones that were
 * ever seen up together for longer than a push takes do not take turns. Answers its first drop; null: there is none.
 */
export function partnerOf(drops: readonly Drop[], evidence: DeskEvidence): Drop | null {
  const [first] = drops;
  const partner = closestTo(drops, evidence);
  const [other] = partner ?? [];
  if (first === undefined || partner === null || other === undefined) return null;
  return closestTo(partner, evidence)?.[0]?.phoneId === first.phoneId ? other : null;
}

function closestTo(drops: readonly Drop[], evidence: DeskEvidence): readonly Drop[] | null {
  const [first] = drops;
  if (first === undefined) return null;
  const { flapWindowMs } = evidence.timing;
  const others = evidence.drops.filter(
    ({ phoneId, hostId, at }) =>
      phoneId !== first.phoneId && hostId === first.hostId && Math.abs(at - first.at) < flapWindowMs,
  );
  const inTurns = [...Map.groupBy(others, ({ phoneId }) => phoneId).values()].flatMap((ofOther) => {
    const apartMs = turnsApart(drops, ofOther, evidence);
    return apartMs === null || sharedRoom(first, ofOther[0]?.phoneId ?? '', evidence) ? [] : [{ ofOther, apartMs }];
  });
  return inTurns.toSorted((left, right) => left.apartMs - right.apartMs)[0]?.ofOther ?? null;
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

/** How far apart one's going and the other's coming are on the average; null where they have nothing to do with each other. */
function turnsApart(
  drops: readonly Drop[],
  ofOther: readonly Drop[],
  { arrivals, timing }: DeskEvidence,
): number | null {
  const otherId = ofOther[0]?.phoneId;
  const cameAt = arrivals.filter(({ phoneId }) => phoneId === otherId).map(({ at }) => at);
  const wentAt = ofOther.map(({ at }) => at);
  const returns = drops.flatMap(({ backAt }) => (backAt === null ? [] : [backAt]));
  const isNear = (apartMs: number): boolean => apartMs <= timing.pushMs;
  const outs = drops.map(({ at }) => nearestTo(at, cameAt)).filter(isNear);
  const backs = returns.map((at) => nearestTo(at, wentAt)).filter(isNear);
  const isMost = outs.length >= drops.length - 1 && backs.length >= returns.length - 1;
  if (!isMost || outs.length < fewestTurns || backs.length < fewestTurns) return null;
  const all = [...outs, ...backs];
  return all.reduce((sum, apartMs) => sum + apartMs, 0) / all.length;
}

function nearestTo(at: number, times: readonly number[]): number {
  return Math.min(...times.map((time) => Math.abs(time - at)));
}

/** Both were up at the same time: there is room for both. */
function sharedRoom(first: Drop, otherId: string, evidence: DeskEvidence): boolean {
  const { timing } = evidence;
  const pair = [first.phoneId, otherId] as const;
  const spans = loadSpans(evidence, ({ phoneId }) => pair.includes(phoneId), first.at - timing.flapWindowMs);
  return wereTogether(spans, pair, timing.pushMs);
}
