import { forWrites, type GateReason, type GateRule, type Hindrance, type WriteQuestion } from '../act-question.ts';
import type { ActSeries } from '../act-series.ts';
import { capAt, capWindows, type CapInForce, type CapWindow } from '../numbers-in-force.ts';
import { firstOpening, lastChange } from '../opening.ts';
import { weightOnGroup } from '../usage-index.ts';
import { countWindowOf, fallsTo, type CountWindow } from '../windows.ts';

const reasonOf: Readonly<Record<CapWindow, GateReason>> = {
  perHour: 'hour-cap',
  perDay: 'day-cap',
  perWeek: 'week-cap',
  perMonth: 'month-cap',
};

/** What an account may do in an hour, a day, a week and a month. */
export const accountCaps: readonly GateRule[] = capWindows.map((window) =>
  forWrites((question) => {
    const cap = capAt(question, question.action, window, question.now);
    if (cap === null) return null;
    const { ledger, account, action, amount } = question;
    const counted = { series: ledger.ofAccount(account.accountId, action), amount };
    return judge(question, window, { ...counted, cap, reason: reasonOf[window], path: cap.path });
  }),
);

/** The same caps once more for the group, over everything that all accounts did there. */
export const capsOverAccounts: readonly GateRule[] = capWindows.map((window) =>
  forWrites((question) => {
    const { plan, ledger, group, action, amount } = question;
    if (group === null || !plan.counting.sharedOverAccounts.includes(action)) return null;
    const cap = capAt(question, action, window, question.now);
    if (cap === null) return null;
    const counted = { series: ledger.ofGroup(group.groupId, action), amount: weightOnGroup(amount) };
    const path = 'counting_rules.shared_owner';
    return judge(question, window, { ...counted, cap, reason: 'group-over-accounts', path });
  }),
);

interface Counted {
  readonly series: ActSeries;
  readonly amount: number;
  /** The cap that is in force now. */
  readonly cap: CapInForce;
  readonly reason: GateReason;
  readonly path: string;
}

function judge(question: WriteQuestion, window: CapWindow, counted: Counted): Hindrance | null {
  const { series, amount, cap, reason, path } = counted;
  const span = countWindowOf(question.plan.counting, window);
  const used = series.sumSince(span.startAt(question.now));
  if (isClosed(cap) || used + amount <= cap.limit) return null;
  const detail = { window, limit: cap.limit, full: cap.full, used, amount };
  const until = openingOf(question, window, span, counted);
  if (until === null && isOverForEver(question, window, amount))
    return { kind: 'never', reason: 'amount-over-cap', path, detail };
  return { kind: 'held', reason, until, path, detail };
}

/** A cap of 0 is the stage's answer, and no budget that was used up. */
function isClosed({ full }: CapInForce): boolean {
  return full === 0;
}

function openingOf(question: WriteQuestion, window: CapWindow, span: CountWindow, counted: Counted): number | null {
  const { series, amount } = counted;
  return firstOpening(question, (from) => {
    const cap = capAt(question, question.action, window, from);
    return cap === null || isClosed(cap) ? from : fallsTo(series, span, cap.limit - amount, from);
  });
}

/** Whether the amount is more than the whole cap once everything that is in force for a while has ended. */
function isOverForEver(question: WriteQuestion, window: CapWindow, amount: number): boolean {
  const cap = capAt(question, question.action, window, lastChange(question));
  return cap !== null && amount > cap.full;
}
