import type { AlertRecord } from './alert-record.ts';

/**
 * Something about an alert that somebody outside may want to hear. `woken`: its snooze is over and it is still so. Nothing
 * is told of an alert that is quiet (snoozed); one that was never told of is `raised` once it is quiet no more, and only
 * one that was told of is told to have `ended`.
 */
export interface AlertEvent {
  readonly happened: 'raised' | 'worsened' | 'woken' | 'ended';
  readonly alert: AlertRecord;
  readonly at: number;
}

/** Who must not miss one: called inside the transaction that stores the change, and may throw `StoreError`. */
export interface AlertEventRecorder {
  record(event: AlertEvent): void;
}
