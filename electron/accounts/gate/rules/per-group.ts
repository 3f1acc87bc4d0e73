import { dayMs } from '../../standing/calendar-day.ts';
import type { PerGroupLimit } from '../../plans/plan.ts';
import {
  forWrites,
  type AskedGroup,
  type GateReason,
  type GateRule,
  type Hindrance,
  type WriteQuestion,
} from '../act-question.ts';
import { raisedAt } from '../numbers-in-force.ts';
import { firstOpening, lastChange } from '../opening.ts';
import { weightOnGroup } from '../usage-index.ts';
import { fallsTo, rolling } from '../windows.ts';

/**
 * What a group bears, whichever accounts do it: so many acts in so many days, or such a share of its members in 24 hours. All these days
 * are so many times 24 hours, which no calendar day can be fuller than.
 */
export const perGroup: GateRule = forWrites((question) => {
  const { plan, action, group } = question;
  const rule = plan.counting.perGroup[action];
  if (rule === undefined || group === null) return null;
  const limit = limitOf(question, rule, group);
  return limit === null ? groupUnread(question) : judge(question, group, limit);
});

interface GroupLimit {
  readonly reason: GateReason;
  readonly path: string;
  readonly lengthMs: number;
  readonly mostAt: (at: number) => number;
}

/** Null where it depends on what was not read of the group. */
function limitOf(question: WriteQuestion, rule: PerGroupLimit, { memberCount }: AskedGroup): GroupLimit | null {
  const ground = `counting_rules.per_group.${question.action}`;
  if (rule.kind === 'count') {
    const path = `${ground}.max`;
    const mostAt = (at: number): number => raisedAt(question, path, rule.max, at);
    return { reason: 'group-cap', path, lengthMs: rule.days * dayMs, mostAt };
  }
  if (memberCount === null) return null;
  const path = `${ground}.max_percent_of_group_per_24h`;
  const mostAt = (at: number): number =>
    Math.floor((memberCount * raisedAt(question, path, rule.maxPercent, at)) / 100);
  return { reason: 'group-share', path, lengthMs: dayMs, mostAt };
}

function judge(question: WriteQuestion, group: AskedGroup, limit: GroupLimit): Hindrance | null {
  const { ledger, action, now } = question;
  const { reason, path, mostAt } = limit;
  const series = ledger.ofGroup(group.groupId, action);
  const amount = weightOnGroup(question.amount);
  const span = rolling(limit.lengthMs);
  const used = series.sumSince(span.startAt(now));
  if (used + amount <= mostAt(now)) return null;
  const detail = { groupId: group.groupId, limit: mostAt(now), used, amount };
  const until = firstOpening(question, (from) => fallsTo(series, span, mostAt(from) - amount, from));
  // Only where the amount is more than the group bears at all: an amount that fits finds its room some day.
  if (until === null && amount > mostAt(lastChange(question)))
    return { kind: 'never', reason: 'amount-over-cap', path, detail };
  return { kind: 'held', reason, until, path, detail };
}

function groupUnread({ action, group }: WriteQuestion): Hindrance {
  return {
    kind: 'held',
    reason: 'group-unread',
    until: null,
    path: `counting_rules.per_group.${action}.max_percent_of_group_per_24h`,
    detail: { groupId: group?.groupId ?? null },
  };
}
