import type { RenameRule } from '../../contract/group-rename.ts';

/** A row of a job of renames that ended done. */
export interface RenamedRow {
  readonly groupId: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The rule that takes those rows back: every group to its name before, and only while it is still called what the job called it. Of
 * a group with several rows the first name and the last one count.
 */
export function planRestore(rows: readonly RenamedRow[]): Extract<RenameRule, { kind: 'restore' }> {
  const names: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const { groupId, before, after } of rows) {
    names[groupId] ??= before;
    expected[groupId] = after;
  }
  return { kind: 'restore', names, expected };
}
