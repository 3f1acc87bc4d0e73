import type { CareRow, SwellCheck } from '../../contract/battery-care.ts';
import type { HealthCheck, Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import { nameOf } from '../expected-desk/roll-call.ts';
import { chargeSupportOf } from './charge-support.ts';

export const dayMs = 86_400_000;

/** Below this a battery counts as rested; between it and full nothing is decided, so that a trickle does not start anew. */
export const restedPercent = 95;
const fullPercent = 100;

/** What one poll says of a battery on its charger: full, rested, or nothing that decides. */
export type ChargeMoment = 'full' | 'rested' | 'undecided';

/** A limit that holds the battery below full is rest as well. An unknown value decides nothing. */
export function chargeMomentOf({ health }: Pick<Phone, 'health'>): ChargeMoment {
  const level = valueOf(health.checks, 'battery-level');
  if (level === null) return 'undecided';
  if (level < restedPercent) return 'rested';
  const status = health.checks.find(({ id }) => id === 'battery-status');
  const isOff = status?.textCode === 'discharging';
  return level >= fullPercent && status !== undefined && status.unknownSinceAt === null && !isOff
    ? 'full'
    : 'undecided';
}

export interface CareFacts {
  readonly lastCheck: SwellCheck | null;
  readonly fullSinceAt: number | null;
  readonly limit: { readonly isLimited: boolean; readonly readAt: number } | null;
}

export type CareSettings = Pick<Settings, 'swellCheckDays' | 'batteryRestDays'>;

/** What is due for one phone. The first look is due that many days after the phone was first seen. */
export function careOf(
  phone: Phone,
  { lastCheck, fullSinceAt, limit }: CareFacts,
  { settings, now }: { readonly settings: CareSettings; readonly now: number },
): CareRow {
  const { setting, ...support } = chargeSupportOf(phone.facts);
  const isOut = lastCheck !== null && lastCheck.result !== 'ok';
  const swellDueAt = isOut ? null : (lastCheck?.at ?? phone.firstSeenAt) + settings.swellCheckDays * dayMs;
  const restDueAt = fullSinceAt === null ? null : fullSinceAt + settings.batteryRestDays * dayMs;
  return {
    phoneId: phone.phoneId,
    number: phone.number,
    name: nameOf(phone),
    isSetAside: phone.state === 'set-aside',
    percent: valueOf(phone.health.checks, 'battery-level'),
    capacityPercent: valueOf(phone.health.checks, 'battery-wear'),
    swelling: { last: lastCheck, dueAt: swellDueAt, isOverdue: swellDueAt !== null && swellDueAt <= now },
    rest: { fullSinceAt, dueAt: restDueAt, isDue: restDueAt !== null && restDueAt <= now },
    charge: {
      ...support,
      limitPercent: setting?.limitPercent ?? null,
      isLimited: limit?.isLimited ?? null,
      readAt: limit?.readAt ?? null,
    },
  };
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
  return Math.floor(Math.min(swelling.dueAt ?? never, rest.dueAt ?? never) / dayMs);
}
