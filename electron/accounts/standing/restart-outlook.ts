import type { Plan, ReOnboardingEvent, StageId } from '../plans/plan.ts';
import { addDays, dayOf, type Day } from './calendar-day.ts';
import { factsUntil, type AccountFacts } from './facts.ts';
import { spansOf } from './signal-spans.ts';
import { stayAt } from './stage.ts';
import { restarted, type Stay } from './stay.ts';

/** Where an event would lead an account, and the first day on which it could be again where it is; null where it stays there. */
export interface RestartOutlook {
  readonly fromStageId: StageId;
  readonly stageId: StageId;
  readonly earliestBackOn: Day | null;
}

/** What a re-onboarding now would cost, if nothing else came in between. */
export function restartOutlook(
  facts: AccountFacts,
  plan: Plan,
  { event, at }: { readonly event: ReOnboardingEvent; readonly at: number },
): RestartOutlook {
  const known = factsUntil(facts, at);
  const { startedOn } = known;
  if (startedOn === null) return { fromStageId: 'S0', stageId: 'S0', earliestBackOn: null };
  const before = stayAt({ plan, facts: known, spans: spansOf(known, plan), startedOn }, at);
  const after = restarted(before, plan, { event, at, by: '' });
  const idOf = ({ index }: Stay): StageId => plan.stages[index]?.id ?? 'S0';
  const isLower = after.index < before.index;
  return {
    fromStageId: idOf(before),
    stageId: idOf(after),
    earliestBackOn: isLower ? backOn(after, plan.stages[before.index]?.dayFrom ?? 1, dayOf(at)) : null,
  };
}

/** A stage begins with the account day that it is from; day one comes after the first stage, and no stage is left before the minimum is over. */
function backOn({ dayZero, hold }: Stay, dayFrom: number, today: Day): Day {
  const leftOn = hold?.through ?? today;
  const byDays = addDays(dayZero ?? leftOn, dayFrom);
  const byHold = addDays(leftOn, 1);
  return byDays > byHold ? byDays : byHold;
}
