import { stageIds } from '../../../electron/contract/plan-ids.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { StagedFleet, type StagedPlace } from '../../support/fleet/staged-fleet.ts';
import { StagedDays } from '../../support/fleet/staged-days.ts';
import { StagedJob } from '../../support/fleet/staged-job.ts';
import { shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { judgeLater } from './staged-days.ts';
import { judgeHolds, judgeTimes, tellPreview } from './staged-figures.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Plans of the evening, by how long they are before midnight: in the night's rest, and right before it. */
const evenings = [
  { name: 'in the night', beforeMs: hourMs - 5 * minuteMs, trouble: 'none', isInShort: true },
  { name: 'right before the night', beforeMs: hourMs + 90_000, trouble: 'few-an-hour', isInShort: false },
] as const;

const short: readonly StagedPlace[] = [
  ...(['S0', 'S1', 'S2', 'S3'] as const).map((stageId): StagedPlace => ({ stageId, trouble: 'none', groups: 1 })),
  { stageId: 'S4', trouble: 'used-up', groups: 3 },
  { stageId: 'S4', trouble: 'many', groups: 12 },
  { stageId: 'S5', trouble: 'none', groups: 2 },
  { stageId: 'S6', trouble: 'cooldown', groups: 1 },
  { stageId: 'S6', trouble: 'few-an-hour', groups: 3 },
];

const full: readonly StagedPlace[] = [
  ...stageIds.map((stageId): StagedPlace => ({ stageId, trouble: 'none', groups: stageId === 'S4' ? 7 : 3 })),
  { stageId: 'S6', trouble: 'cooldown', groups: 2 },
  { stageId: 'S6', trouble: 'warning', groups: 2 },
  { stageId: 'S6', trouble: 'suspended', groups: 1 },
  { stageId: 'S5', trouble: 'rest-day', groups: 3 },
  { stageId: 'S5', trouble: 'restarted', groups: 1 },
  { stageId: 'S4', trouble: 'used-up', groups: 3 },
  { stageId: 'S4', trouble: 'many', groups: 17 },
  { stageId: 'S6', trouble: 'few-an-hour', groups: 5 },
  { stageId: 'S6', trouble: 'week-used-up', groups: 2 },
  { stageId: 'S6', trouble: 'pauses', groups: 5 },
  { stageId: 'S6', trouble: 'many', groups: 12 },
];

/** A plan over accounts in all stages, and then the days that it takes, on a clock that is put ahead. */
export const renamedStages: ShowLine = {
  id: '04.4',
  title: 'a batch rename over accounts in all stages: what the preview holds, why and until when is what then happens',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const fleet = await StagedFleet.open(options.seed, options.isShort ? short : full);
    try {
      return [
        told('seed', options.seed),
        ...(await renameAll(fleet, options)),
        ...(await renameInEvenings(fleet, options)),
      ];
    } finally {
      await fleet.close();
    }
  },
};

async function renameAll(fleet: StagedFleet, options: ShowOptions): Promise<Figure[]> {
  const random = new SeededRandom(options.seed).fork('changes');
  const job = await StagedJob.plan(fleet, { isWanted: () => true, prefix: '新' });
  await job.confirm();
  // While all of the first batch is open: it has its places before any of the next one.
  const next = await job.planNext();
  await next.confirm();
  await new StagedDays([job, next], options).live(random);
  const stages = new Set(job.preview.map(({ place }) => place.stageId));
  return [
    exactly('stages of the accounts in the plan', [...stages].toSorted().join(' '), stageIds.join(' ')),
    ...tellPreview(job, options.isShort ? 5 : 10),
    ...judgeTimes(job),
    ...(await judgeHolds(job, options.say)),
    ...judgeLater(job, options.say),
    ...(await judgeNext(next, options)),
  ];
}

/** The batch that was planned while the one before had hardly begun. */
async function judgeNext(next: StagedJob, options: ShowOptions): Promise<Figure[]> {
  const behind = next.preview.filter((row) => next.rowsBefore(row).some(({ job }) => job !== next));
  const figures = [
    atLeast('rows of accounts that have open rows of the batch before', behind.length, 2, 'rows'),
    ...judgeTimes(next),
    ...(await judgeHolds(next, options.say)),
    ...judgeLater(next, options.say),
  ];
  return figures.map((figure) => ({ ...figure, name: `the next batch: ${figure.name}` }));
}

async function renameInEvenings(fleet: StagedFleet, options: ShowOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const evening of evenings.filter(({ isInShort }) => isInShort || !options.isShort)) {
    for (const figure of await renameInTheEvening(fleet, evening, options))
      figures.push({ ...figure, name: `${evening.name}: ${figure.name}` });
  }
  return figures;
}

/** Some are renamed once more: what is not done before the night waits for the morning. */
async function renameInTheEvening(
  fleet: StagedFleet,
  { beforeMs, trouble: wanted }: (typeof evenings)[number],
  options: ShowOptions,
): Promise<Figure[]> {
  const at = untilMidnight(fleet.clock.now(), beforeMs);
  const isWanted = ({ stageId, trouble }: StagedPlace): boolean =>
    trouble === wanted && (wanted !== 'none' || stageId === 'S5');
  await fleet.hurry(at - 10 * minuteMs);
  await fleet.readAgain(isWanted);
  await fleet.hurry(at);
  const job = await StagedJob.plan(fleet, { isWanted, prefix: '又' });
  await job.confirm();
  await new StagedDays([job], options).live(null);
  const nextDay = job.preview.filter((row) => job.isLater(row));
  return [
    atLeast('rows that the preview holds until the morning', nextDay.length, 2, 'rows'),
    ...judgeTimes(job),
    ...(await judgeHolds(job, options.say)),
    ...judgeLater(job, options.say),
  ];
}

/** The next moment that is so long before a midnight. */
function untilMidnight(now: number, beforeMs: number): number {
  const midnight = (shanghaiDay(now) + 1) * dayMs - 8 * hourMs;
  return midnight - beforeMs > now + 10 * minuteMs ? midnight - beforeMs : midnight + dayMs - beforeMs;
}
