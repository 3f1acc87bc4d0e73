import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { changesOf, day, dayStart, limitsAt, minute, stageAt, stateOf, type NaiveRule } from './naive-ground.ts';

const windows = [
  ['perHour', 'per_hour', 'hour-cap'],
  ['perDay', 'per_day', 'day-cap'],
  ['perWeek', 'per_week', 'week-cap'],
  ['perMonth', 'per_month', 'month-cap'],
] as const;

/** The full cap and what is left of it in the account's condition; undefined: none. */
function capAt(
  question: WriteQuestion,
  [key, word]: readonly [(typeof windows)[number][0], string, string?],
  at: number,
) {
  const { plan, action, loosenings } = question;
  const stage = plan.stages[stageAt(question, at)];
  const planned = stage?.caps[action][key];
  if (stage === undefined || planned === undefined) return undefined;
  const { maxDays, hardZeroStages } = plan.counting.override;
  const isHard = stage.caps[action].perDay === 0 && hardZeroStages.includes(stage.id);
  const path = `stages.${stage.id}.caps.${action}.${word}`;
  const raised = loosenings.filter(
    ({ path: raisedPath, startsAt, untilAt }) =>
      !isHard && raisedPath === path && startsAt <= at && at < untilAt && at < startsAt + maxDays * day,
  );
  const full = Math.max(planned, ...raised.map(({ value }) => value));
  const factors = limitsAt(question, at).map(({ effect }) => plan.health.states[stateOf[effect]].capFactor);
  return { full, limit: Math.floor(full * Math.min(1, ...factors)) };
}

export function capRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, account, group, amount } = question;
  const own = acts.filter((act) => act.accountId === account.accountId && act.action === action);
  const isShared = group !== null && plan.counting.sharedOverAccounts.includes(action);
  const shared = acts.filter((act) => isShared && act.groupId === group.groupId && act.action === action);
  const onGroup = shared.map((act) => ({ ...act, amount: Math.max(1, act.amount) }));
  const closed: NaiveRule = {
    name: 'stage-closed',
    isNever: false,
    moments: changesOf(question),
    holds: (at) => windows.some((window) => capAt(question, window, at)?.full === 0),
  };
  const counted = windows.flatMap((window) => [
    capRule(question, window, { name: window[2], counted: own, amount }),
    ...(isShared
      ? [capRule(question, window, { name: `group ${window[2]}`, counted: onGroup, amount: Math.max(1, amount) })]
      : []),
  ]);
  return [closed, ...counted];
}

function capRule(
  question: WriteQuestion,
  window: (typeof windows)[number],
  { name, counted, amount }: { name: string; counted: readonly CountedAct[]; amount: number },
): NaiveRule {
  const { hourMinutes, weekDays, monthDays } = question.plan.counting.windows;
  const lengths = { perHour: hourMinutes * minute, perWeek: weekDays * day, perMonth: monthDays * day };
  const [key] = window;
  const leaves = (act: CountedAct): number => (key === 'perDay' ? dayStart(act.at) + day : act.at + lengths[key]);
  const holds = (at: number): boolean => {
    const cap = capAt(question, window, at);
    if (cap === undefined || cap.full === 0) return false;
    const used = counted.filter((act) => leaves(act) > at).reduce((sum, act) => sum + act.amount, 0);
    return used + amount > cap.limit;
  };
  const moments = [...changesOf(question), ...counted.map(leaves)];
  const end = Math.max(question.now, ...changesOf(question)) + 400 * day;
  const last = capAt(question, window, end);
  const isTooMuch = last !== undefined && amount > last.full;
  const opensSomeTime = moments.some((at) => at > question.now && !holds(at));
  return { name, holds, moments, isNever: isTooMuch && !opensSomeTime };
}

export function groupRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, group, loosenings } = question;
  const rule = plan.counting.perGroup[action];
  if (rule === undefined || group === null) return [];
  const { memberCount } = group;
  if (rule.kind === 'percent-per-day' && memberCount === null)
    return [{ name: 'group-unread', isNever: false, moments: [], holds: () => true }];
  const word = rule.kind === 'count' ? 'max' : 'max_percent_of_group_per_24h';
  const path = `counting_rules.per_group.${action}.${word}`;
  const mostAt = (at: number): number => {
    const raised = loosenings.filter(
      (each) =>
        each.path === path &&
        each.startsAt <= at &&
        at < Math.min(each.untilAt, each.startsAt + plan.counting.override.maxDays * day),
    );
    const values = raised.map(({ value }) => value);
    if (rule.kind === 'count') return Math.max(rule.max, ...values);
    return Math.floor(((memberCount ?? 0) * Math.max(rule.maxPercent, ...values)) / 100);
  };
  const length = (rule.kind === 'count' ? rule.days : 1) * day;
  const counted = acts.filter((act) => act.groupId === group.groupId && act.action === action);
  const amount = Math.max(1, question.amount);
  const holds = (at: number): boolean => {
    const inWindow = counted.filter((act) => act.at + length > at);
    return inWindow.reduce((sum, act) => sum + Math.max(1, act.amount), 0) + amount > mostAt(at);
  };
  const moments = [...changesOf(question), ...counted.map((act) => act.at + length)];
  const end = Math.max(question.now, ...changesOf(question));
  const opensSomeTime = moments.some((at) => at > question.now && !holds(at));
  return [{ name: 'per-group', holds, moments, isNever: amount > mostAt(end) && !opensSomeTime }];
}
