import { compareBoots } from './boot-comparison.ts';
import type { IdentityKey } from './identity-key.ts';
import type { IdentityReading } from './identity-reading.ts';

/** A remembered phone with the serial and model that a route has just answered. */
export interface IdentityCandidate {
  readonly phoneId: string;
  readonly lastBootId: string | null;
  /** Its other routes that answer at this moment, each with what it answered last. */
  readonly liveReadings: readonly { readonly routeId: string; readonly reading: IdentityReading }[];
  /** Routes this phone was last seen on; `operator`: bound by an answered question. */
  readonly boundRoutes: readonly { readonly routeId: string; readonly boundBy: 'observed' | 'operator' }[];
}

export interface IdentityCase {
  readonly routeId: string;
  readonly key: IdentityKey;
  readonly reading: IdentityReading;
  readonly candidates: readonly IdentityCandidate[];
  readonly now: number;
}

export type IdentityDecision =
  | { readonly kind: 'known'; readonly phoneId: string }
  /** Another phone than all candidates; `duplicateOf` are running phones with the same serial. */
  | { readonly kind: 'new'; readonly duplicateOf: readonly string[] }
  /** May be `otherPhoneId`; a row of its own and a question to the operator. */
  | { readonly kind: 'unclear'; readonly otherPhoneId: string }
  /** These routes were last read too long ago to prove a second phone: read them again, then decide. */
  | { readonly kind: 'verify'; readonly routeIds: readonly string[] };

/**
 * A phone that rebooted keeps a stale `device` row on its other route for a while, with the old boot id. Two phones
 * are therefore only believed when both sides were read within this time.
 */
const freshForMs = 6_000;

/** Which remembered phone answers on this route? Pure; see DESIGN §4 for the rules. */
export function decideIdentity(question: IdentityCase): IdentityDecision {
  const certain = findCertain(question);
  if (certain !== null) return { kind: 'known', phoneId: certain };
  const stale = staleRoutes(question);
  if (stale.length > 0) return { kind: 'verify', routeIds: stale };
  return decideByElimination(question);
}

/** A running route with the same boot, or the boot id that the phone had when it was last seen. */
function findCertain({ candidates, reading }: IdentityCase): string | null {
  const running = candidates.find((candidate) =>
    candidate.liveReadings.some((live) => compareBoots(live.reading, reading) === 'same'),
  );
  if (running !== undefined) return running.phoneId;
  if (reading.bootId === null) return null;
  return candidates.find((candidate) => candidate.lastBootId === reading.bootId)?.phoneId ?? null;
}

function staleRoutes({ candidates, now }: IdentityCase): string[] {
  return candidates
    .flatMap((candidate) => candidate.liveReadings)
    .filter((live) => now - live.reading.readAt > freshForMs)
    .map((live) => live.routeId);
}

function decideByElimination(question: IdentityCase): IdentityDecision {
  const { candidates, key, routeId } = question;
  const free = candidates.filter((candidate) => candidate.liveReadings.length === 0);
  const bound = free.find((candidate) => candidate.boundRoutes.some((route) => route.routeId === routeId));
  if (bound !== undefined) return { kind: 'known', phoneId: bound.phoneId };
  const unclear = candidates.filter((candidate) => isUnclear(candidate, question.reading));
  const answered = unclear.find((candidate) => isBoundByOperator(candidate, routeId));
  if (answered !== undefined) return { kind: 'known', phoneId: answered.phoneId };
  const [doubtful] = unclear;
  if (doubtful !== undefined) return { kind: 'unclear', otherPhoneId: doubtful.phoneId };
  const running = candidates.filter((candidate) => candidate.liveReadings.length > 0);
  const [first] = free;
  if (first === undefined) return { kind: 'new', duplicateOf: running.map((candidate) => candidate.phoneId) };
  const isOnlyOne = free.length === 1 && running.length === 0 && key.isIdentifying;
  return isOnlyOne ? { kind: 'known', phoneId: first.phoneId } : { kind: 'unclear', otherPhoneId: first.phoneId };
}

function isUnclear(candidate: IdentityCandidate, reading: IdentityReading): boolean {
  return candidate.liveReadings.some((live) => compareBoots(live.reading, reading) === 'unclear');
}

function isBoundByOperator(candidate: IdentityCandidate, routeId: string): boolean {
  return candidate.boundRoutes.some((route) => route.routeId === routeId && route.boundBy === 'operator');
}
