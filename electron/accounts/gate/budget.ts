import type { WriteQuestion } from './act-question.ts';
import { capAt, capWindows, type CapInForce, type CapWindow } from './numbers-in-force.ts';
import { countWindowOf } from './windows.ts';

/** One cap of an account and what of it is used up. */
export interface Budget extends CapInForce {
  readonly window: CapWindow;
  readonly used: number;
  /** Never below 0, also where more was done by hand. */
  readonly left: number;
}

/** The caps of an action that are in force now, as the gate counts them. */
export function budgetsOf(question: WriteQuestion): readonly Budget[] {
  const { plan, ledger, account, action, now } = question;
  const series = ledger.ofAccount(account.accountId, action);
  return capWindows.flatMap((window) => {
    const cap = capAt(question, action, window, now);
    if (cap === null) return [];
    const used = series.sumSince(countWindowOf(plan.counting, window).startAt(now));
    return [{ ...cap, window, used, left: Math.max(0, cap.limit - used) }];
  });
}
