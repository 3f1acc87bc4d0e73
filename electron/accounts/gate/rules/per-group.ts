import { dayMs } from '../../standing/calendar-day.ts';
import type { PerGroupLimit } from '../../plans/plan.ts';
import {
  forWrites,
  type AskedGroup,
  type GateReason,
  type GateRule,
  type Hindrance,
  type LackingActs,
  type WriteQuestion,
} from '../act-question.ts';
import { GrowingSeries, type ActSeries } from '../act-series.ts';
import { raisedAt } from '../numbers-in-force.ts';
import { firstOpening, lastChange } from '../opening.ts';
import { weightOnGroup } from '../usage-index.ts';
import { fallsTo, rolling } from '../windows.ts';

/**
 * What a group bears, whichever accounts do it: so many acts in so many days, or such a share of its members in 24 hours. All these days
 * are so many times 24 hours, which no calendar day can be fuller than. Acts that may be lacking may all have been done on this group.
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
  const { path, mostAt } = limit;
  const recorded = ledger.recordedOfGroup?.(group.groupId, action) ?? ledger.ofGroup(group.groupId, action);
  const { series, last } = withLacking(question, recorded);
  const amount = weightOnGroup(question.amount);
  const span = rolling(limit.lengthMs);
  if (series.sumSince(span.startAt(now)) + amount <= mostAt(now)) return null;
  const used = recorded.sumSince(span.startAt(now));
  const isByRecord = last === null || used + amount > mostAt(now);
  const reason = isByRecord ? limit.reason : 'count-unknown';
  const detail = { ...(!isByRecord && last.detail), groupId: group.groupId, limit: mostAt(now), used, amount };
  const until = firstOpening(question, (from) => fallsTo(series, span, mostAt(from) - amount, from));
  // Only where the amount is more than the group bears at all: an amount that fits finds its room some day.
  if (until === null && amount > mostAt(lastChange(question)))
    return { kind: 'never', reason: 'amount-over-cap', path, detail };
  return { kind: 'held', reason, until, path, detail };
}

/** More than any group bears. */
const whoKnowsHowMany = 1_000_000_000;

/** What is on record and what may be lacking, as late as it can have been; and the loss that was found out last. */
function withLacking(
  { certainty }: WriteQuestion,
  recorded: ActSeries,
): { readonly series: ActSeries; readonly last: LackingActs | null } {
  const lacking = certainty?.lacking ?? [];
  if (lacking.length === 0) return { series: recorded, last: null };
  const series = GrowingSeries.copyOf(recorded);
  for (const { lastAt, most } of lacking) series.add(lastAt, most ?? whoKnowsHowMany);
  return { series, last: lacking.toSorted((one, other) => other.lastAt - one.lastAt)[0] ?? null };
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
