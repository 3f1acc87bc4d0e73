import { z } from 'zod';
import type { OpenRename, RenameJobRow, RenameJobs } from './groups/rename/rename-jobs.ts';
import { erasedMark } from './jobs/store/erased-text.ts';
import { ItemStore, type ClaimedRow, type ItemRecord } from './jobs/store/item-store.ts';
import { JobStore } from './jobs/store/job-store.ts';
import type { Store } from './store/store.ts';

const subjectSchema = z.object({ groupViewId: z.number().int() });

const kind = 'groups.rename';

/** Jobs of renames as the database has them, for the groups, which take them back. */
export function createRenameJobs(store: Store): RenameJobs {
  const jobs = new JobStore(store);
  const items = new ItemStore(store);
  return {
    confirmedBy: (jobId) => jobs.get(jobId)?.confirmedBy ?? null,
    open: () => items.claimed(kind).flatMap(toOpen),
    read(jobId) {
      const job = jobs.get(jobId);
      if (job?.kind !== kind) return null;
      return { title: job.title, state: job.state, rows: items.all(jobId).flatMap(toRow) };
    },
  };
}

function toOpen({ subject, before, after, jobTitle }: ClaimedRow): OpenRename[] {
  const read = subjectSchema.safeParse(subject);
  if (!read.success || after === null) return [];
  return [{ groupViewId: read.data.groupViewId, before: before ?? '', after, jobTitle }];
}

/** None for a row that was written by a release with another idea of a subject, and none whose names were blanked for a person. */
function toRow({ subject, before, after, state }: ItemRecord): RenameJobRow[] {
  const read = subjectSchema.safeParse(subject);
  if (!read.success || before === null || after === null) return [];
  if (before.includes(erasedMark) || after.includes(erasedMark)) return [];
  const standing = state === 'done' || state === 'needs-review' ? state : 'other';
  return [{ groupViewId: read.data.groupViewId, before, after, state: standing }];
}
