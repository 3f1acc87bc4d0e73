import type { AlertKind } from '../../contract/alert-kinds.ts';
import type { Settings } from '../../contract/settings.ts';

/** How long a thing must be so without a break before an alert of that kind is raised, and before it ends. */
export interface AlertTiming {
  readonly raiseAfterMs: number;
  readonly endAfterMs: number;
}

const atOnce: AlertTiming = { raiseAfterMs: 0, endAfterMs: 0 };

/**
 * What is measured has margins and needs no waiting; what is only so or not so (a state, a network) must last, or a loose
 * cable would raise an alert a minute.
 */
const timings: Readonly<Partial<Record<AlertKind, AlertTiming>>> = {
  'network-lost': { raiseAfterMs: 0, endAfterMs: 2 * 60_000 },
  'needs-hand': { raiseAfterMs: 0, endAfterMs: 60_000 },
  'phone-unauthorized': { raiseAfterMs: 15_000, endAfterMs: 15_000 },
  'host-down': { raiseAfterMs: 5_000, endAfterMs: 10_000 },
  'hub-lost': { raiseAfterMs: 1_000, endAfterMs: 10_000 },
  // What an earlier run of the console left is old, and is sent first.
  'webhook-stuck': { raiseAfterMs: 60_000, endAfterMs: 0 },
  'desk-fault': { raiseAfterMs: 3_000, endAfterMs: 60_000 },
};

const missingEndAfterMs = 30_000;

export function timingOf(kind: AlertKind, settings: Pick<Settings, 'alertMissingMinutes'>): AlertTiming {
  if (kind === 'phone-missing') {
    return { raiseAfterMs: settings.alertMissingMinutes * 60_000, endAfterMs: missingEndAfterMs };
  }
  return timings[kind] ?? atOnce;
}
