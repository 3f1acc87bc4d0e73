import type { Plan } from '../plans/plan.ts';
import { addDays, dayOf, startOfDay, type Day } from './calendar-day.ts';
import { mayLeave, soonestExit, type ExitGround } from './exit-needs.ts';
import type { Restart, SignalFact } from './facts.ts';
import { PastPlans } from './past-plans.ts';
import type { SignalSpan } from './signal-span.ts';
import { dropped, firstStay, promoted, restarted, stricterOf, type Stay } from './stay.ts';

/**
 * The stage of an account at `now`, by walking through its days. Up goes it only at midnight, one stage at most, and only
 * if every exit rule held at the end of the day; down at once, by a signal or a re-onboarding. Each day is judged by the plan of
 * now and by the one that held then. An account that was taken over walks like any other: what it was before counts for nothing.
 */
export function stayAt(ground: ExitGround, now: number): Stay {
  const { startedOn, plan, facts } = ground;
  const past = new PastPlans(ground);
  const startAt = startOfDay(startedOn);
  const falls = fallsOf(ground, past).filter(({ at }) => at >= startAt && at <= now);
  const today = dayOf(now);
  let stay = heldFromBefore(firstStay(startedOn), facts.restarts, plan);
  let next = 0;
  for (let day: Day | null = startedOn; day !== null && day <= today; day = dayToLookAt(stay, day, plan, falls[next])) {
    const end = startOfDay(addDays(day, 1));
    for (let fall = falls[next]; fall !== undefined && fall.at < end; fall = falls[next]) {
      stay = fall.restart === null ? dropped(stay, fall.at, fall.stages) : begunAnew(stay, fall.restart, plan, past);
      next += 1;
    }
    if (day < today && mayLeave(stay, day, ground) && mightLeave(stay, day, past.otherAt(end - 1)))
      stay = promoted(stay, day);
  }
  return stay;
}

/** Whether the plan that held on that day has nothing against it either. */
function mightLeave(stay: Stay, day: Day, then: ExitGround | null): boolean {
  return then === null || mayLeave(stay, day, then);
}

function begunAnew(stay: Stay, restart: Restart, plan: Plan, past: PastPlans): Stay {
  const now = restarted(stay, plan, restart);
  const then = past.otherAt(restart.at);
  return then === null ? now : stricterOf(now, restarted(stay, then.plan, restart));
}

/** What an event before the start asks for runs on: a start that is put after it takes none of its minimum away. */
function heldFromBefore(first: Stay, restarts: readonly Restart[], plan: Plan): Stay {
  const before = restarts.filter(({ at }) => at < first.stayFrom);
  const held = before.reduce((stay, event) => restarted(stay, plan, event), first);
  return { ...first, hold: held.hold };
}

/** The next day on which the stage can be left, or is lost; null: there is none. */
function dayToLookAt(stay: Stay, day: Day, plan: Plan, fall: Fall | undefined): Day | null {
  const soonest = soonestExit(stay, plan);
  const lost = fall === undefined ? null : dayOf(fall.at);
  const first = soonest === null || (lost !== null && lost < soonest) ? lost : soonest;
  const tomorrow = addDays(day, 1);
  return first === null || first > tomorrow ? first : tomorrow;
}

interface Fall {
  readonly at: number;
  readonly stages: number;
  /** Null for a drop by a signal. */
  readonly restart: Restart | null;
}

/** What sends the account down, in order; of one moment the re-onboarding first, which leads lower. */
function fallsOf({ facts, spans }: ExitGround, past: PastPlans): Fall[] {
  const drops = new Map<SignalFact, Fall>();
  const note = ({ fact, fromAt, dropsStages }: SignalSpan): void => {
    if (dropsStages > (drops.get(fact)?.stages ?? 0))
      drops.set(fact, { at: fromAt, stages: dropsStages, restart: null });
  };
  for (const span of spans) note(span);
  if (facts.plans !== undefined) {
    for (const fact of facts.signals)
      for (const span of past.otherAt(fact.at)?.spans ?? []) if (span.fact === fact) note(span);
  }
  return [...facts.restarts.map((restart) => ({ at: restart.at, stages: 0, restart })), ...drops.values()].toSorted(
    (a, b) => a.at - b.at,
  );
}
