import type { AlertEnding, AlertSeverity } from '../../contract/alerts.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { Trouble, Verdict } from './finding.ts';
import type { AlertTiming } from './timing.ts';

/** What the decision needs to know of an active alert. */
export interface ActiveAlert {
  readonly severity: AlertSeverity;
  readonly textCode: string;
  readonly params: TextParams;
  readonly unknownSinceAt: number | null;
}

/** Something that has to last before it counts. */
export interface Pending {
  readonly towards: 'raise' | 'end';
  readonly sinceAt: number;
}

export type Step =
  | { readonly does: 'nothing' }
  | { readonly does: 'raise'; readonly trouble: Trouble }
  /** `isWorse`: the severity rose. */
  | { readonly does: 'update'; readonly alert: ActiveAlert; readonly isWorse: boolean }
  | { readonly does: 'end'; readonly ending: AlertEnding };

export interface Decision {
  readonly step: Step;
  /** What is waited for now; null: nothing. */
  readonly pending: Pending | null;
}

export interface DecisionInput {
  /** Null: there is no active alert of this kind on this subject. */
  readonly active: ActiveAlert | null;
  readonly pending: Pending | null;
  readonly verdict: Verdict;
  readonly timing: AlertTiming;
  readonly now: number;
}

const nothing: Step = { does: 'nothing' };
const settled: Decision = { step: nothing, pending: null };

/**
 * What one look does to an alert: raised once, ended once, never in between. What is unknown or between the limits leaves
 * everything as it is, a wait for the end excepted: that begins anew. Pure.
 */
export function decideStep(input: DecisionInput): Decision {
  const { active, verdict } = input;
  if (verdict.is === 'unwatched') {
    return active === null ? settled : { step: { does: 'end', ending: verdict.ending }, pending: null };
  }
  return active === null ? decideRaise(input) : decideEnd(input, active);
}

function decideRaise({ pending, verdict, timing, now }: DecisionInput): Decision {
  switch (verdict.is) {
    case 'trouble':
      return wait({ towards: 'raise', sinceAt: since('raise', pending, now) }, timing.raiseAfterMs, now, {
        does: 'raise',
        trouble: { severity: verdict.severity, textCode: verdict.textCode, params: verdict.params },
      });
    case 'within':
    case 'unknown':
    case 'fine':
    case 'unwatched':
      return settled;
  }
}

function decideEnd({ pending, verdict, timing, now }: DecisionInput, active: ActiveAlert): Decision {
  switch (verdict.is) {
    case 'trouble':
      return { step: updateStep(active, verdict), pending: null };
    case 'fine': {
      const waiting: Pending = { towards: 'end', sinceAt: since('end', pending, now) };
      return wait(waiting, timing.endAfterMs, now, { does: 'end', ending: 'over' });
    }
    case 'unknown': {
      if (active.unknownSinceAt !== null) return settled;
      const alert = { ...active, unknownSinceAt: verdict.sinceAt };
      return { step: { does: 'update', alert, isWorse: false }, pending: null };
    }
    case 'within': {
      const { textCode, params } = verdict.words ?? active;
      return { step: changeTo(active, { ...active, textCode, params, unknownSinceAt: null }), pending: null };
    }
    case 'unwatched':
      return settled;
  }
}

function wait(pending: Pending, durationMs: number, now: number, then: Step): Decision {
  return now - pending.sinceAt >= durationMs ? { step: then, pending: null } : { step: nothing, pending };
}

function since(towards: Pending['towards'], pending: Pending | null, now: number): number {
  // A clock that was set back must not make a wait endless.
  return pending?.towards === towards && pending.sinceAt <= now ? pending.sinceAt : now;
}

function updateStep(active: ActiveAlert, { severity: found, textCode, params }: Trouble): Step {
  const severity: AlertSeverity = found === 'bad' ? 'bad' : active.severity;
  return changeTo(active, { severity, textCode, params, unknownSinceAt: null });
}

/** Nothing where it says the same already. */
function changeTo(active: ActiveAlert, alert: ActiveAlert): Step {
  const isWorse = active.severity !== alert.severity;
  const isSame =
    !isWorse &&
    active.unknownSinceAt === alert.unknownSinceAt &&
    active.textCode === alert.textCode &&
    JSON.stringify(active.params) === JSON.stringify(alert.params);
  return isSame ? nothing : { does: 'update', alert, isWorse };
}
