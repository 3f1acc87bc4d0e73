import type { ViewStanding } from '../../contract/group-rename.ts';
import type { ItemCode } from '../../contract/job-codes.ts';
import type { HeldView } from '../../contract/rename-preview.ts';
import type { GateAnswer } from '../../jobs/gate.ts';

/** How an own account stands to an act, and what its gate has against it. */
export interface ActingStanding {
  readonly standing: ViewStanding;
  readonly held: HeldView | null;
}

export interface StandingGround {
  /** Its phone is connected, and it is on that phone. */
  readonly isHere: boolean;
  readonly hasMode: boolean;
  /** The gate's word about the act, as if a mode had been chosen. */
  readonly answer: GateAnswer;
}

/** What passes within the day, and the same for whoever worked a moment ago: no reason to take another account. */
const passing: ReadonlySet<ItemCode> = new Set<ItemCode>(['gap', 'batch-pause', 'hour-cap', 'rest-window']);

/** What a person mends at the phone. */
const ofPhone: ItemCode = 'device-hold';

/**
 * Whether an account could act by its plan, not only by its phone. One that only another stage or a person opens comes after every
 * other: it may take weeks, and until then nothing is done through it at all.
 */
export function judgeStanding({ isHere, hasMode, answer }: StandingGround): ActingStanding {
  const held = answer.kind === 'allowed' ? null : heldView(answer);
  if (held !== null && held.untilAt === null && held.code !== ofPhone) return { standing: 'held', held };
  if (!isHere || held?.code === ofPhone) return { standing: 'away', held };
  if (!hasMode) return { standing: 'no-mode', held };
  if (held === null || passing.has(held.code)) return { standing: 'ready', held };
  return { standing: held.code === 'cooldown' ? 'resting' : 'waits', held };
}

function heldView(answer: Exclude<GateAnswer, { kind: 'allowed' }>): HeldView {
  const { reason: code, detail = {} } = answer;
  return { code, detail, untilAt: answer.kind === 'held' ? answer.until : null };
}
