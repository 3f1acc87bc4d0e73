import type { ScheduleDraft } from '@contract/schedules.ts';

/** What a schedule is until somebody names it. */
export type OfferedSchedule = Pick<ScheduleDraft, 'kind' | 'rule' | 'window' | 'missed'>;

/**
 * Schedules that most desks want, one of each kind. None of them runs before an operator switches it on: every run carries the name of
 * whoever did.
 */
export const offeredSchedules: readonly OfferedSchedule[] = [
  {
    kind: 'health-sweep',
    rule: { every: 'day', at: '08:40' },
    window: null,
    missed: { policy: 'run-once', withinMinutes: 120 },
  },
  {
    kind: 'roster-sync',
    rule: { every: 'day', at: '09:10' },
    window: { from: '09:00', to: '21:00' },
    missed: { policy: 'run-once', withinMinutes: 480 },
  },
  {
    kind: 'checklist-reminder',
    rule: { every: 'day', at: '09:30' },
    window: { from: '09:00', to: '20:00' },
    missed: { policy: 'run-once', withinMinutes: 600 },
  },
  {
    kind: 'job-window',
    rule: { every: 'weekdays', days: [1, 2, 3, 4, 5, 6], at: '10:00' },
    window: { from: '10:00', to: '18:00' },
    missed: { policy: 'run-once', withinMinutes: 480 },
  },
];

/** The schedule that a new one of that kind begins as. */
export function offerOf(kind: OfferedSchedule['kind']): OfferedSchedule {
  const offer = offeredSchedules.find((offered) => offered.kind === kind);
  if (offer === undefined) throw new Error(`nothing is offered for ${kind}`);
  return offer;
}
