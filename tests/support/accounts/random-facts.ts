import { array, boolean, constant, constantFrom, integer, option, record, type Arbitrary } from 'fast-check';
import {
  actionIds,
  reOnboardingEvents,
  signalIds,
  stageIds,
  type Plan,
} from '../../../electron/accounts/plans/plan.ts';
import { addDays, dayOf } from '../../../electron/accounts/standing/calendar-day.ts';
import type { AccountFacts, SignalFact } from '../../../electron/accounts/standing/facts.ts';
import { firstDay, onDay } from './account-life.ts';
import { smallPlan, task } from './small-plan.ts';

/** Every kind of exit rule and of task, in stages short enough that random facts walk through them. */
export const gatedPlan: Plan = smallPlan({
  starts: [0, 1, 3, 5, 7, 9, 11],
  tasks: {
    S1: [task('login', 'daily'), task('papers', 'once')],
    S2: [task('join', 'stage', { isRequired: false })],
    S3: [task('review', 'weekly')],
  },
  exits: {
    S1: [{ kind: 'day', atLeast: 2 }, { kind: 'required-tasks' }, { kind: 'health-normal', days: 2 }],
    S2: [{ kind: 'no-warning', days: 2 }],
    S3: [{ kind: 'required-tasks' }, { kind: 'sign-off' }],
    S4: [{ kind: 'no-cooldown', days: 3 }],
    S5: [{ kind: 'day', atLeast: 12 }],
  },
});

const spanDays = 40;
const grainMs = 3 * 3_600_000;

/** Some moment of an account's first weeks, now and then the same one twice. */
export const moments: Arbitrary<number> = integer({ min: 0, max: (spanDays * 86_400_000) / grainMs }).map(
  (count) => onDay(0, '00:00') + count * grainMs,
);

const closings = option(
  record({
    at: moments,
    by: constant('小王'),
    isSupervisor: boolean(),
    cause: constantFrom(null, '微信改版'),
  }),
);

export const badSignals: Arbitrary<SignalFact> = record({
  signalId: constantFrom(...signalIds),
  at: moments,
  tool: constantFrom(null, 'group_rename', 'group_announcement'),
  closing: closings,
}).map((fact) => ({
  ...fact,
  closing: fact.closing === null ? null : { ...fact.closing, at: Math.max(fact.at, fact.closing.at) },
}));

const ticks = record({
  taskId: constantFrom('login', 'papers', 'join', 'review'),
  stageId: constantFrom('S1', 'S2', 'S3'),
  at: moments,
  late: integer({ min: -1, max: 1 }),
  by: constant('小王'),
  proof: constant(null),
} as const).map(({ late, ...tick }) => ({ ...tick, day: addDays(dayOf(tick.at), -late) }));

/** Half of all accounts are well kept, or hardly one of them would leave the first stages. */
const kept = boolean().map((isKept) => {
  const days = isKept ? Array.from({ length: spanDays }, (_unused, day) => day) : [];
  return {
    ticks: days.flatMap((day) =>
      (['login', 'papers', 'review'] as const).map((taskId) => {
        const stageId = taskId === 'review' ? 'S3' : 'S1';
        return { taskId, stageId, at: onDay(day), day: dayOf(onDay(day)), by: '小王', proof: null } as const;
      }),
    ),
    signOffs: days.flatMap((day) =>
      (['S0', 'S3'] as const).map((stageId) => ({ stageId, at: onDay(day), by: '班组长' })),
    ),
  };
});

export const accountFacts: Arbitrary<AccountFacts> = record({
  startedOn: constantFrom(firstDay, firstDay, firstDay, addDays(firstDay, 3), null),
  kept,
  signOffs: array(record({ stageId: constantFrom(...stageIds), at: moments, by: constant('班组长') })),
  tasks: array(ticks, { maxLength: 20 }),
  signals: array(badSignals, { maxLength: 6 }),
  restarts: array(record({ event: constantFrom(...reOnboardingEvents), at: moments, by: constant('班组长') }), {
    maxLength: 2,
  }),
  results: array(record({ action: constantFrom(...actionIds.slice(7, 9)), at: moments, isFailed: boolean() }), {
    maxLength: 30,
  }),
}).map(({ kept: keeping, ...facts }) => ({
  ...facts,
  signOffs: [...keeping.signOffs, ...facts.signOffs],
  tasks: [...keeping.ticks, ...facts.tasks],
}));
