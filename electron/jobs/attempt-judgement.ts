import type { ItemCode } from '../contract/job-codes.ts';
import type { AttemptPurpose } from '../contract/jobs.ts';
import type { GateAnswer } from './gate.ts';
import type { AttemptEnd } from './job-kind.ts';
import type { AttemptClosing } from './store/attempt-store.ts';
import type { ItemChange } from './states/item-change.ts';

/** Why the engine itself broke an attempt off. */
export type StopReason = 'cancel' | 'stop-all' | 'shutdown' | 'woke' | 'took-too-long' | 'phone-lost';

export interface AttemptFacts {
  readonly purpose: AttemptPurpose;
  readonly end: AttemptEnd;
  /** A commit may have happened that no reading has settled: in this attempt, or (for `verify`) in an earlier one. */
  readonly isMarked: boolean;
  readonly stop: StopReason | null;
  /** The gate's answer when it was asked right before the commit and was not open. */
  readonly refusal: Exclude<GateAnswer, { kind: 'allowed' }> | null;
  /** What the plan saw. */
  readonly before: string | null;
  readonly afterMark: 'run-again' | 'review';
  /** Something was tried already; otherwise the look is only because the plan is of an earlier day. */
  readonly wasTried: boolean;
  /** The account is by hand there from now on, and was not when the attempt began. */
  readonly isByHandNow: boolean;
  /** Until when what may have been committed can still take effect; null when a look that found nothing proves something. */
  readonly mayLandUntilAt: number | null;
}

type Closing = Omit<AttemptClosing, 'attemptId' | 'endedAt'>;
type Change = Omit<ItemChange, 'at' | 'attemptId'>;

/** `item` null: a look found it not done, so the act itself follows now. */
export interface Judgement {
  readonly attempt: Closing;
  readonly item: Change | null;
}

const stopCodes = {
  cancel: 'cancelled-by-operator',
  'stop-all': 'stopped-all',
  shutdown: 'console-ended',
  woke: 'computer-slept',
  'took-too-long': 'took-too-long',
  'phone-lost': 'phone-lost',
} as const satisfies Record<StopReason, ItemCode>;

/**
 * What an attempt's end means for its item. Pure. Nothing counts as done without proof; whatever may have been committed
 * and was not read is for a person, or for another look when the attempt was only broken off; an end that the engine
 * brought about itself is believed only where it proves something.
 */
export function judgeAttempt(facts: AttemptFacts): Judgement {
  return facts.purpose === 'verify' ? judgeLook(facts) : judgeRun(facts);
}

function judgeRun(facts: AttemptFacts): Judgement {
  const { end, isMarked, stop, refusal } = facts;
  if (isProven(end)) return ended('done', 'succeed', end);
  if (end.state === 'skipped' && !isMarked) return ended('skipped', 'skip', end);
  if (stop !== null) return brokenOff(facts, stop);
  if (refusal !== null && !isMarked) return refused(end, refusal);
  if (end.state === 'failed' && facts.isByHandNow && !isMarked) return handedOver(end);
  if (end.state === 'failed') return ended('failed', 'fail', end);
  const code = end.code ?? (end.state === 'interrupted' ? 'aborted' : 'not-verified');
  return isMarked ? doubted(end) : ended('failed', 'fail', { ...end, code });
}

function judgeLook(facts: AttemptFacts): Judgement {
  const { end, isMarked, stop, wasTried, before, afterMark } = facts;
  if (isProven(end)) {
    const seen = { ...end, code: wasTried ? end.code : ('already-so' as const) };
    return ended('done', wasTried ? 'succeed' : 'skip', seen);
  }
  if (end.state === 'failed' && end.code === 'still-before') {
    const isChanged = end.after !== null && before !== null && end.after !== before;
    if (isChanged) return { ...doubted(end, 'changed-meanwhile'), attempt: closing('done', end) };
    if (isMarked && facts.mayLandUntilAt !== null) return lookedTooSoon(facts, facts.mayLandUntilAt);
    if (isMarked && afterMark === 'review') {
      return { ...doubted(end, 'not-done-after-commit'), attempt: closing('done', end) };
    }
    if (stop !== null) return brokenOff({ ...facts, isMarked: false }, stop);
    return { attempt: closing('done', end), item: null };
  }
  if (stop !== null) return brokenOff(facts, stop);
  if (isMarked) return doubted(end);
  if (end.state === 'skipped') return ended('skipped', 'skip', end);
  return ended('failed', 'fail', { ...end, code: end.code ?? 'not-verified' });
}

/** What was tapped right before a crash may take effect after it: done again now, it could be done twice. */
function lookedTooSoon(facts: AttemptFacts, mayLandUntilAt: number): Judgement {
  const { end, stop } = facts;
  if (stop !== null) return brokenOff(facts, stop);
  const { detail } = end;
  return {
    attempt: closing('done', end),
    item: { event: 'hold', code: 'may-still-land', detail, heldUntilAt: mayLandUntilAt },
  };
}

/** A tapped button proves nothing: only what was read, or what a person ticked, does. */
function isProven({ state, verifiedBy }: AttemptEnd): boolean {
  return state === 'done' && verifiedBy !== null;
}

function brokenOff({ end, isMarked }: AttemptFacts, stop: StopReason): Judgement {
  const code = stopCodes[stop];
  const attempt = closing('interrupted', { ...end, code, verifiedBy: null });
  const { detail } = end;
  switch (stop) {
    case 'cancel':
      return { attempt, item: isMarked ? doubt(detail, 'not-verified') : { event: 'cancel', code, detail } };
    case 'took-too-long':
      return { attempt, item: isMarked ? doubt(detail, 'not-verified') : { event: 'fail', code, detail } };
    case 'stop-all':
    case 'shutdown':
    case 'woke':
    case 'phone-lost':
      return { attempt, item: { event: 'interrupt', code, detail } };
  }
}

/** The end of an item that was under way in a job that is cancelled: what may have been committed is for a person. */
export function endOfCancelled(isMarked: boolean): Change {
  return isMarked ? { event: 'doubt', code: 'not-verified' } : { event: 'cancel', code: 'cancelled-by-operator' };
}

function refused(end: AttemptEnd, refusal: NonNullable<AttemptFacts['refusal']>): Judgement {
  const code = refusal.reason;
  const detail = refusal.detail ?? {};
  const attempt = closing('skipped', { ...end, code, detail, verifiedBy: null });
  return refusal.kind === 'held'
    ? { attempt, item: { event: 'hold', code, detail, heldUntilAt: refusal.until } }
    : { attempt, item: { event: 'refuse', code, detail } };
}

/** Nothing was done, and a person can: the item begins anew, by hand. */
function handedOver(end: AttemptEnd): Judgement {
  const { code, detail } = end;
  return { attempt: closing('failed', { ...end, verifiedBy: null }), item: { event: 'hand-over', code, detail } };
}

function doubted(end: AttemptEnd, code: ItemCode = end.code ?? 'not-verified'): Judgement {
  return {
    attempt: closing('unknown', { ...end, code, verifiedBy: null }),
    item: { ...doubt(end.detail, code), reads: end.after },
  };
}

function doubt(detail: AttemptEnd['detail'], code: ItemCode): Change {
  return { event: 'doubt', code, detail };
}

function ended(state: 'done' | 'failed' | 'skipped', event: 'succeed' | 'fail' | 'skip', end: AttemptEnd): Judgement {
  const { code, detail, after: reads } = end;
  const verifiedBy = state === 'failed' ? null : end.verifiedBy;
  return { attempt: closing(state, { ...end, verifiedBy }), item: { event, code, detail, reads, verifiedBy } };
}

function closing(state: Closing['state'], { code, detail, after, verifiedBy }: Omit<AttemptEnd, 'state'>): Closing {
  return { state, code, detail, reads: after, verifiedBy };
}
