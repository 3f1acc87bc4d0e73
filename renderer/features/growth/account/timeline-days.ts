import type { TimelineEntry } from '@contract/account-timeline.ts';
import { planDayOf } from '../../../format/plan-times.ts';

export type TimelineKind = TimelineEntry['kind'];

/** In the order in which a person looks for them. */
export const timelineKinds: readonly TimelineKind[] = [
  'held',
  'job-act',
  'hand-act',
  'signal',
  'signal-closed',
  'tick',
  'untick',
  'sign-off',
  'restart',
  'withdrawal',
  'loosening',
  'loosening-ended',
  'waiver',
  'plan',
  'mode',
  'fields',
  'move',
];

export interface TimelineDay {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** Entries that follow each other, by the day that plans count them to. */
export function byDay(entries: readonly TimelineEntry[]): readonly TimelineDay[] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = planDayOf(entry.at);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [entry]);
    else ofDay.push(entry);
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
