import { forWrites, type GateRule, type WriteQuestion } from '../act-question.ts';
import { capAt, capWindows, type CapInForce } from '../numbers-in-force.ts';
import { firstOpening } from '../opening.ts';

/**
 * A stage whose cap is 0 is closed to the action, for an amount of 0 too. It opens when the account is back at a higher stage; when
 * that will be is known only after a cooldown. A cap of 0 may be raised for a while, but in the early stages, where nothing raises it.
 */
export const stageClosed: GateRule = forWrites((question) => {
  const closed = closedAt(question, question.now);
  if (closed === null) return null;
  return {
    kind: 'held',
    reason: 'stage-closed',
    until: firstOpening(question, (from) => (closedAt(question, from) === null ? from : null)),
    path: closed.path,
    detail: { stageId: closed.stageId },
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
