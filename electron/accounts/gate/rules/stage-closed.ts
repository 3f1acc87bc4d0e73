import type { Stage } from '../../plans/plan.ts';
import { forWrites, type GateRule, type WriteQuestion } from '../act-question.ts';
import { capAt, capWindows, type CapInForce } from '../numbers-in-force.ts';
import { firstOpening } from '../opening.ts';
import { lacksOfNextStage } from '../stage-lacks.ts';

/**
 * A stage whose cap is 0 is closed to the action, for an amount of 0 too. It opens when the account is back at a higher stage after a
 * cooldown, or with the next one, which is another question. A cap of 0 may be raised for a while, but in the early stages, where nothing
 * raises it.
 */
export const stageClosed: GateRule = forWrites((question) => {
  const closed = closedAt(question, question.now);
  if (closed === null) return null;
  const until = firstOpening(question, (from) => (closedAt(question, from) === null ? from : null));
  const { action } = question;
  const isOpenIn = ({ caps }: Stage): boolean => capWindows.every((window) => caps[action][window] !== 0);
  const lacks = until === null ? lacksOfNextStage(question, isOpenIn) : {};
  return {
    kind: 'held',
    reason: 'stage-closed',
    until,
    path: closed.path,
    detail: { stageId: closed.stageId, ...lacks },
  };
});

/** The first cap of 0 at an instant. */
function closedAt(question: WriteQuestion, at: number): CapInForce | null {
  for (const window of capWindows) {
    const cap = capAt(question, question.action, window, at);
    if (cap !== null && cap.full === 0) return cap;
  }
  return null;
}
