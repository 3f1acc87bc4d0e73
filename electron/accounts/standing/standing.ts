import { stageIds, type Condition, type Plan, type StageId } from '../plans/plan.ts';
import { addDays, dayOf, midnightAfter, startOfDay, type Day } from './calendar-day.ts';
import { limitsAt, loweringsAt, worstOf, type Limit, type Lowering } from './condition.ts';
import { exitNeeds, type ExitGround, type ExitNeed } from './exit-needs.ts';
import { factsUntil, type AccountFacts } from './facts.ts';
import { silentLimitsAt } from './re-onboarding.ts';
import type { SignalSpan } from './signal-span.ts';
import { spansOf } from './signal-spans.ts';
import { stayAt } from './stage.ts';
import { accountDay } from './stay.ts';

/** Where an account stands: what the gate, the board and the checklist go by. */
export interface Standing {
  readonly stageId: StageId;
  /** Since when it is in that stage, this time; null before its start. */
  readonly stageSinceAt: number | null;
  /** The account day: 1 is the first calendar day after the first stage was left, 0 until then. */
  readonly day: number;
  /** What the next stage lacks. Empty: it begins at midnight, or there is none. */
  readonly missing: readonly ExitNeed[];
  /** Of the account as a whole; for one action see `conditionFor`. */
  readonly condition: Condition;
  readonly limits: readonly Limit[];
  readonly lowered: readonly Lowering[];
  /** Until when the account as a whole runs by a lower stage for a cooldown whose end is known; null: it does not. */
  readonly loweredUntilAt: number | null;
  /** The stage whose caps hold for the account as a whole; for one action see `stageFor`. */
  readonly effectiveStageId: StageId;
  /** When the standing is another one by itself; null: never. */
  readonly nextChangeAt: number | null;
}

/** As it is at a moment, without when it is another: finding that out takes longer than all the rest. */
export type Present = Omit<Standing, 'nextChangeAt'>;

/** All that was derived from the facts, for any moment from the latest of them on. */
interface Ground {
  readonly plan: Plan;
  readonly facts: AccountFacts;
  readonly spans: readonly SignalSpan[];
}

/** As `standingOf`, for whoever looks at many moments. */
export function presentOf(facts: AccountFacts, plan: Plan, now: number): Present {
  return presentAt(groundAt(facts, plan, now), now);
}

function groundAt(facts: AccountFacts, plan: Plan, now: number): Ground {
  const known = factsUntil(facts, now);
  return { plan, facts: known, spans: spansOf(known, plan) };
}

/** The standing of an account. Deterministic; what lies after `now` counts for nothing. */
export function standingOf(facts: AccountFacts, plan: Plan, now: number): Standing {
  const ground = groundAt(facts, plan, now);
  const present = presentAt(ground, now);
  return { ...present, nextChangeAt: nextChangeAt(ground, present, now) };
}

function presentAt(ground: Ground, now: number): Present {
  const { plan, facts, spans } = ground;
  const limits = [...limitsAt(spans, now), ...silentLimitsAt(facts.restarts, plan, now)];
  const lowered = loweringsAt(spans, now, plan);
  const whole = lowered.filter(({ scope }) => scope === 'all');
  const place = placeAt(ground, now);
  return {
    ...place,
    condition: worstOf(limits, null),
    limits,
    lowered,
    loweredUntilAt: whole[0]?.untilAt ?? null,
    effectiveStageId: stageBelow(place.stageId, Math.max(0, ...whole.map(({ stages }) => stages))),
  };
}

type Place = Pick<Standing, 'stageId' | 'stageSinceAt' | 'day' | 'missing'>;

function placeAt({ plan, facts, spans }: Ground, now: number): Place {
  const { startedOn } = facts;
  if (startedOn === null) {
    const missing: ExitNeed[] = [{ kind: 'start', path: 'stages.S0', earliestOn: null }];
    return { stageId: 'S0', stageSinceAt: null, day: 0, missing };
  }
  const ground: ExitGround = { plan, facts, spans, startedOn };
  const stay = stayAt(ground, now);
  const today = dayOf(now);
  const stageId = plan.stages[stay.index]?.id ?? 'S0';
  return {
    stageId,
    stageSinceAt: stay.stayFrom,
    day: accountDay(stay, today),
    missing: exitNeeds(stay, today, ground),
  };
}

/** So many stages lower, the first one at the lowest. */
export function stageBelow(stageId: StageId, stages: number): StageId {
  return stageIds[Math.max(0, stageIds.indexOf(stageId) - stages)] ?? 'S0';
}

/** The first moment at which anything is another: only ends of spans and midnights can be one, and each is tried. */
function nextChangeAt(ground: Ground, present: Present, now: number): number | null {
  const before = JSON.stringify(present);
  return momentsAfter(ground, present, now).find((at) => JSON.stringify(presentAt(ground, at)) !== before) ?? null;
}

function momentsAfter({ facts: { startedOn } }: Ground, present: Present, now: number): number[] {
  const ends = [...present.limits, ...present.lowered].map(({ untilAt }) => untilAt);
  const days: (Day | null)[] = present.missing.map(({ earliestOn }) => earliestOn);
  const midnights = days.flatMap((day) => (day === null ? [] : [startOfDay(day), startOfDay(addDays(day, 1))]));
  const daily = startedOn === null ? [] : [midnightAfter(now)];
  const moments = [...ends, ...midnights, ...daily].filter((at) => at !== null).filter((at) => at > now);
  return [...new Set(moments)].toSorted((a, b) => a - b);
}
