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

export function viewAlert({ isTold: _, ...alert }: AlertRecord, snoozedUntilAt: number | null): Alert {
  return { ...alert, snoozedUntilAt };
}
