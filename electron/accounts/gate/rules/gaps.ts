import { forWrites, type GateRule, type WriteQuestion } from '../act-question.ts';

const secondMs = 1_000;

/** The least time between two acts of one kind by one account. */
export const gap: GateRule = forWrites((question) =>
  since(question, question.plan.intervals.minSeconds[question.action], question.action),
);

/** The same inside of an act that goes from group to group. */
export const gapOfGroups: GateRule = forWrites((question) =>
  since(question, question.plan.intervals.minSecondsPerGroup[question.action], `${question.action}_per_group`),
);

function since(question: WriteQuestion, seconds: number | undefined, key: string): ReturnType<GateRule> {
  if (seconds === undefined) return null;
  const { lastAt } = question.ledger.ofAccount(question.account.accountId, question.action);
  const until = lastAt === null ? question.now : lastAt + seconds * secondMs;
  if (until <= question.now) return null;
  return { kind: 'held', reason: 'gap', until, path: `intervals.min_seconds.${key}`, detail: { seconds } };
}
