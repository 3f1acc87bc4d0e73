import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import type { SavedFiles } from '../../devices/reports/saved-files.ts';
import type { Clock } from '../../runtime/clock.ts';
import { writeTable } from '../../tables/write-table.ts';
import { bestRole, type GroupDesk } from '../group-desk.ts';
import { nameTableOf, readNameTable } from './name-table.ts';
import { unknownTokens } from './name-template.ts';
import { newestListed } from './renamable-group.ts';
import type { RenameDesk } from './rename-desk.ts';
import type { RenameJobs } from './rename-jobs.ts';
import { planRestore, type RenamedRow } from './restore-names.ts';

export interface RenameProcedureDeps {
  readonly desk: GroupDesk;
  readonly renames: RenameDesk;
  readonly jobs: RenameJobs;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly files: SavedFiles;
}

export type RenameProcedure = 'groups.previewRename' | 'groups.readNames' | 'groups.planRestore' | 'groups.exportNames';

/** What the page and scripts ask about new names, before a plan of them is made. */
export function createRenameProcedures(deps: RenameProcedureDeps): Handlers<RenameProcedure> {
  const { desk, renames } = deps;
  return {
    'groups.previewRename': async ({ groupIds, rule, via }) =>
      succeed({
        rows: renames.preview(groupIds, rule, via),
        unknownTokens: rule.kind === 'template' ? [...unknownTokens(rule.template)] : [],
      }),
    'groups.readNames': async ({ fileName, content }) => {
      const file = { name: fileName, bytes: Buffer.from(content, 'base64') };
      return readNameTable(file, desk.book.list(), renames.longestName);
    },
    'groups.planRestore': async ({ jobId }) => restore(deps, jobId),
    'groups.exportNames': async (input, signal) => exportNames(deps, input, signal),
  };
}

function restore({ desk, jobs }: RenameProcedureDeps, jobId: number): Outcome<ProcedureOutput<'groups.planRestore'>> {
  const job = jobs.read(jobId);
  if (job === null) return fail('job-not-found', 'no such job of renames', { jobId });
  const { title, state, rows } = job;
  if (state !== 'over' && state !== 'cancelled') return fail('job-state', 'the job is not over', { state });
  const done = rows.filter((row) => row.state === 'done');
  const known = done.flatMap(({ groupViewId, before, after }): RenamedRow[] => {
    // By the view: two groups may have turned out to be one since, and then go by one id.
    const group = desk.book.ofView(groupViewId);
    return group === null ? [] : [{ groupId: group.groupId, before, after }];
  });
  if (known.length === 0) return fail('plan-empty', 'the job renamed nothing', { reason: 'no-rows' });
  return succeed({
    title,
    groupIds: [...new Set(known.map(({ groupId }) => groupId))],
    rule: planRestore(known),
    reviewCount: rows.filter((row) => row.state === 'needs-review').length,
    goneCount: done.length - known.length,
  });
}

async function exportNames(
  { desk, audit, clock, files }: RenameProcedureDeps,
  { groupIds, format, purpose, path }: ProcedureInput<'groups.exportNames'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'groups.exportNames'>>> {
  const groups = groupIds.flatMap((groupId) => desk.book.get(groupId) ?? []);
  const rows = groups.map((group) => ({
    ...group,
    memberCount: newestListed(group)?.memberCount ?? null,
    role: bestRole(group.views),
  }));
  const bytes = await writeTable(nameTableOf(rows), format);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const saved = await files.save({ suggestedName: `jiqun-groups-${day}.${format}`, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null) {
    audit.append({ action: 'groups.exportNames', subject: null, params: { purpose, count: groups.length } });
  }
  return succeed({ path: saved.value, rowCount: groups.length });
}
