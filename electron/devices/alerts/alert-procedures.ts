import type { AuditPort } from '../../audit/audit-log.ts';
import { longestSnoozeMs, type AlertSubject } from '../../contract/alerts.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import { unknownPhone } from '../acts/batch.ts';
import type { AlertRecord } from './alert-record.ts';
import type { Alerts } from './alerts.ts';

export interface AlertProceduresDeps {
  readonly alerts: Alerts;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly isPhone: (phoneId: string) => boolean;
}

type AlertProcedure = 'alerts.page' | 'alerts.acknowledge' | 'alerts.snooze' | 'alerts.snoozePhone';

/** What an operator does with alerts; each act is one line of the audit log. */
export function createAlertProcedures(deps: AlertProceduresDeps): Handlers<AlertProcedure> {
  const { alerts } = deps;
  return {
    'alerts.page': async (input) => {
      const records = alerts.store.page(input);
      const entries = records.slice(0, input.limit).map((record) => alerts.book.view(record));
      return succeed({ entries, hasMore: records.length > input.limit });
    },
    'alerts.acknowledge': async ({ alertIds }) => acknowledge(deps, alertIds),
    'alerts.snooze': async ({ alertIds, untilAt }) => snooze(deps, alertIds, untilAt),
    'alerts.snoozePhone': async ({ phoneId, untilAt }) => snoozePhone(deps, phoneId, untilAt),
  };
}

function acknowledge(deps: AlertProceduresDeps, alertIds: readonly number[]): Outcome<{ changedCount: number }> {
  const { alerts, audit, clock } = deps;
  const open = activeOf(deps, alertIds).filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (open.length === 0) return succeed({ changedCount: 0 });
  const edited = alerts.book.edit(open, () => {
    const { operatorName } = audit.append({
      action: 'alerts.acknowledge',
      subject: subjectOf(open),
      params: namesOf(open),
    });
    return { acknowledgedAt: clock.now(), acknowledgedBy: operatorName };
  });
  return edited.ok ? succeed({ changedCount: open.length }) : edited;
}

function snooze(
  deps: AlertProceduresDeps,
  alertIds: readonly number[],
  untilAt: number | null,
): Outcome<{ changedCount: number }> {
  const { alerts, audit } = deps;
  const checked = checkMoment(deps, untilAt);
  if (!checked.ok) return checked;
  const open = activeOf(deps, alertIds);
  if (open.length === 0) return succeed({ changedCount: 0 });
  const edited = alerts.book.edit(open, () => {
    audit.append({ action: 'alerts.snooze', subject: subjectOf(open), params: { ...namesOf(open), untilAt } });
    return { snoozedUntilAt: untilAt };
  });
  if (!edited.ok) return edited;
  alerts.replan();
  return succeed({ changedCount: open.length });
}

function snoozePhone(deps: AlertProceduresDeps, phoneId: string, untilAt: number | null): Outcome<null> {
  const { alerts, audit, isPhone } = deps;
  if (!isPhone(phoneId)) return unknownPhone(phoneId);
  const checked = checkMoment(deps, untilAt);
  if (!checked.ok) return checked;
  const snoozed = alerts.book.snoozePhone(phoneId, untilAt, () => {
    audit.append({ action: 'alerts.snoozePhone', subject: phoneId, params: { untilAt } });
  });
  if (snoozed.ok) alerts.replan();
  return snoozed;
}

function activeOf({ alerts }: AlertProceduresDeps, alertIds: readonly number[]): AlertRecord[] {
  const wanted = new Set(alertIds);
  return [...alerts.book.active()].filter(({ alertId }) => wanted.has(alertId));
}

function checkMoment({ clock }: AlertProceduresDeps, untilAt: number | null): Outcome<null> {
  if (untilAt === null) return succeed(null);
  const aheadMs = untilAt - clock.now();
  if (aheadMs > 0 && aheadMs <= longestSnoozeMs) return succeed(null);
  return fail('invalid-input', 'a snooze ends in the future, within seven days', { field: 'untilAt', rule: 'moment' });
}

/** The phone or host, when all are about one. */
function subjectOf(records: readonly AlertRecord[]): string | null {
  const ids = new Set(records.map(({ subject }) => idOf(subject)));
  const [only] = ids;
  return ids.size === 1 ? (only ?? null) : null;
}

function idOf(subject: AlertSubject): string | null {
  if (subject.type === 'desk') return null;
  return subject.type === 'phone' ? subject.phoneId : subject.hostId;
}

function namesOf(records: readonly AlertRecord[]): { count: number; alertKinds: string } {
  return { count: records.length, alertKinds: [...new Set(records.map(({ kind }) => kind))].join(', ') };
}
