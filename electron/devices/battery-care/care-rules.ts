import type { CareRow, SwellCheck } from '../../contract/battery-care.ts';
import type { HealthCheck, Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import { nameOf } from '../expected-desk/roll-call.ts';
import { chargeSupportOf } from './charge-support.ts';

export const dayMs = 86_400_000;

/** Below this a battery counts as rested; between it and full nothing is decided, so that a trickle does not start anew. */
export const restedPercent = 95;
const fullPercent = 100;

/** A span that was not read for longer than this is over: nobody knows what the battery did meanwhile. */
export const unreadGapMs = 6 * 3_600_000;

/**
 * What one poll says of a battery on its charger: full, held near full by a trickle, rested, or nothing that decides.
 */
export type ChargeMoment = 'full' | 'held' | 'rested' | 'undecided';

/** A battery that every reading found full on its charger, from the first of them to the last. */
export interface FullSpan {
  readonly fullSinceAt: number;
  readonly lastReadAt: number;
}

/** The span after one more reading; null while there is none. Time without a reading does not count as full. */
export function spanAfter(span: FullSpan | null, moment: ChargeMoment, readAt: number): FullSpan | null {
  if (moment === 'rested') return null;
  if (moment === 'undecided') return span;
  const isOpen = span !== null && readAt - span.lastReadAt <= unreadGapMs;
  if (isOpen) return readAt <= span.lastReadAt ? span : { ...span, lastReadAt: readAt };
  return moment === 'full' ? { fullSinceAt: readAt, lastReadAt: readAt } : null;
}

/** A limit that holds the battery below full is rest as well. An unknown value decides nothing. */
export function chargeMomentOf({ health }: Pick<Phone, 'health'>): ChargeMoment {
  const level = readingOf(health.checks, 'battery-level')?.value ?? null;
  if (level === null) return 'undecided';
  if (level < restedPercent) return 'rested';
  const status = readingOf(health.checks, 'battery-status');
  if (status === null || status.textCode === 'discharging') return 'undecided';
  return level >= fullPercent ? 'full' : 'held';
}

export interface CareFacts {
  readonly lastCheck: SwellCheck | null;
  readonly fullSpan: FullSpan | null;
  readonly limit: { readonly isLimited: boolean | null; readonly readAt: number } | null;
}

export type CareSettings = Pick<Settings, 'swellCheckDays' | 'batteryRestDays'>;

/** What is due for one phone. The first look is due that many days after the phone was first seen. */
export function careOf(
  phone: Phone,
  { lastCheck, fullSpan, limit }: CareFacts,
  { settings, now }: { readonly settings: CareSettings; readonly now: number },
): CareRow {
  const { setting, ...support } = chargeSupportOf(phone.facts);
  const isOut = lastCheck !== null && lastCheck.result !== 'ok';
  const swellDueAt = isOut ? null : (lastCheck?.at ?? phone.firstSeenAt) + settings.swellCheckDays * dayMs;
  return {
    phoneId: phone.phoneId,
    number: phone.number,
    name: nameOf(phone),
    isSetAside: phone.state === 'set-aside',
    percent: valueOf(phone.health.checks, 'battery-level'),
    capacityPercent: valueOf(phone.health.checks, 'battery-wear'),
    swelling: { last: lastCheck, dueAt: swellDueAt, isOverdue: swellDueAt !== null && swellDueAt <= now },
    rest: restOf(phone, fullSpan, { settings, now }),
    charge: {
      ...support,
      limitPercent: setting?.limitPercent ?? null,
      isLimited: limit?.isLimited ?? null,
      isContradicted: limit?.isLimited === true && isAbove(phone.health.checks, setting?.limitPercent ?? null),
      readAt: limit?.readAt ?? null,
    },
  };
}

function restOf(
  { state }: Phone,
  span: FullSpan | null,
  { settings, now }: { readonly settings: CareSettings; readonly now: number },
): CareRow['rest'] {
  if (span === null) return { fullSinceAt: null, lastReadAt: null, isUnread: false, dueAt: null, isDue: false };
  const { fullSinceAt, lastReadAt } = span;
  const isUnread = state === 'absent' || state === 'offline' || now - lastReadAt > unreadGapMs;
  const dueAt = fullSinceAt + settings.batteryRestDays * dayMs;
  return { fullSinceAt, lastReadAt, isUnread, dueAt, isDue: !isUnread && dueAt <= lastReadAt };
}

/** Phones stop a percent or two late, and round. */
const limitSlackPercent = 3;

/** It still charges beyond what the limit allows. */
function isAbove(checks: readonly HealthCheck[], limitPercent: number | null): boolean {
  const level = readingOf(checks, 'battery-level')?.value ?? null;
  const isCharging = readingOf(checks, 'battery-status')?.textCode === 'charging';
  return limitPercent !== null && level !== null && isCharging && level > limitPercent + limitSlackPercent;
}

/** Null while the check's value is not known now. */
export function readingOf(checks: readonly HealthCheck[], id: HealthCheck['id']): HealthCheck | null {
  return checks.find((check) => check.id === id && check.unknownSinceAt === null) ?? null;
}

function valueOf(checks: readonly HealthCheck[], id: HealthCheck['id']): number | null {
  return checks.find((check) => check.id === id)?.value ?? null;
}

const never = Number.MAX_SAFE_INTEGER;

/** What has waited longest comes first; phones out of use last. */
export function byDue(left: CareRow, right: CareRow): number {
  return (
    dueOf(left) - dueOf(right) ||
    (left.number ?? never) - (right.number ?? never) ||
    (left.phoneId < right.phoneId ? -1 : 1)
  );
}

/** The day counts, not the second at which a phone was first seen. */
function dueOf({ swelling, rest }: CareRow): number {
  const restDueAt = rest.isUnread ? null : rest.dueAt;
  return Math.floor(Math.min(swelling.dueAt ?? never, restDueAt ?? never) / dayMs);
}
