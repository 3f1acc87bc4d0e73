import type { HealthCheckId, Verdict } from '../../contract/phones.ts';

export interface Deduction {
  readonly warn: number;
  readonly bad: number;
}

/**
 * What each check takes from 100, by how soon it stops a phone from working. Zero twice: shown, never counted. A check
 * that has no `bad` (a low charge, a wrong clock) repeats its `warn`. Heat and a full disk weigh most, because they
 * damage or stop a phone; a changed lock or a missing messenger can be put right in a minute.
 */
export const deductions: Record<HealthCheckId, Deduction> = {
  'battery-level': { warn: 10, bad: 10 },
  'battery-temperature': { warn: 15, bad: 40 },
  'battery-status': { warn: 10, bad: 30 },
  'battery-wear': { warn: 10, bad: 20 },
  storage: { warn: 10, bad: 30 },
  memory: { warn: 5, bad: 5 },
  load: { warn: 5, bad: 5 },
  network: { warn: 10, bad: 20 },
  'clock-skew': { warn: 10, bad: 10 },
  screen: { warn: 0, bad: 0 },
  lock: { warn: 15, bad: 15 },
  uptime: { warn: 0, bad: 0 },
  'messenger-version': { warn: 10, bad: 10 },
};

/** The points that one verdict costs; unknown and ok cost nothing. */
export function deductionOf(id: HealthCheckId, verdict: Verdict): number {
  return verdict === 'warn' || verdict === 'bad' ? deductions[id][verdict] : 0;
}

/** 100 minus what the checks took, at least 0; null when not one check could be judged. */
export function scoreOf(checks: readonly { readonly verdict: Verdict; readonly deduction: number }[]): number | null {
  if (checks.every(({ verdict }) => verdict === 'unknown')) return null;
  return Math.max(
    0,
    checks.reduce((score, { deduction }) => score - deduction, 100),
  );
}
