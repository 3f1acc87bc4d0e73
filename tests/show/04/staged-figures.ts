import type { RowHold, StagedRow } from '../../support/fleet/staged-fleet.ts';
import { stamp, type EndedRow, type PlacedRow, type StagedJob } from '../../support/fleet/staged-job.ts';
import { atLeast, atMost, exactly, told, type Figure } from '../show-line.ts';

/** How long one renaming may take, with the walk to it: by so much the next row of its account begins later. */
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

/**
 * Whether each row was done when the preview said, and no other, by the world's log, whatever held it until then. What goes before a
 * row on its day takes its time, and by so much the row is later: each adds no more than its own.
 */
export function judgeTimes(job: StagedJob): Figure[] {
  const own = ownRenames(job);
  const done = job.ended.filter(({ row }) => row.item.state === 'done');
  const late = done.map(({ row }) => {
    return { row, lateMs: job.lateMs(row) ?? Number.POSITIVE_INFINITY, mostMs: latestMs(job, row) };
  });
  const off = late.filter(({ lateMs, mostMs }) => lateMs < -readMs || lateMs > mostMs);
  const latest = Math.max(0, ...late.map(({ lateMs }) => lateMs)) / 1_000;
  return [
    exactly(
      `rows done before their opening, or over ${actMs / 1_000} s later than what goes before on their day`,
      said(off),
      'none',
    ),
    atMost('latest of all after its opening', latest, 6 * (actMs / 1_000), 's'),
    exactly('rows not held any more a moment before their opening', job.early, 0),
    ...judgeEnds(job),
    exactly('groups renamed more than once', own.length - new Set(own.map(({ groupId }) => groupId)).size, 0),
    exactly('renames in the world', own.length, done.length + job.changed.renamed.size + job.changed.done.length),
  ];
}

/** Renamings of the groups that the plan takes, whoever did them. */
function ownRenames(job: StagedJob): ReturnType<StagedJob['fleet']['renames']> {
  const own = new Set(job.preview.filter((row) => !job.isShut(row)).map(({ worldId }) => worldId));
  return job.fleet.renames(job.sinceSeq).filter(({ groupId }) => own.has(groupId ?? ''));
}

/** How late it may be: by what those before it on its day were, and one act more. */
function latestMs(job: StagedJob, row: StagedRow): number {
  return shiftMs(job, row) + actMs;
}

function shiftMs(job: StagedJob, row: StagedRow): number {
  const before = job.rowsBeforeOnItsDay(row).map((placed) => placed.job.lateMs(placed.row) ?? 0);
  return Math.max(0, ...before);
}

/** What became of rows that the preview lets be done, of those that nobody knows an opening of, and of blocked ones. */
function judgeEnds(job: StagedJob): Figure[] {
  const { changed, ended } = job;
  const touched = new Set([...changed.renamed.keys(), ...changed.done]);
  const shut = ended.filter(({ row }) => job.isShut(row));
  const open = ended.filter((end) => Number.isFinite(job.openingOf(end.row)) && !shut.includes(end));
  const undone = open.filter(({ row }) => !touched.has(row.worldId) && row.item.state !== 'done');
  const closed = ended.filter(({ row }) => job.openingOf(row) === Number.POSITIVE_INFINITY);
  const inNext = new Set((job.next?.preview ?? []).map(({ worldId }) => worldId));
  const others = closed.filter(({ row }) => row.item.state !== 'held' || row.item.code !== job.shown(row).code);
  const renamed = new Set(job.fleet.renames(job.sinceSeq).map(({ groupId }) => groupId));
  return [
    exactly('rows ready or with a known opening that are not done', listed(undone), 'none'),
    exactly('rows without a known opening that are not held for that very reason in the end', listed(others), 'none'),
    exactly(
      'groups of blocked rows that were renamed, but for those of the next batch',
      shut.filter(({ row }) => renamed.has(row.worldId) && !inNext.has(row.worldId)).length,
      0,
    ),
  ];
}

function listed(rows: readonly EndedRow[]): string {
  return rows.map(({ row }) => wordOf(row)).join('; ') || 'none';
}

function said(off: readonly { readonly row: StagedRow; readonly lateMs: number }[]): string {
  return off.map(({ row, lateMs }) => `${wordOf(row)} ${Math.round(lateMs / 1_000)} s`).join('; ') || 'none';
}

/** Why each row was held, as the ledger has it from the confirmation to the end: for the reasons, and until the times, that the previews told. */
export async function judgeHolds(job: StagedJob, say: (text: string) => void): Promise<Figure[]> {
  const held = job.preview.filter(({ item }) => item.verdict === 'held');
  const judged = await Promise.all(
    held.map(async (row) => ({ row, holds: await job.fleet.holds(row, job.plannedAt - readMs) })),
  );
  for (const { row, holds } of judged)
    say(`${wordOf(row)} until ${stamp(job.openingOf(row))}: ${holds.map(holdWords).join(', ')}`);
  const others = judged.flatMap(({ row, holds }) => {
    const why = whyNotAsTold(job, row, holds);
    return why === null ? [] : [`${wordOf(row)}, ${why}: ${holds.map(holdWords).join(', ')}`];
  });
  const reasons = Map.groupBy(held, ({ item }) => item.code ?? '');
  return [
    told('rows held, by reason', counted(reasons)),
    atLeast(
      'holds of these, one after the other',
      judged.reduce((sum, { holds }) => sum + holds.length, 0),
      held.length,
      'holds',
    ),
    exactly('rows whose holds are not, from the first to the last, as told', others.join('; ') || 'none', 'none'),
  ];
}

/** What holds everything while the clock of this test jumps; nobody knows how long. */
const jumping: ReadonlySet<string> = new Set(['time-unknown', 'count-unknown']);
/** What holds a row only because of those before it. */
const pace: ReadonlySet<string> = new Set(['gap', 'batch-pause', 'hour-cap']);

/**
 * It is held for the reason told from the confirmation on, without a moment between two holds, and let go at the time told. Every time
 * that a hold names until then is the opening of a row before it, and its reason one of those that rows up to it were told to have: a
 * row that waits for others waits for the same openings.
 */
function whyNotAsTold(job: StagedJob, row: StagedRow, holds: readonly RowHold[]): string | null {
  const line: readonly PlacedRow[] = [...job.rowsBefore(row), { job, row }];
  const [first, last] = [holds[0], holds.at(-1)];
  if (first === undefined || last === undefined) return 'never held';
  if (first.code !== row.item.code) return 'held for another reason at first';
  if (first.fromAt > job.confirmedAt + actMs) return 'held too late';
  if (!isOpening(last, { job, row })) return 'let go at another time';
  const torn = holds.slice(1).find(({ fromAt, code }, place) => fromAt !== holds[place]?.endedAt && !jumping.has(code));
  if (torn !== undefined) return `not held before ${stamp(torn.fromAt)}`;
  const reasons = new Set<string>(line.map((placed) => placed.row.item.code ?? ''));
  const isLed = line.length > 1;
  for (const hold of holds) {
    if (jumping.has(hold.code) && hold.untilAt === null) continue;
    const isKnown =
      reasons.has(hold.code) || (pace.has(hold.code) && isLed) || (hold.code === 'rest-window' && job.isLater(row));
    if (!isKnown) return `held by ${hold.code}`;
    if (!line.some((placed) => isOpening(hold, placed))) return `held until ${stamp(hold.untilAt ?? Infinity)}`;
  }
  return null;
}

/** It lasts until the row opens, but for what the acts before that row took. */
function isOpening({ untilAt }: RowHold, { job, row }: PlacedRow): boolean {
  const [until, opening] = [untilAt ?? Number.POSITIVE_INFINITY, job.openingOf(row)];
  return until === opening || (until >= opening - readMs && until <= opening + shiftMs(job, row) + actMs);
}

function holdWords({ code, fromAt, untilAt }: RowHold): string {
  return `${stamp(fromAt)} ${code} ${stamp(untilAt ?? Number.POSITIVE_INFINITY)}`;
}

export function wordOf({ item, place }: StagedRow): string {
  return `${place.stageId} ${place.trouble} ${item.name} ${item.state} ${item.code ?? ''}`;
}
