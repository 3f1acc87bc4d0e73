import type { GateReason, Hindrance, WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { hindrancesOf } from '../../../electron/accounts/gate/may-act.ts';
import type { StageId } from '../../../electron/accounts/plans/plan.ts';
import { asking } from '../../support/gate/gate-questions.ts';
import { at } from '../../support/gate/times.ts';
import { template } from './template.ts';

/** Sunday morning in Shanghai, 10:00: no window is closed. */
export const morning = at(22, 10);

/** A question of a person to the template, about a mature account that has done nothing yet. */
export function byHand(changes: Partial<WriteQuestion> = {}): WriteQuestion {
  return asking({ plan: template, account: { accountId: 'a1', mode: 'manual' }, now: morning, ...changes });
}

export function inStage(stageId: StageId): WriteQuestion['standing'] {
  return { stageId, limits: [], lowered: [] };
}

/** What the rule at a path answers; null where it lets the act pass. */
export function answerAt(path: string, question: WriteQuestion): Hindrance | null {
  return hindrancesOf(question).find((hindrance) => hindrance.path === path) ?? null;
}

/** What a rule of that kind answers, wherever it stands. */
export function answerFor(reason: GateReason, question: WriteQuestion): Hindrance | null {
  return hindrancesOf(question).find((hindrance) => hindrance.reason === reason) ?? null;
}
