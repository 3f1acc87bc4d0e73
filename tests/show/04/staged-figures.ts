import type { RowHold, StagedRow } from '../../support/fleet/staged-fleet.ts';
import { stamp, type EndedRow, type StagedJob } from '../../support/fleet/staged-job.ts';
import { atLeast, atMost, exactly, told, type Figure } from '../show-line.ts';

/** How long one renaming may take, with the walk to it: by so much each row begins later that waits for it. */
const actMs = 30_000;
/** Between two looks at the clock. */
const readMs = 1_000;

/** What the preview says. */
export function tellPreview({ preview }: StagedJob, reasonCount: number): Figure[] {
  const held = preview.filter(({ item }) => item.verdict === 'held');
  const reasons = Map.groupBy(held, ({ item }) => item.code ?? '');
  const blocked = Map.groupBy(
    preview.filter(({ item }) => item.verdict === 'blocked'),
    ({ item }) => item.code ?? '',
  );
  return [
    told('accounts', new Set(preview.map(({ item }) => item.accountId)).size),
    atLeast('rows of the plan', preview.length, 12, 'rows'),
    atLeast('of these held in the preview', held.length, 8, 'rows'),
    told('by reason', counted(reasons)),
    told('blocked for good, by reason', counted(blocked) || 'none'),
    atLeast('reasons', reasons.size, reasonCount, 'reasons'),
  ];
}

function counted(rows: ReadonlyMap<string, readonly StagedRow[]>): string {
  return [...rows].map(([reason, all]) => `${all.length} ${reason}`).join(', ');
}

/** Whether each row was done when the preview said, and no other, by the world's log, whatever held it until then. */
export function judgeTimes(job: StagedJob): Figure[] {
  const renames = job.fleet.renames(job.sinceSeq);
  const done = job.ended.filter(({ row }) => row.item.state === 'done');
  const late = done.map(({ row }) => {
    const at = renames.find(({ groupId }) => groupId === row.worldId)?.at ?? Number.POSITIVE_INFINITY;
    return { row, lateMs: at - job.openingOf(row), mostMs: (job.behind(row) + 1) * actMs };
  });
  const off = late.filter(({ lateMs, mostMs }) => lateMs < -readMs || lateMs > mostMs);
  const latest = Math.max(0, ...late.map(({ lateMs }) => lateMs)) / 1_000;
  return [
    exactly(
      `rows done before their opening, or over ${actMs / 1_000} s for each row up to it after`,
      said(off),
      'none',
    ),
    atMost('latest of all after its opening', latest, 12 * (actMs / 1_000), 's'),
    exactly('rows not held any more a moment before their opening', job.early, 0),
    ...judgeEnds(job),
    exactly('groups renamed more than once', renames.length - new Set(renames.map(({ groupId }) => groupId)).size, 0),
    exactly('renames in the world', renames.length, done.length + job.changed.renamed.size + job.changed.done.length),
  ];
}

/** What became of rows that the preview lets be done, of those that nobody knows an opening of, and of blocked ones. */
function judgeEnds(job: StagedJob): Figure[] {
  const { changed, ended } = job;
  const touched = new Set([...changed.renamed.keys(), ...changed.done]);
  const shut = ended.filter(({ row }) => job.shown(row).verdict === 'blocked');
  const open = ended.filter((end) => Number.isFinite(job.openingOf(end.row)) && !shut.includes(end));
  const undone = open.filter(({ row }) => !touched.has(row.worldId) && row.item.state !== 'done');
  const closed = ended.filter(({ row }) => job.openingOf(row) === Number.POSITIVE_INFINITY);
  const others = closed.filter(({ row }) => row.item.state !== 'held' || row.item.code !== job.shown(row).code);
  const renamed = new Set(job.fleet.renames(job.sinceSeq).map(({ groupId }) => groupId));
  return [
    exactly('rows ready or with a known opening that are not done', listed(undone), 'none'),
    exactly('rows without a known opening that are not held for that very reason in the end', listed(others), 'none'),
    exactly('groups of blocked rows that were renamed', shut.filter(({ row }) => renamed.has(row.worldId)).length, 0),
  ];
}

function listed(rows: readonly EndedRow[]): string {
  return rows.map(({ row }) => wordOf(row)).join('; ') || 'none';
}

function said(off: readonly { readonly row: StagedRow; readonly lateMs: number }[]): string {
  return off.map(({ row, lateMs }) => `${wordOf(row)} ${Math.round(lateMs / 1_000)} s`).join('; ') || 'none';
}

/** Why each row was held in the end, as the ledger has it: for the reason, and until the time, that the preview told. */
export async function judgeHolds(job: StagedJob, say: (text: string) => void): Promise<Figure[]> {
  const held = job.preview.filter(({ item }) => item.verdict === 'held');
  const judged = await Promise.all(
    held.map(async (row) => ({ row, holds: await job.fleet.holds(row, job.plannedAt - readMs) })),
  );
  for (const { row, holds } of judged)
    say(`${wordOf(row)} until ${stamp(job.openingOf(row))}: ${holds.map(holdWords).join(', ')}`);
  const others = judged.filter(({ row, holds }) => !isHeldAsTold(job, row, holds));
  const reasons = Map.groupBy(held, ({ item }) => item.code ?? '');
  return [
    told('rows held, by reason', counted(reasons)),
    exactly(
      'rows not held for the reason told, or let go at another time than told',
      others.map(({ row, holds }) => `${wordOf(row)}: ${holds.map(holdWords).join(', ')}`).join('; ') || 'none',
      'none',
    ),
  ];
}

/**
 * It is held for that reason from the confirmation on, and let go at that time but for what the acts before it took. A row that
 * waits for others of a later day is told by when its turn comes, and held until the day's opening first.
 */
function isHeldAsTold(job: StagedJob, row: StagedRow, holds: readonly RowHold[]): boolean {
  const opening = job.openingOf(row);
  const [first, last] = [holds[0], holds.at(-1)];
  const until = last?.untilAt ?? Number.POSITIVE_INFINITY;
  if (first?.code !== row.item.code) return false;
  return until === opening || (until >= opening - readMs && until <= opening + job.behind(row) * actMs + readMs);
}

function holdWords({ code, fromAt, untilAt }: RowHold): string {
  return `${stamp(fromAt)} ${code} ${stamp(untilAt ?? Number.POSITIVE_INFINITY)}`;
}

export function wordOf({ item, place }: StagedRow): string {
  return `${place.stageId} ${place.trouble} ${item.name} ${item.state} ${item.code ?? ''}`;
}
