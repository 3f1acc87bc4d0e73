import type { Alert } from '../../contract/alerts.ts';

/** An alert as it is kept: the contract's, with what only the console needs to know. `snoozedUntilAt` is its own alone. */
export interface AlertRecord extends Alert {
  /** The outside was told that it was raised, and so is told when it ends. */
  readonly isTold: boolean;
}

/** The moment until which the alert is quiet, by its own or its phone's snooze; null when it is not quiet now. */
export function quietUntil(record: AlertRecord, phoneSnoozes: ReadonlyMap<string, number>, now: number): number | null {
  const { subject } = record;
  const ofPhone = subject.type === 'phone' ? (phoneSnoozes.get(subject.phoneId) ?? 0) : 0;
  const untilAt = Math.max(record.snoozedUntilAt ?? 0, ofPhone);
  return untilAt > now ? untilAt : null;
}

/** As the contract has it, quiet until that moment. */
export function viewAlert(record: AlertRecord, snoozedUntilAt: number | null): Alert {
  return {
    alertId: record.alertId,
    kind: record.kind,
    severity: record.severity,
    subject: record.subject,
    subjectNumber: record.subjectNumber,
    subjectName: record.subjectName,
    textCode: record.textCode,
    params: record.params,
    raisedAt: record.raisedAt,
    unknownSinceAt: record.unknownSinceAt,
    acknowledgedAt: record.acknowledgedAt,
    acknowledgedBy: record.acknowledgedBy,
    snoozedUntilAt,
    endedAt: record.endedAt,
    ending: record.ending,
  };
}
