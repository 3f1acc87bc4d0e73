import type { Health, HealthCheck, HealthCheckId } from '../../../electron/contract/phones.ts';

const fit = { 'battery-level': 80, storage: 60, 'clock-skew': 0 } as const;

/** A check's value as a poll read it; null: it was not read. */
export function checkOf(id: HealthCheckId, value: number | null, textCode = 'fine'): HealthCheck {
  const verdict = value === null ? 'unknown' : 'ok';
  return {
    id,
    value,
    verdict,
    textCode,
    params: {},
    readAt: 1,
    unknownSinceAt: value === null ? 1 : null,
    deduction: 0,
  };
}

/** What the last poll says of a phone: a fit one, but for what is given. */
export function healthWith(values: Partial<Record<keyof typeof fit, number | null>> = {}): Health {
  const all = { ...fit, ...values };
  const checks = (['battery-level', 'storage', 'clock-skew'] as const).map((id) => checkOf(id, all[id]));
  return { score: 100, unknownCount: 0, checks, polledAt: 1, nextPollAt: null, fault: null };
}
