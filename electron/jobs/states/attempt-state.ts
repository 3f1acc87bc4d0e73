import type { AttemptState } from '../../contract/jobs.ts';

/** Each attempt ends once, and stays what it ended as. */
const ends: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  running: ['done', 'failed', 'unknown', 'skipped', 'interrupted'],
  done: [],
  failed: [],
  unknown: [],
  skipped: [],
  interrupted: [],
};

export function canAttemptBecome(state: AttemptState, next: AttemptState): boolean {
  return ends[state].includes(next);
}
