import type { ActQuestion, GateRule, GateVerdict, Hindrance } from './act-question.ts';
import { batchPause } from './rules/batches.ts';
import { accountCaps, capsOverAccounts } from './rules/caps.ts';
import { dayTurning, inDoubt, standingUnknown } from './rules/certainty.ts';
import { humanOnly, modeChosen } from './rules/execution.ts';
import { gap, gapOfGroups } from './rules/gaps.ts';
import { perGroup } from './rules/per-group.ts';
import { deviceHold } from './rules/phone.ts';
import { placeUnsure } from './rules/place.ts';
import { restDay } from './rules/rest-days.ts';
import { restWindow } from './rules/rest-windows.ts';
import { cooldown, suspension, warningClosed } from './rules/signals.ts';
import { stageClosed } from './rules/stage-closed.ts';
import { planUnreadable } from './rules/unreadable.ts';
import { toolBatch, toolHealth, toolRecipients, toolRole, toolStage } from './rules/tools.ts';

/** Every rule; of two that open at the same time the one that stands first is answered. */
const rules: readonly GateRule[] = [
  planUnreadable,
  suspension,
  humanOnly,
  modeChosen,
  placeUnsure,
  standingUnknown,
  stageClosed,
  cooldown,
  warningClosed,
  toolStage,
  toolHealth,
  toolRole,
  toolBatch,
  toolRecipients,
  deviceHold,
  inDoubt,
  ...accountCaps,
  perGroup,
  ...capsOverAccounts,
  restWindow,
  restDay,
  batchPause,
  gap,
  gapOfGroups,
  dayTurning,
];

/**
 * Whether an account may do something now, by every rule of its plan. It looks at nothing but the question. The answer is
 * that of a plan that cannot be read or of a suspension, else that nothing will ever open, else of the rule that opens last.
 */
export function mayAct(question: ActQuestion): GateVerdict {
  let gravest: Hindrance | null = null;
  for (const rule of rules) {
    const hindrance = rule(question);
    if (hindrance !== null && (gravest === null || rank(hindrance) > rank(gravest))) gravest = hindrance;
  }
  return gravest ?? { kind: 'allowed' };
}

/** Everything that stands in the way, for whoever wants to see more than the answer. */
export function hindrancesOf(question: ActQuestion): readonly Hindrance[] {
  return rules.map((rule) => rule(question)).filter((hindrance) => hindrance !== null);
}

/** What is answered before what: the larger. Instants are far below both of these. */
const [unknownRank, neverRank] = [Number.MAX_SAFE_INTEGER, Number.MAX_VALUE];

function rank(hindrance: Hindrance): number {
  if (hindrance.reason === 'plan-unreadable' || hindrance.reason === 'suspended') return Number.POSITIVE_INFINITY;
  return hindrance.kind === 'never' ? neverRank : (hindrance.until ?? unknownRank);
}
