import { stageIds } from '../../../electron/contract/plan-ids.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { StagedFleet, type StagedPlace, type StagedRow } from '../../support/fleet/staged-fleet.ts';
import { exactly, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import {
  compareReasons,
  isLater,
  judgeLater,
  judgeOpenings,
  openingOf,
  tellPreview,
  type ChangedWorld,
} from './staged-figures.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const aMomentMs = 20_000;

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
  const [today, later] = [
    preview.filter((row) => !isLater(row, preview)),
    preview.filter((row) => isLater(row, preview)),
  ];
  const earlyToday = await passOpenings(fleet, { jobId, openings: openingsOf(today), preview, say, signal });
  const confirmed = await fleet.rows(jobId);
  const changed = changeWorld(fleet, preview, new SeededRandom(seed).fork('changes'));
  const early = earlyToday + (await passOpenings(fleet, { jobId, openings: openingsOf(later), preview, say, signal }));
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

function openingsOf(rows: readonly StagedRow[]): number[] {
  const openings = rows.map(({ item }) => item.heldUntilAt).filter((at) => at !== null);
  return [...new Set(openings)].toSorted((one, other) => one - other);
}

/** Goes from opening to opening, and looks shortly before each; answers how many rows had been done by then that should not. */
async function passOpenings(
  fleet: StagedFleet,
  {
    jobId,
    openings,
    preview,
    say,
    signal,
  }: { jobId: number; openings: readonly number[]; preview: readonly StagedRow[] } & Pick<
    ShowOptions,
    'say' | 'signal'
  >,
): Promise<number> {
  let early = 0;
  for (const at of openings) {
    await finishBefore(fleet, at - aMomentMs, { jobId, signal });
    if (at - aMomentMs > fleet.clock.now()) {
      await fleet.hurryTo(at - aMomentMs, jobId, signal);
      const rows = await fleet.rows(jobId);
      early += rows.filter((row) => row.item.state !== 'held' && openingOf(row, preview) >= at).length;
    }
    await fleet.hurryTo(at, jobId, signal);
    say(`${new Date(at + 8 * hourMs).toISOString().slice(5, 16)}: ${stateCounts(await fleet.rows(jobId))}`);
  }
  // Those that wait behind them have theirs soon after; what waits for another day has not.
  await finishBefore(fleet, Math.max(fleet.clock.now(), ...openings) + hourMs, { jobId, signal });
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

function stateCounts(rows: readonly StagedRow[]): string {
  const states = Map.groupBy(rows, ({ item }) => item.state);
  return [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
}
