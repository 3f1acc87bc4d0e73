import type { JobAttempt } from '../../../electron/contract/jobs.ts';
import type { StagedFleet, StagedRow } from '../../support/fleet/staged-fleet.ts';
import { shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, told, type Figure } from '../show-line.ts';

const minuteMs = 60_000;
/** A row waits for those before it, each with its act and a gap of a minute; the preview knows of the gaps only. */
const actMs = 90_000;
/** Between two looks at the clock. */
const readMs = 1_000;

/** What somebody did at the phones meanwhile. */
export interface ChangedWorld {
  /** Groups that somebody gave another name meanwhile, and ones that got the wanted name by hand. */
  readonly renamed: readonly string[];
  readonly done: readonly string[];
}

interface Ended {
  readonly row: StagedRow;
  readonly attempts: readonly JobAttempt[];
}

/** Its opening is known and on a later day than the plan. */
export function isLater({ item }: StagedRow, preview: readonly StagedRow[]): boolean {
  const planned = Math.min(...preview.map((row) => row.item.changedAt));
  return item.heldUntilAt !== null && shanghaiDay(item.heldUntilAt) > shanghaiDay(planned);
}

/** From when on the preview lets a row be done; 0: at once, infinity: nobody knows. */
export function openingOf({ item }: StagedRow, preview: readonly StagedRow[]): number {
  const seen = preview.find((row) => row.item.itemId === item.itemId)?.item;
  return seen?.verdict === 'held' ? (seen.heldUntilAt ?? Number.POSITIVE_INFINITY) : 0;
}

/** What the preview says. */
export function tellPreview(preview: readonly StagedRow[]): Figure[] {
  const held = preview.filter(({ item }) => item.verdict === 'held');
  const reasons = Map.groupBy(held, ({ item }) => item.code);
  return [
    told('accounts', new Set(preview.map(({ item }) => item.accountId)).size),
    atLeast('rows of the plan', preview.length, 6, 'rows'),
    atLeast('of these held in the preview', held.length, 4, 'rows'),
    told('by reason', [...reasons].map(([reason, rows]) => `${rows.length} ${reason ?? ''}`).join(', ')),
    atLeast('reasons', reasons.size, 3, 'reasons'),
  ];
}

/** What the gate holds once the plan is confirmed, and everything that could be done on its day was done. */
export function compareReasons(preview: readonly StagedRow[], confirmed: readonly StagedRow[]): Figure[] {
  const held = preview.filter(
    ({ item }) => item.verdict === 'held' && item.code !== 'gap' && item.code !== 'batch-pause',
  );
  const now = (row: StagedRow): StagedRow | undefined => confirmed.find(({ item }) => item.itemId === row.item.itemId);
  const others = held.filter((row) => {
    const { state, code, heldUntilAt } = now(row)?.item ?? row.item;
    const offMs = Math.abs((heldUntilAt ?? 0) - (row.item.heldUntilAt ?? 0));
    return state !== 'held' || code !== row.item.code || offMs > behind(row, preview) * actMs + readMs;
  });
  const ready = preview.filter(({ item }) => item.verdict === 'ready');
  return [
    atLeast('rows that the gate holds for more than a gap', held.length, 4, 'rows'),
    exactly(
      'of these held for another reason or time once confirmed',
      others.map((row) => `${wordOf(row)} -> ${wordOf(now(row) ?? row)}`).join('; ') || 'none',
      'none',
    ),
    exactly('rows shown ready that are not done', ready.filter((row) => now(row)?.item.state !== 'done').length, 0),
  ];
}

/** How many rows of its account stand before it. */
function behind({ item }: StagedRow, preview: readonly StagedRow[]): number {
  return preview.filter((row) => row.item.accountId === item.accountId && row.item.position < item.position).length;
}

interface Judged {
  readonly preview: readonly StagedRow[];
  readonly ended: readonly Ended[];
  readonly changed: ChangedWorld;
}

/** Whether each was done when the preview said, by the world's log. */
export function judgeOpenings(
  fleet: StagedFleet,
  { preview, ended, sinceSeq, changed }: Judged & { sinceSeq: number },
): Figure[] {
  const byHand = [...changed.renamed, ...changed.done];
  const renames = fleet.renames(sinceSeq);
  const done = ended.filter(({ row }) => row.item.state === 'done');
  const late = done.filter(({ row }) => {
    const opening = openingOf(row, preview);
    const at = renames.find(({ groupId }) => groupId === row.worldId)?.at ?? Number.POSITIVE_INFINITY;
    return at < opening - readMs || (opening > 0 && at > opening + (behind(row, preview) + 1) * (actMs + minuteMs));
  });
  const closed = ended.filter(({ row }) => openingOf(row, preview) === Number.POSITIVE_INFINITY);
  return [
    exactly(
      'rows done at another time than the preview told',
      late.map(({ row }) => wordOf(row)).join('; ') || 'none',
      'none',
    ),
    exactly(
      'rows without a known opening that are still held for that reason',
      closed.filter(isAsTold).length,
      closed.length,
    ),
    exactly('groups renamed more than once', renames.length - new Set(renames.map(({ groupId }) => groupId)).size, 0),
    exactly('renames in the world', renames.length, done.length + byHand.length),
  ];

  function isAsTold({ row }: Ended): boolean {
    const seen = preview.find(({ item }) => item.itemId === row.item.itemId)?.item;
    return row.item.state === 'held' && row.item.code === seen?.code;
  }
}

/** Rows of a later day: each begins with a look, and what was changed meanwhile is told as that. */
export function judgeLater({ preview, ended, changed }: Judged): Figure[] {
  const later = ended.filter(({ row }) =>
    isLater(preview.find(({ item }) => item.itemId === row.item.itemId) ?? row, preview),
  );
  const begun = later.filter(({ attempts }) => attempts.length > 0);
  const unread = begun.filter(({ attempts }) => attempts[0]?.purpose !== 'verify');
  const isOf = (ids: readonly string[]) => ended.filter(({ row }) => ids.includes(row.worldId));
  const endsOf = (ids: readonly string[]): string =>
    [...new Set(isOf(ids).map(({ row }) => `${row.item.state} ${row.item.code ?? ''}`))].join(', ');
  /** Nobody finds a group by a name that it has no more: either the new name was read, or none of the old. */
  const truths = new Set(['needs-review changed-meanwhile', 'failed group-not-found']);
  const oddEnds = isOf(changed.renamed)
    .map(({ row }) => `${row.item.state} ${row.item.code ?? ''}`)
    .filter((end) => !truths.has(end));
  const others = later.filter(({ row }) => ![...changed.renamed, ...changed.done].includes(row.worldId));
  return [
    atLeast('rows that begin on a later day', begun.length, 3, 'rows'),
    exactly('of these that did not begin with a look', unread.length, 0),
    atLeast('groups that somebody named otherwise meanwhile', changed.renamed.length, 1, 'groups'),
    exactly('of these not told as that', oddEnds.join(', ') || 'none', 'none'),
    exactly('groups that somebody gave the wanted name', endsOf(changed.done), 'skipped already-so'),
    exactly(
      'all others of a later day, done',
      others.filter(({ row }) => row.item.state === 'done').length,
      others.length,
    ),
  ];
}

function wordOf({ item, place }: StagedRow): string {
  return `${place.stageId} ${place.trouble} ${item.name} ${item.state} ${item.code ?? ''} ${item.heldUntilAt ?? ''}`;
}
