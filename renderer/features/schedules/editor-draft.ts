import {
  catchUpMaxMinutes,
  defaultTimeZone,
  isWithinWindow,
  type MissedPolicy,
  type Schedule,
  type ScheduleDraft,
  type ScheduleKindName,
  type ScheduleRule,
} from '@contract/schedules.ts';
import type { OfferedSchedule } from './offered-schedules.ts';

/** A schedule as its editor holds it: every field keeps what was written, whether it counts now or not. */
export interface EditorDraft {
  /** Null: a new one. */
  readonly scheduleId: number | null;
  readonly kind: ScheduleKindName;
  readonly title: string;
  readonly every: ScheduleRule['every'];
  readonly at: string;
  readonly days: readonly number[];
  readonly hours: number | null;
  readonly timeZone: string;
  readonly hasWindow: boolean;
  readonly from: string;
  readonly to: string;
  readonly policy: MissedPolicy['policy'];
  readonly withinMinutes: number | null;
}

/** What keeps a draft from being saved. */
export const draftProblems = [
  'title-missing',
  'time-missing',
  'days-missing',
  'hours-range',
  'window-missing',
  'window-empty',
  'at-outside-window',
  'minutes-range',
] as const;
export type DraftProblem = (typeof draftProblems)[number];

const workdays: readonly number[] = [1, 2, 3, 4, 5];
const noWindow = { from: '09:00', to: '18:00' };

export function draftOfNew(offer: OfferedSchedule, title: string): EditorDraft {
  return { ...draftOf(offer), scheduleId: null, title, timeZone: defaultTimeZone };
}

export function draftOfSaved(schedule: Schedule): EditorDraft {
  const { scheduleId, title, timeZone } = schedule;
  return { ...draftOf(schedule), scheduleId, title, timeZone };
}

function draftOf({
  kind,
  rule,
  window,
  missed,
}: OfferedSchedule): Omit<EditorDraft, 'scheduleId' | 'title' | 'timeZone'> {
  return {
    kind,
    every: rule.every,
    at: rule.every === 'hours' ? '09:00' : rule.at,
    days: rule.every === 'weekdays' ? rule.days : workdays,
    hours: rule.every === 'hours' ? rule.hours : 2,
    hasWindow: window !== null,
    ...(window ?? noWindow),
    policy: missed.policy,
    withinMinutes: missed.policy === 'run-once' ? missed.withinMinutes : 120,
  };
}

/** A window for jobs opens when the schedule comes: its beginning is the time. */
export function opensWindows({ kind }: Pick<EditorDraft, 'kind'>): boolean {
  return kind === 'job-window';
}

export function problemsOf(draft: EditorDraft): readonly DraftProblem[] {
  const { title, every, days, hours, hasWindow, from, to, policy, withinMinutes } = draft;
  const at = opensWindows(draft) ? from : draft.at;
  const isTimed = every !== 'hours';
  const isWindowed = hasWindow || opensWindows(draft);
  const isWindowWritten = from !== '' && to !== '';
  const found: Readonly<Record<DraftProblem, boolean>> = {
    'title-missing': title.trim() === '',
    'time-missing': isTimed && !opensWindows(draft) && at === '',
    'days-missing': every === 'weekdays' && days.length === 0,
    'hours-range': !isTimed && !isWithin(hours, 1, 12),
    'window-missing': isWindowed && !isWindowWritten,
    'window-empty': isWindowed && isWindowWritten && from === to,
    'at-outside-window':
      isWindowed &&
      isWindowWritten &&
      from !== to &&
      at !== '' &&
      !isWithinWindow({ rule: ruleOf(draft), window: { from, to } }),
    'minutes-range': policy === 'run-once' && !isWithin(withinMinutes, 1, catchUpMaxMinutes),
  };
  return draftProblems.filter((problem) => found[problem]);
}

/** What is saved; only a draft without problems makes sense. */
export function savedOf(draft: EditorDraft): ScheduleDraft & { scheduleId: number | null } {
  const { scheduleId, kind, title, timeZone, hasWindow, from, to, policy, withinMinutes } = draft;
  return {
    scheduleId,
    kind,
    title: title.trim(),
    rule: ruleOf(draft),
    timeZone,
    window: hasWindow || opensWindows(draft) ? { from, to } : null,
    missed: policy === 'run-once' ? { policy, withinMinutes: withinMinutes ?? 1 } : { policy },
  };
}

function ruleOf(draft: EditorDraft): ScheduleRule {
  const at = opensWindows(draft) ? draft.from : draft.at;
  switch (draft.every) {
    case 'day':
      return { every: 'day', at };
    case 'weekdays':
      return { every: 'weekdays', days: draft.days.toSorted((left, right) => left - right), at };
    case 'hours':
      return { every: 'hours', hours: draft.hours ?? 1 };
  }
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value !== null && Number.isInteger(value) && value >= least && value <= most;
}
