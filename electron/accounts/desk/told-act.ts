import type { ActQuestion } from '../gate/act-question.ts';
import { toldOpening, type ToldOpening } from '../gate/told-opening.ts';
import { whenAllowed, type LaterQuestion } from '../gate/when-allowed.ts';
import type { AccountGround } from './account-ground.ts';
import type { AccountState } from './account-state.ts';

/** An act through an account that may be asked about, with what becomes of the question by itself. */
export interface AskedAct<Q extends ActQuestion = ActQuestion> {
  readonly state: Pick<AccountState, 'record' | 'plan' | 'isPractice' | 'ahead'>;
  readonly question: Q;
  readonly later: LaterQuestion<Q>;
}

/**
 * Why an act may not be done, and until when; null where it may. What would open only after the account was left alone for so long that it
 * begins anew does not open by itself: somebody has to log in before, and it is told by when, and from when on it could be done then.
 */
export function toldAct(
  { loginDue }: Pick<AccountGround, 'loginDue'>,
  { state, question, later }: AskedAct,
): ToldOpening | null {
  const told = toldOpening(whenAllowed(question, later));
  if (told === null || told.until === null) return told;
  const { until } = told;
  const loginByAt = loginDue(state, { now: question.now, until });
  if (loginByAt === null) return told;
  return { ...told, until: null, detail: { ...told.detail, lacks: 'login', loginByAt, couldAt: until } };
}
