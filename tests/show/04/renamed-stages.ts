import type { JobAttempt } from '../../../electron/contract/jobs.ts';
import { stageIds } from '../../../electron/contract/plan-ids.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { StagedFleet, type StagedPlace, type StagedRow } from '../../support/fleet/staged-fleet.ts';
import { shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A row waits for those before it, each with its act and a gap of a minute; the preview knows of the gaps only. */
const actMs = 90_000;
const aMomentMs = 20_000;
/** Between two looks at the clock. */
const readMs = 1_000;

const short: readonly StagedPlace[] = [
  { stageId: 'S3', trouble: 'none', groups: 1 },
  { stageId: 'S4', trouble: 'used-up', groups: 3 },
  { stageId: 'S6', trouble: 'none', groups: 1 },
  { stageId: 'S6', trouble: 'cooldown', groups: 1 },
];

const full: readonly StagedPlace[] = [
  ...stageIds.map((stageId): StagedPlace => ({ stageId, trouble: 'none', groups: stageId === 'S4' ? 7 : 2 })),
  { stageId: 'S6', trouble: 'cooldown', groups: 2 },
  { stageId: 'S6', trouble: 'warning', groups: 2 },
  { stageId: 'S6', trouble: 'suspended', groups: 1 },
  { stageId: 'S5', trouble: 'rest-day', groups: 3 },
  { stageId: 'S5', trouble: 'restarted', groups: 1 },
  { stageId: 'S4', trouble: 'used-up', groups: 3 },
];

/** A plan over accounts in all stages, and then the days that it takes, on a clock that is put ahead. */
export const renamedStages: ShowLine = {
  id: '04.4',
  title: 'a batch rename over accounts in all stages: what the preview holds, why and until when is what then happens',
  hasShortForm: true,
  limitMs: 30 * minuteMs,
  async run(options) {
    const fleet = await StagedFleet.open(options.seed, options.isShort ? short : full);
    try {
      return await measure(fleet, options);
    } finally {
      await fleet.close();
    }
  },
};

async function measure(fleet: StagedFleet, { seed, say, signal }: ShowOptions): Promise<Figure[]> {
  const sinceSeq = fleet.lastSeq;
  const jobId = await fleet.plan();
  const preview = await fleet.rows(jobId);
  for (const { item, place } of preview) say(`${place.stageId} ${place.trouble}: ${item.verdict} ${item.code ?? ''}`);
  await fleet.console.confirm(jobId);
  await fleet.untilQuiet(jobId, signal);
  const confirmed = await fleet.rows(jobId);
  const changed = changeWorld(fleet, preview, new SeededRandom(seed).fork('changes'));
  const early = await passOpenings(fleet, { jobId, preview, say, signal });
  const last = await fleet.rows(jobId);
  const ended = await Promise.all(last.map(async (row) => ({ row, attempts: await fleet.attempts(row.item.itemId) })));
  return [
    ...tellPreview(preview),
    ...compareReasons(preview, confirmed),
    exactly("rows done before their opening, by the world's log", early, 0),
    ...judgeOpenings(fleet, { preview, ended, sinceSeq, changed }),
    ...judgeLater({ preview, ended, changed }),
  ];
}

interface ChangedWorld {
  /** Groups that somebody gave another name meanwhile, and ones that got the wanted name by hand. */
  readonly renamed: readonly string[];
  readonly done: readonly string[];
}

interface Ended {
  readonly row: StagedRow;
  readonly attempts: readonly JobAttempt[];
}

/** Somebody was at the phones before the next day. */
function changeWorld(fleet: StagedFleet, preview: readonly StagedRow[], random: SeededRandom): ChangedWorld {
  // What is done earlier or not at all lets those behind it begin earlier: only the last ones of their accounts are touched.
  const isLast = (row: StagedRow): boolean =>
    !preview.some(({ item }) => item.accountId === row.item.accountId && item.position > row.item.position);
  const later = preview.filter((row) => isLater(row, preview) && isLast(row));
  const [renamed, done, ...others] = random.sample(later, later.length);
  const more = others.length > 4 ? others.slice(0, 1) : [];
  for (const row of [renamed, ...more]) if (row !== undefined) fleet.renameByHand(row.worldId, `改过了${row.worldId}`);
  if (done !== undefined) fleet.renameByHand(done.worldId, done.item.after ?? '');
  return {
    renamed: [renamed, ...more].flatMap((row) => (row === undefined ? [] : [row.worldId])),
    done: done === undefined ? [] : [done.worldId],
  };
}

/** Its opening is known and on a later day than the plan. */
function isLater({ item }: StagedRow, preview: readonly StagedRow[]): boolean {
  const planned = Math.min(...preview.map((row) => row.item.changedAt));
  return item.heldUntilAt !== null && shanghaiDay(item.heldUntilAt) > shanghaiDay(planned);
}

/** Goes from opening to opening, and looks shortly before each; answers how many rows had been done by then that should not. */
async function passOpenings(
  fleet: StagedFleet,
  {
    jobId,
    preview,
    say,
    signal,
  }: { jobId: number; preview: readonly StagedRow[] } & Pick<ShowOptions, 'say' | 'signal'>,
): Promise<number> {
  const openings = preview.map(({ item }) => item.heldUntilAt).filter((at) => at !== null);
  let early = 0;
  for (const at of [...new Set(openings)].toSorted((one, other) => one - other)) {
    await finishBefore(fleet, at - aMomentMs, { jobId, signal });
    if (at - aMomentMs > fleet.clock.now()) {
      await fleet.hurryTo(at - aMomentMs, jobId, signal);
      const rows = await fleet.rows(jobId);
      early += rows.filter((row) => row.item.state !== 'held' && openingOf(row, preview) >= at).length;
    }
    await fleet.hurryTo(at, jobId, signal);
    say(`${new Date(at + 8 * hourMs).toISOString().slice(5, 16)}: ${stateCounts(await fleet.rows(jobId))}`);
  }
  await finishBefore(fleet, Number.POSITIVE_INFINITY, { jobId, signal });
  return early;
}

/** Rows that wait behind others of their account have their gaps still before them: whatever is due until then has its turn. */
async function finishBefore(
  fleet: StagedFleet,
  at: number,
  { jobId, signal }: { readonly jobId: number; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const next = await waiting(fleet, jobId);
    if (next === null || next >= at) return;
    await fleet.hurryTo(next, jobId, signal);
  }
}

async function waiting(fleet: StagedFleet, jobId: number): Promise<number | null> {
  const held = (await fleet.rows(jobId)).map(({ item }) => (item.state === 'held' ? item.heldUntilAt : null));
  const known = held.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function openingOf({ item }: StagedRow, preview: readonly StagedRow[]): number {
  const seen = preview.find((row) => row.item.itemId === item.itemId)?.item;
  return seen?.verdict === 'held' ? (seen.heldUntilAt ?? Number.POSITIVE_INFINITY) : 0;
}

function tellPreview(preview: readonly StagedRow[]): Figure[] {
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

/** What the gate holds once the plan is confirmed, and everything that could be done at once was done. */
function compareReasons(preview: readonly StagedRow[], confirmed: readonly StagedRow[]): Figure[] {
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

function judgeOpenings(
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
function judgeLater({ preview, ended, changed }: Judged): Figure[] {
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

function stateCounts(rows: readonly StagedRow[]): string {
  const states = Map.groupBy(rows, ({ item }) => item.state);
  return [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
}
