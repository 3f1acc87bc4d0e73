import { dayTurningUntil } from '../../true-time/day-edge.ts';
import { forWrites, type GateRule } from '../act-question.ts';

/** Every count goes by it, so that a template can neither loosen nor leave out what follows from it. */
const path = 'counting_rules.day_boundary';
const standingPath = 'health.recovery';

/** Nothing that counts is done as long as nobody knows what time it is, or what was done today. */
export const inDoubt: GateRule = forWrites(({ certainty, now }) => {
  const doubt = certainty?.doubt ?? null;
  if (doubt === null || (doubt.until !== null && doubt.until <= now)) return null;
  const { reason, until, detail } = doubt;
  return { kind: 'held', reason, until, path, detail };
});

/**
 * What was said of the account may be lacking, a suspension among it: no time brings that back, and what suspends ends by a person's word
 * alone. Somebody has to answer for it.
 */
export const standingUnknown: GateRule = forWrites(({ standingDoubt = null }) => {
  if (standingDoubt === null) return null;
  const { why, missing, fromAt } = standingDoubt;
  return {
    kind: 'held',
    reason: 'standing-unknown',
    until: null,
    path: standingPath,
    detail: { why, missing, fromAt },
  };
});

/** Phones that agree may be a minute apart: around midnight an act might count for the wrong day. */
export const dayTurning: GateRule = forWrites(({ certainty, now }) => {
  const until = certainty === undefined ? null : dayTurningUntil(now);
  return until === null ? null : { kind: 'held', reason: 'day-turning', until, path, detail: {} };
});
