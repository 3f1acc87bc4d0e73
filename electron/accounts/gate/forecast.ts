import { addDays, dayOf, startOfDay } from '../standing/calendar-day.ts';
import type { ActQuestion, Hindrance } from './act-question.ts';
import {
  forecastDaysLimit,
  type Forecast,
  type ForecastGround,
  type SupposedAct,
  type WantedAct,
} from './forecast-ground.ts';
import { ForecastLane, nextStandAt, questionOf } from './forecast-lane.ts';
import type { UsageView } from './usage-index.ts';
import { UsageOverlay } from './usage-overlay.ts';
import { whenAllowed } from './when-allowed.ts';

/**
 * How much of a list can be done on which day: played through with the gate itself, each account acting as soon as it may and
 * jumping to the next opening where it may not.
 */
export function forecast(ground: ForecastGround): Forecast {
  const steps = forecastSteps(ground);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same step by step, for whoever has to do something else in between. */
export function* forecastSteps(ground: ForecastGround): Generator<undefined, Forecast> {
  const dayCount = Math.min(forecastDaysLimit, Math.max(1, Math.floor(ground.days)));
  const first = dayOf(ground.now);
  const endAt = startOfDay(addDays(first, dayCount));
  const ledger = new UsageOverlay(ground.ledger);
  const { before = [] } = ground;
  const all = yield* playThrough({ ...ground, wanted: [...before, ...ground.wanted] }, ledger, endAt);
  const acts = all.flatMap((act) => {
    const wanted = act.wanted - before.length;
    return wanted < 0 ? [] : [{ ...act, wanted }];
  });
  const doneOn = Map.groupBy(acts, ({ at }) => dayOf(at));
  const days = Array.from({ length: dayCount }, (_none, place) => addDays(first, place));
  const left = yield* leftOver(ground, acts, { ledger, endAt });
  return {
    days: days.map((day) => ({ day, done: doneOn.get(day)?.length ?? 0 })),
    acts,
    finishedAt: left.length === 0 ? (acts.at(-1)?.at ?? ground.now) : null,
    left,
  };
}

/** The account whose turn comes first acts or looks ahead, until no account has a turn before the end. */
function* playThrough(
  ground: ForecastGround,
  ledger: UsageOverlay,
  endAt: number,
): Generator<undefined, SupposedAct[]> {
  const { accounts, wanted, now } = ground;
  const open = new Set(wanted.keys());
  const placesOf = placesByAccount(wanted);
  const lanes = accounts.map((account) => {
    const places = placesOf.get(account.account.accountId) ?? [];
    return new ForecastLane({ account, wanted, places, open, ledger, now });
  });
  const acts: SupposedAct[] = [];
  for (;;) {
    const lane = nextLane(lanes);
    if (lane === null || lane.turnAt >= endAt || open.size === 0) return acts;
    const act = lane.takeTurn();
    if (act !== null) acts.push(act);
    yield;
  }
}

/** What each account could do, by its place in the list. */
function placesByAccount(wanted: ForecastGround['wanted']): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { ways }] of wanted.entries()) {
    for (const { accountId } of ways) {
      const known = places.get(accountId);
      if (known === undefined) places.set(accountId, [place]);
      else known.push(place);
    }
  }
  return places;
}

function nextLane(lanes: readonly ForecastLane[]): ForecastLane | null {
  let next: ForecastLane | null = null;
  for (const lane of lanes) if (next === null || lane.turnAt < next.turnAt) next = lane;
  return next;
}

/** What nobody has done, and why, a row at a time. */
function* leftOver(
  ground: ForecastGround,
  acts: readonly SupposedAct[],
  at: { readonly ledger: UsageView; readonly endAt: number },
): Generator<undefined, Forecast['left']> {
  const done = new Set(acts.map((act) => act.wanted));
  const left: Forecast['left'][number][] = [];
  for (const [place, act] of ground.wanted.entries()) {
    if (done.has(place)) continue;
    left.push({ wanted: place, by: hindranceOf(ground, act, at) });
    yield;
  }
  return left;
}

/**
 * What would keep every account that could do it from doing it in the end: rather what somebody can lift than what stands. Null where
 * time alone is short for one of them.
 */
function hindranceOf(
  { accounts }: ForecastGround,
  act: WantedAct,
  { ledger, endAt }: { readonly ledger: UsageView; readonly endAt: number },
): Hindrance | null {
  let worst: Hindrance | null = null;
  for (const doer of accounts) {
    if (!act.ways.some(({ accountId }) => accountId === doer.account.accountId)) continue;
    const asked = (now: number): ActQuestion => questionOf(doer, act, { ledger, now });
    const found = whenAllowed(asked(endAt), (after) => {
      const at = nextStandAt(doer, after);
      return Number.isFinite(at) ? asked(at) : null;
    });
    if (found.at !== null) return null;
    if (worst === null || (worst.kind === 'never' && found.by.kind === 'held')) worst = found.by;
  }
  return worst;
}
