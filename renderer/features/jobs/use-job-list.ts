import type { Job } from '@contract/jobs.ts';
import { useCallback, useMemo } from 'react';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { usePages, type Pages } from '../../ui/use-pages.ts';

const pageSize = 50;

/** All jobs, newest first: those of the live state as they are now, older ones as they were read. */
export function useJobList(): { readonly jobs: readonly Job[]; readonly pages: Pages<Job> } {
  const { client } = useConsole();
  const live = useLive((state) => state.jobs);
  const ask = useCallback(
    (oldest: Job | null) => client.ask('jobs.page', { beforeId: oldest?.jobId ?? null, limit: pageSize }),
    [client],
  );
  const pages = usePages(ask);
  const { entries } = pages;
  const jobs = useMemo(() => merge(live, entries), [live, entries]);
  return { jobs, pages };
}

function merge(live: ReadonlyMap<number, Job>, read: readonly Job[]): readonly Job[] {
  const all = new Map(read.map((job) => [job.jobId, job]));
  for (const [jobId, job] of live) all.set(jobId, job);
  return [...all.values()].toSorted((left, right) => right.jobId - left.jobId);
}
