import type { AlertKind } from '@contract/alert-kinds.ts';
import type { Alert, AlertSeverity } from '@contract/alerts.ts';

/** Which alerts are shown; null lets everything through. */
export interface AlertFilter {
  readonly kind: AlertKind | null;
  readonly severity: AlertSeverity | null;
  readonly phoneId: string | null;
}

export const openAlertFilter: AlertFilter = { kind: null, severity: null, phoneId: null };

/** The active alerts that pass, those that wait for somebody first, then the worst, then the newest. */
export function shownAlerts(alerts: Iterable<Alert>, filter: AlertFilter): Alert[] {
  const passing: Alert[] = [];
  for (const alert of alerts) if (passes(alert, filter)) passing.push(alert);
  return passing.toSorted((left, right) => rank(right) - rank(left) || right.alertId - left.alertId);
}

/** True while nobody has acknowledged it and it is not snoozed. */
export function isWaiting({ acknowledgedAt, snoozedUntilAt }: Alert): boolean {
  return acknowledgedAt === null && snoozedUntilAt === null;
}

function passes({ kind, severity, subject }: Alert, filter: AlertFilter): boolean {
  if (filter.kind !== null && kind !== filter.kind) return false;
  if (filter.severity !== null && severity !== filter.severity) return false;
  return filter.phoneId === null || (subject.type === 'phone' && subject.phoneId === filter.phoneId);
}

function rank(alert: Alert): number {
  return (isWaiting(alert) ? 2 : 0) + (alert.severity === 'bad' ? 1 : 0);
}
