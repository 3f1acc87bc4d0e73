import type { Limit } from '../../standing/condition.ts';
import type { ActQuestion, GateRule, Held } from '../act-question.ts';
import { firstOpening } from '../opening.ts';
import { closes, isInForce, lacksOf } from '../limits-in-force.ts';

/** A suspended account writes nothing, and nothing is read through it but by a person. It beats every other answer. */
export const suspension: GateRule = (question) =>
  closedBy(question, ({ effect }) => effect === 'suspended', 'suspended');

/** A cooldown closes what the plan says it closes. */
export const cooldown: GateRule = (question) => closedBy(question, ({ effect }) => effect === 'closed', 'cooldown');

/** A warning closes what the plan says it closes; that it lowers caps is the caps' own business. */
export const warningClosed: GateRule = (question) =>
  closedBy(question, ({ effect }) => effect === 'half', 'warning-closed');

function closedBy(
  question: ActQuestion,
  isMeant: (limit: Limit) => boolean,
  reason: 'suspended' | 'cooldown' | 'warning-closed',
): Held | null {
  const { standing, now } = question;
  if (standing.limits.length === 0) return null;
  const meant = standing.limits.filter((limit) => isMeant(limit) && isClosing(limit, question));
  const closingAt = (at: number): Limit | undefined =>
    meant.filter((limit) => isInForce(limit, question.action, at)).toSorted(lastFirst)[0];
  const last = closingAt(now);
  if (last === undefined) return null;
  return {
    kind: 'held',
    reason,
    until: firstOpening(question, (from) => (closingAt(from) === undefined ? from : null)),
    path: last.path,
    detail: { signalId: last.signalId, ...lacksOf([last]) },
  };
}

/** Where nothing is written, only reading through the messenger is meant, and only when the console does it. */
function isClosing(limit: Limit, { action, plan, tool, account }: ActQuestion): boolean {
  if (action !== null) return closes(limit, action, plan);
  return limit.effect !== 'half' && tool === undefined && account.mode !== 'manual';
}

/** The one that ends last; one whose end nobody knows before all. */
function lastFirst(one: Limit, other: Limit): number {
  return endOf(other) > endOf(one) ? 1 : endOf(other) < endOf(one) ? -1 : 0;
}

function endOf({ untilAt }: Limit): number {
  return untilAt ?? Number.POSITIVE_INFINITY;
}
