import type { GroupRow } from '@contract/group-book.ts';
import { groupsPerPlan } from '@contract/group-book.ts';
import type { Job } from '@contract/jobs.ts';
import { useCallback, useMemo } from 'react';
import type { RenameDraft } from '../../../stores/ui-store.ts';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { useAnswer, type Answer } from '../../../ui/use-answer.ts';
import { firstFilter } from '../group-columns.ts';
import { useGroupVersion } from '../use-group-list.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';

export interface RenameSteps {
  readonly change: (patch: Partial<RenameDraft>) => void;
  readonly close: () => void;
}

/** Changes the renaming that is on its way. */
export function useRenameSteps(): RenameSteps {
  const { ui } = useConsole();
  const change = useCallback(
    (patch: Partial<RenameDraft>) =>
      ui.setState(({ rename }) => (rename === null ? {} : { rename: { ...rename, ...patch } })),
    [ui],
  );
  const close = useCallback(() => ui.setState({ rename: null, openItemId: null }), [ui]);
  return { change, close };
}

const everyGroup = { filter: firstFilter, after: 0, limit: groupsPerPlan };

export interface Scope {
  readonly rows: readonly GroupRow[];
  readonly answer: Answer<ProcedureOutput<'groups.page'>>;
}

/** The groups of the renaming as they are now, in its order; one that is gone or became part of another is left out. */
export function useScope(groupIds: readonly string[]): Scope {
  const answer = useAnswer('groups.page', everyGroup, useGroupVersion());
  const all = answer.value?.rows;
  const rows = useMemo(() => {
    const byId = new Map(all?.map((row) => [row.groupId, row]));
    return groupIds.flatMap((groupId) => byId.get(groupId) ?? []);
  }, [all, groupIds]);
  return { rows, answer };
}

/** A job as it is now; one that left the live state is asked for once. */
export function useJob(jobId: number): Job | null {
  const live = useLive(({ jobs }) => jobs.get(jobId) ?? null);
  const input = useMemo(() => ({ jobId }), [jobId]);
  const { value } = useAnswer('jobs.get', input, live === null ? 'gone' : 'live');
  return live ?? value;
}
