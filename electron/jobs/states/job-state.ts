import type { JobState } from '../../contract/jobs.ts';

export const jobEvents = ['confirm', 'pause', 'resume', 'cancel', 'finish', 'reopen'] as const;
export type JobEvent = (typeof jobEvents)[number];

const transitions: Readonly<Record<JobState, Readonly<Partial<Record<JobEvent, JobState>>>>> = {
  planned: { confirm: 'running', cancel: 'cancelled' },
  running: { pause: 'paused', cancel: 'cancelled', finish: 'over' },
  paused: { resume: 'running', cancel: 'cancelled', finish: 'over' },
  over: { reopen: 'running' },
  cancelled: {},
};

/** The state after `event`; null when the job is in no state for it. */
export function nextJobState(state: JobState, event: JobEvent): JobState | null {
  return transitions[state][event] ?? null;
}

/** Confirmed, and not yet at its end. */
export function isLiveJob(state: JobState): boolean {
  return state === 'running' || state === 'paused';
}
