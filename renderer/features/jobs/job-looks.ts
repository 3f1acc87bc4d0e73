import type { ItemState, Job, PlanVerdict } from '@contract/jobs.ts';
import type { AttemptState } from '@contract/jobs.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Tone } from '../devices/state-look.ts';

export const itemTones: Readonly<Record<ItemState, Tone>> = {
  planned: 'quiet',
  held: 'warn',
  ready: 'quiet',
  running: 'info',
  'waiting-for-operator': 'special',
  done: 'good',
  skipped: 'quiet',
  failed: 'bad',
  'needs-review': 'warn',
  cancelled: 'quiet',
};

export const verdictTones: Readonly<Record<PlanVerdict, Tone>> = {
  ready: 'good',
  held: 'warn',
  skipped: 'quiet',
  blocked: 'bad',
};

export const attemptTones: Readonly<Record<AttemptState, Tone>> = {
  running: 'info',
  done: 'good',
  failed: 'bad',
  unknown: 'warn',
  skipped: 'quiet',
  interrupted: 'warn',
};

/** The states in the order in which a bar shows them: what is settled first, what is to come last. */
export const barOrder = [
  'done',
  'skipped',
  'needs-review',
  'failed',
  'cancelled',
  'waiting-for-operator',
  'running',
  'held',
  'ready',
  'planned',
] as const satisfies ItemState[];

/** A plan that is too old by the true time: main would not take a yes to it. */
export function isPlanStale({ freshUntilAt }: Pick<Job, 'freshUntilAt'>, trueNow: number): boolean {
  return trueNow > freshUntilAt;
}

/** How a job stands, in one word for people. */
export type JobStanding =
  | 'planned'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'stopped'
  | 'window'
  | 'over'
  | 'over-partly'
  | 'cancelled';

export const standingTones: Readonly<Record<JobStanding, Tone>> = {
  planned: 'info',
  running: 'info',
  waiting: 'warn',
  paused: 'warn',
  stopped: 'bad',
  window: 'warn',
  over: 'good',
  'over-partly': 'warn',
  cancelled: 'quiet',
};

export function standingOf({ state, pauseReason, counts, nextRunAt }: Job): JobStanding {
  switch (state) {
    case 'planned':
    case 'cancelled':
      return state;
    case 'running':
      return nextRunAt === null ? 'running' : 'waiting';
    case 'paused':
      if (pauseReason === 'window') return 'window';
      return pauseReason === 'stop-all' ? 'stopped' : 'paused';
    case 'over':
      return counts.failed + counts['needs-review'] > 0 ? 'over-partly' : 'over';
  }
}

/** Rows that came to an end, in whatever way. */
export function settledCount({ counts }: Job): number {
  return counts.done + counts.skipped + counts.failed + counts['needs-review'] + counts.cancelled;
}

export function kindName(kind: string, { lookUp, text }: Texts): string {
  return lookUp(`job.kind.${kind}`) ?? text('job.kind.unknown');
}

/** Which jobs a list shows: all, those that are not over, or those in which something waits for a person. */
export const jobListFilters = ['all', 'open', 'attention'] as const;
export type JobListFilter = (typeof jobListFilters)[number];

export function isListed(job: Job, filter: JobListFilter): boolean {
  const { state, counts } = job;
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return state !== 'over' && state !== 'cancelled';
    case 'attention':
      return state === 'planned' || counts['waiting-for-operator'] + counts['needs-review'] + counts.failed > 0;
  }
}
