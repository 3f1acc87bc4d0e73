import { groupsPerPlan, type GroupFilter } from '@contract/group-book.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useMemo, useState } from 'react';
import { useLive } from '../../stores/use-console.ts';
import { useAnswer, type Answer } from '../../ui/use-answer.ts';
import { firstFilter } from './group-columns.ts';

export interface GroupList extends Answer<ProcedureOutput<'groups.page'>> {
  readonly filter: GroupFilter;
  readonly change: (patch: Partial<GroupFilter>) => void;
  readonly reset: () => void;
  /** Differs whenever groups may have changed. */
  readonly version: string;
}

/** The groups that the filter asks for; asked for again whenever a job about groups got further. */
export function useGroupList(): GroupList {
  const [filter, setFilter] = useState(firstFilter);
  const input = useMemo(() => ({ filter, after: 0, limit: groupsPerPlan }), [filter]);
  const version = useGroupVersion();
  const answer = useAnswer('groups.page', input, version);
  const change: GroupList['change'] = (patch) => setFilter((before) => ({ ...before, ...patch }));
  return { ...answer, filter, change, reset: () => setFilter(firstFilter), version };
}

/** Differs when a job that reads or renames groups has ended another row, or a phone's groups were read. */
export function useGroupVersion(): string {
  return useLive(({ jobs, phones }) => {
    const done = [...jobs.values()]
      .filter(({ kind }) => kind.startsWith('groups.'))
      .map(({ jobId, counts }) => `${jobId}:${counts.done ?? 0}:${counts.skipped ?? 0}`);
    const read = [...phones.values()].reduce((sum, { groupsReadAt }) => sum + (groupsReadAt ?? 0), 0);
    return `${done.join(' ')} ${read}`;
  });
}
