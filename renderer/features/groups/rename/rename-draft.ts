import type { GroupRow } from '@contract/group-book.ts';
import type { RenamePreviewRow } from '@contract/group-rename.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import type { RenameDraft } from '../../../stores/ui-store.ts';
import { firstRule } from './rule-drafts.ts';

/** Readings older than this are read again before a plan. */
const freshMs = 24 * 3_600_000;
const nothingLeftOut = { reviewCount: 0, goneCount: 0 };

/** A renaming that begins with these groups. */
export function newDraft(groupIds: readonly string[], title: string): RenameDraft {
  return { step: 'scope', groupIds, rule: firstRule, via: {}, title, jobId: null, leftOut: nothingLeftOut };
}

/** A renaming whose names are known already: those before a job. */
export function draftOfRestore(
  { groupIds, rule, reviewCount, goneCount }: ProcedureOutput<'groups.planRestore'>,
  title: string,
): RenameDraft {
  return { step: 'preview', groupIds, rule, via: {}, title, jobId: null, leftOut: { reviewCount, goneCount } };
}

/** A job that is under way or over, looked at as the wizard's last step. */
export function draftOfJob(jobId: number, title: string): RenameDraft {
  return { step: 'run', groupIds: [], rule: firstRule, via: {}, title, jobId, leftOut: nothingLeftOut };
}

/** With more groups behind those that it has. */
export function withGroups(draft: RenameDraft, groupIds: readonly string[]): RenameDraft {
  return { ...draft, groupIds: [...new Set([...draft.groupIds, ...groupIds])] };
}

export function withoutGroup(draft: RenameDraft, groupId: string): RenameDraft {
  return { ...draft, groupIds: draft.groupIds.filter((each) => each !== groupId) };
}

/** Groups whose own pages have to be read before they can be renamed. */
export function staleIds(rows: readonly GroupRow[], now: number): string[] {
  return rows.flatMap(({ groupId, infoReadAt, isListed }) =>
    isListed && (infoReadAt === null || infoReadAt < now - freshMs) ? [groupId] : [],
  );
}

/** Problems over all rows of a preview, the most frequent first; each with the groups that have it. */
export function countProblems(
  rows: readonly RenamePreviewRow[],
): { readonly code: RenamePreviewRow['problems'][number]['code']; readonly rows: readonly RenamePreviewRow[] }[] {
  const byCode = Map.groupBy(
    rows.flatMap((row) => row.problems.map(({ code }) => ({ code, row }))),
    ({ code }) => code,
  );
  const counted = [...byCode].map(([code, found]) => ({ code, rows: [...new Set(found.map(({ row }) => row))] }));
  return counted.toSorted((left, right) => right.rows.length - left.rows.length);
}
