import { jobTitleMaxLength, type Job } from '../../electron/contract/jobs.ts';

const longAgo = 1_700_000_000_000;

/** A job as the snapshot carries it; `changes` make it the one that a test is about. */
export function makeJob(changes: Partial<Job> = {}): Job {
  return {
    jobId: 1,
    kind: 'by-hand',
    title: '检查群公告',
    state: 'running',
    pauseReason: null,
    plannedAt: longAgo,
    plannedBy: '陈晓',
    freshUntilAt: longAgo,
    confirmedAt: longAgo,
    confirmedBy: '陈晓',
    window: { startAt: null, endAt: null },
    nextRunAt: null,
    endedAt: null,
    itemCount: 4,
    counts: {
      planned: 0,
      held: 0,
      ready: 2,
      running: 1,
      'waiting-for-operator': 0,
      done: 1,
      skipped: 0,
      failed: 0,
      'needs-review': 0,
      cancelled: 0,
    },
    verdicts: { ready: 4, held: 0, skipped: 0, blocked: 0 },
    ...changes,
  };
}

/** A job whose every field is as long as it gets, in Chinese: three bytes a character. */
export function makeLongestJob(index: number): Job {
  return makeJob({
    jobId: 1_000_000 + index,
    kind: 'k'.repeat(80),
    title: '题'.repeat(jobTitleMaxLength),
    plannedBy: '名'.repeat(40),
    confirmedBy: '名'.repeat(40),
    window: { startAt: longAgo, endAt: longAgo },
    nextRunAt: longAgo,
    endedAt: longAgo,
    itemCount: 2_000,
  });
}
