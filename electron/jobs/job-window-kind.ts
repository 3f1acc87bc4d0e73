import { fail, succeed } from '../contract/outcome.ts';
import type { ScheduleKind } from '../schedules/schedule-kind.ts';
import type { JobBook } from './job-book.ts';

/**
 * Opens a window for the jobs that keep to the schedule: they may begin something until its window is over, and rest again then. What
 * is open is on record, so that the end comes in its time also after a restart.
 */
export function createJobWindowKind(book: Pick<JobBook, 'openWindow'>): ScheduleKind {
  return {
    kind: 'job-window',
    run: async (_signal, _plannedAt, { scheduleId, windowEndAt }) => {
      if (windowEndAt === null) {
        return fail('invalid-input', 'a window for jobs has an end', { field: 'window', rule: 'window-needed' });
      }
      const opened = book.openWindow(scheduleId, windowEndAt);
      return opened.ok ? succeed({ jobCount: opened.value, untilAt: windowEndAt }) : opened;
    },
  };
}
