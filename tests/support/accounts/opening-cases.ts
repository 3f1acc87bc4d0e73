import { array, boolean, constantFrom, integer, nat, option, record, type Arbitrary } from 'fast-check';
import { reOnboardingEvents, signalIds, stageIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';
import type { DeskTime } from '../../../electron/accounts/desk/desk-time.ts';
import { addDays, dayOf, startOfDay } from '../../../electron/accounts/standing/calendar-day.ts';
import type { GateQuestion } from '../../../electron/jobs/gate.ts';
import { planTexts, shippedPlan } from './brisk-plans.ts';
import type { ManualClock } from '../manual-clock.ts';
import type { DeskBench } from './desk-bench.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Some moment of the last weeks, as how long ago it was. */
const agoMs = integer({ min: 0, max: 25 * 8 }).map((count) => count * 3 * hourMs + 60_000);

const actions: readonly ActionId[] = [
  'group_rename',
  'group_rename',
  'group_message_campaign',
  'group_owner_transfer',
  'friend_accept_inbound',
];

/** What only a person ends comes as often as any other. */
const lasting = signalIds.filter((id) => id !== 'device_unhealthy');
const passing = ['too_frequent_prompt', 'member_complaint', 'group_function_restricted', 'moments_restricted'] as const;

const signal = record({
  signalId: constantFrom(...lasting, ...passing, ...passing),
  agoMs,
  isTool: boolean(),
  /** How long after it somebody closed it. */
  closing: option(
    record({ afterMs: integer({ min: 0, max: 8 }).map((count) => count * 9 * hourMs), isSupervisor: boolean() }),
  ),
});

const act = record({
  action: constantFrom(...actions),
  agoMs: integer({ min: 0, max: 32 * 24 }).map((count) => count * hourMs + 90_000),
  amount: constantFrom(1, 1, 2, 4),
});

const loosening = record({
  stageId: constantFrom(...stageIds.slice(4)),
  action: constantFrom(...actions),
  value: integer({ min: 1, max: 9 }),
  startsInMs: integer({ min: -4, max: 6 }).map((count) => count * 12 * hourMs),
  lastsMs: integer({ min: 1, max: 12 }).map((count) => count * 12 * hourMs),
});

/** Everything that an account is made of here, and what it is asked. */
export const openingCase = record({
  isVirtual: boolean(),
  isCertain: boolean(),
  startedDaysAgo: integer({ min: 0, max: 24 }),
  /** In order: a plan that ends by itself, the one before holding again. */
  plans: array(
    record({
      text: nat(planTexts.length - 1),
      endsInMs: option(integer({ min: 1, max: 60 }).map((n) => n * 7 * hourMs)),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  /** The stages that people sign off and tick every day, up to today or some days before. */
  keptDaysAgo: integer({ min: 0, max: 6 }),
  signed: array(constantFrom(...stageIds), { maxLength: 7 }),
  signals: array(signal, { maxLength: 2 }),
  restarts: array(record({ event: constantFrom(...reOnboardingEvents), agoMs }), { maxLength: 1 }),
  loosenings: array(loosening, { maxLength: 2 }),
  acts: array(act, { maxLength: 6 }),
  /** On which days acts are lacking that may have been done; null: on none. */
  unknownDaysAgo: option(integer({ min: 0, max: 5 }), { freq: 3 }),
  asked: record({
    action: constantFrom(...actions),
    isInGroup: boolean(),
    amount: constantFrom(1, 1, 1, 2, 4),
    mode: constantFrom('manual' as const, 'auto' as const),
  }),
});
export type OpeningCase = typeof openingCase extends Arbitrary<infer Case> ? Case : never;

/** What the case's questions are asked with. */
export function questionOf({ asked: { isInGroup, ...asked } }: OpeningCase): Partial<GateQuestion> {
  return { ...asked, groupId: isInGroup ? 'g1' : null };
}

/** Writes an account down as the case has it, everything by now. @returns its id */
export function settle(bench: DeskBench, drawn: OpeningCase): string {
  const accountId = bench.account(drawn.isVirtual ? 'phone' : 'real-1');
  const { ground } = bench.desk;
  const now = bench.clock.now();
  bench.store.write(() => {
    const startedOn = addDays(dayOf(now), -drawn.startedDaysAgo);
    const { fields } = ground.book.record(accountId) ?? {};
    if (fields === undefined) throw new Error('no account');
    ground.fields.set(accountId, { ...fields, startedOn }, { at: now, by: '班组长' });
    for (const [place, { text, endsInMs }] of drawn.plans.entries()) {
      const planTextId = ground.plans.keepText(planTexts[text] ?? '');
      const untilAt = endsInMs === null ? null : now + endsInMs;
      // The first one from the beginning on: what held before a plan is judged by the shipped one as well.
      const at = place === 0 ? startOfDay(startedOn) : now - dayMs;
      ground.plans.addPlan({ accountId, planTextId, at, by: '班组长', reason: null, untilAt });
    }
    keep(bench, accountId, drawn);
    befall(bench, accountId, drawn);
  });
  logActs(bench, accountId, drawn);
  ground.book.forget(accountId);
  return accountId;
}

/** A team that ticks what the first stages ask for at ten, and signs the stages that are wanted at eleven. */
function keep(bench: DeskBench, accountId: string, { startedDaysAgo, keptDaysAgo, signed }: OpeningCase): void {
  const { facts } = bench.desk.ground;
  const now = bench.clock.now();
  for (let ago = startedDaysAgo; ago >= keptDaysAgo; ago--) {
    const day = addDays(dayOf(now), -ago);
    const at = Math.min(now, startOfDay(day) + 10 * hourMs);
    for (const { id: stageId, tasks } of shippedPlan.stages.slice(0, 4))
      for (const { id: taskId, isRequired } of tasks)
        if (isRequired) facts.tick(accountId, { taskId, stageId, day, at, by: '小王', proof: '存档' });
    for (const stageId of ['S0' as const, ...signed])
      facts.signOff(accountId, { stageId, at: Math.min(now, at + hourMs), by: '班组长' });
  }
}

function befall(bench: DeskBench, accountId: string, { signals, restarts, loosenings }: OpeningCase): void {
  const { facts, plans } = bench.desk.ground;
  const now = bench.clock.now();
  for (const { signalId, agoMs: ago, isTool, closing } of signals) {
    const at = now - ago;
    const tool = isTool ? 'group_rename' : null;
    const rowId = facts.addSignal(accountId, { signalId, tool, at, source: 'operator', reportedBy: '小王', note: '' });
    if (closing === null || at + closing.afterMs > now) continue;
    const { isSupervisor, afterMs } = closing;
    facts.closeSignal(rowId, { at: at + afterMs, by: '班组长', isSupervisor, cause: '查清' });
  }
  for (const { event, agoMs: ago } of restarts) facts.restart(accountId, { event, at: now - ago, by: '班组长' });
  for (const { stageId, action, value, startsInMs, lastsMs } of loosenings) {
    const startsAt = now + startsInMs;
    const path = `stages.${stageId}.caps.${action}.per_day`;
    plans.addLoosening({
      accountId,
      path,
      value,
      reason: '活动',
      supervisor: '班组长',
      startsAt,
      untilAt: startsAt + lastsMs,
    });
  }
}

function logActs(bench: DeskBench, accountId: string, { acts }: OpeningCase): void {
  const { handLog, usage } = bench.desk.ground;
  const now = bench.clock.now();
  for (const { action, agoMs: ago, amount } of acts) {
    const at = now - ago;
    const noted = { note: '', corrects: null, loggedBy: '小王', loggedAt: now };
    const logged = { accountId, action, groupId: 'g1', groupViewId: null, at, amount, ...noted };
    const written = bench.store.write(() => handLog.add(logged));
    if (!written.ok) throw new Error(written.error.code);
    usage().addHandAct({ ...logged, handActId: written.value });
  }
}

/** The time that such a desk goes by. */
export function timeOf(clock: ManualClock, { isCertain, unknownDaysAgo }: OpeningCase): DeskTime {
  const now = (): number => clock.now();
  if (!isCertain) return { now };
  const lastAt = now() - (unknownDaysAgo ?? 0) * dayMs;
  const dayStarts = [dayOf(lastAt - dayMs), dayOf(lastAt)].map(startOfDay);
  const losses = [{ dayStarts, lastAt, most: null, detail: {} }];
  return { now, doubt: () => null, unknownUse: () => (unknownDaysAgo === null ? null : { dayStarts, lastAt, losses }) };
}
