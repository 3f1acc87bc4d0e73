import type { TimelineEntry } from '@contract/account-plans.ts';
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
  'sign-off',
  'restart',
  'loosening',
  'waiver',
  'plan',
  'move',
];

export interface TimelineDay {
  readonly day: string;
  /** `key`: two entries of one moment may be alike. */
  readonly entries: readonly { readonly key: number; readonly entry: TimelineEntry }[];
}

/** Entries that follow each other, by the day that plans count them to. */
export function byDay(entries: readonly TimelineEntry[]): readonly TimelineDay[] {
  const days = new Map<string, { key: number; entry: TimelineEntry }[]>();
  for (const [key, entry] of entries.entries()) {
    const day = planDayOf(entry.at);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [{ key, entry }]);
    else ofDay.push({ key, entry });
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
