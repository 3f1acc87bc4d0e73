import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { outboundActionIds, stageIds, toolNames } from '../../../electron/accounts/plans/plan.ts';

/** What the plainest possible gate answers: by counting through lists, and trying every instant at which anything could change. */
export interface NaiveAnswer {
  readonly kind: 'allowed' | 'held' | 'never';
  /** Null where nobody knows, and where it is not held. */
  readonly until: number | null;
  /** Every rule that stands in the way. */
  readonly rules: readonly string[];
}

/** A rule, written down without any thought of speed. */
interface NaiveRule {
  readonly name: string;
  holds(at: number): boolean;
  /** Whether it will never open, whatever happens. */
  readonly isNever: boolean;
  /** Every instant at which it might open. */
  readonly moments: readonly number[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function naiveAnswer(question: WriteQuestion, acts: readonly CountedAct[]): NaiveAnswer {
  const { now } = question;
  const rules = naiveRules(question, acts).filter((rule) => rule.holds(now));
  const names = rules.map(({ name }) => name);
  if (rules.length === 0) return { kind: 'allowed', until: null, rules: [] };
  const suspended = rules.find(({ name }) => name === 'suspended');
  if (suspended !== undefined) return { kind: 'held', until: openingOf(suspended, now), rules: names };
  if (rules.some(({ isNever }) => isNever)) return { kind: 'never', until: null, rules: names };
  const openings = rules.map((rule) => openingOf(rule, now));
  const until = openings.includes(null) ? null : Math.max(...openings.map((at) => at ?? 0));
  return { kind: 'held', until, rules: names };
}

/** Whether anything at all stands in the way: one look at every list, no search for the end. */
export function naiveHolds(question: WriteQuestion, acts: readonly CountedAct[]): boolean {
  return naiveRules(question, acts).some((rule) => rule.holds(question.now));
}

function openingOf({ holds, moments }: NaiveRule, now: number): number | null {
  const later = moments.filter((at) => at > now).toSorted((one, other) => one - other);
  return later.find((at) => !holds(at)) ?? null;
}

function naiveRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  return [
    ...signalRules(question),
    ...personRules(question),
    ...toolRules(question),
    ...capRules(question, acts),
    ...groupRules(question, acts),
    ...restRules(question, acts),
    ...paceRules(question, acts),
  ];
}

/** Ends and beginnings of everything that is in force for a while. */
function changesOf({ standing, loosenings, plan }: WriteQuestion): number[] {
  return [
    ...standing.limits.map(({ untilAt }) => untilAt ?? 0),
    ...standing.lowered.map(({ untilAt }) => untilAt),
    ...loosenings.map(({ startsAt }) => startsAt),
    ...loosenings.map(({ untilAt }) => untilAt),
    ...loosenings.map(({ startsAt }) => startsAt + plan.counting.override.maxDays * day),
  ];
}

function forAction({ action }: WriteQuestion, scope: 'all' | readonly string[]): boolean {
  return scope === 'all' || scope.includes(action);
}

function limitsAt(question: WriteQuestion, at: number) {
  return question.standing.limits.filter(
    ({ scope, untilAt }) => forAction(question, scope) && (untilAt === null || at < untilAt),
  );
}

function stageAt(question: WriteQuestion, at: number): number {
  const lowered = question.standing.lowered.filter(({ scope, untilAt }) => forAction(question, scope) && at < untilAt);
  const down = Math.max(0, ...lowered.map(({ stages }) => stages));
  return Math.max(0, stageIds.indexOf(question.standing.stageId) - down);
}

const stateOf = { half: 'warning', closed: 'cooldown', suspended: 'suspended' } as const;

function signalRules(question: WriteQuestion): NaiveRule[] {
  const { plan, action } = question;
  const isAssisted = plan.actions[action].execution === 'assisted';
  const rule = (name: string, effect: 'half' | 'closed' | 'suspended'): NaiveRule => ({
    name,
    isNever: false,
    moments: changesOf(question),
    holds: (at) =>
      limitsAt(question, at).some((limit) => {
        if (limit.effect !== effect) return false;
        if (limit.scope !== 'all' && effect !== 'half') return true;
        const words: readonly string[] = plan.health.states[stateOf[effect]].closes;
        if (words.includes('all') || words.includes(action)) return true;
        if (words.includes('assisted') && isAssisted) return true;
        return words.includes('outbound') && outboundActionIds.includes(action);
      }),
  });
  return [rule('suspended', 'suspended'), rule('cooldown', 'closed'), rule('warning-closed', 'half')];
}

function personRules({ plan, action, account, phone }: WriteQuestion): NaiveRule[] {
  const isHuman = plan.actions[action].execution === 'human_only';
  const isMachine = account.mode === 'assist' || account.mode === 'auto';
  return [
    { name: 'human-only', isNever: true, moments: [], holds: () => isHuman && isMachine },
    { name: 'mode-not-chosen', isNever: false, moments: [], holds: () => account.mode === null },
    { name: 'device-hold', isNever: false, moments: [], holds: () => !phone.isHealthy },
  ];
}

function toolRules(question: WriteQuestion): NaiveRule[] {
  const { plan, action, group, amount, recipientCount } = question;
  const fitting = toolNames.filter((name) => plan.toolGates[name].action === action);
  const ranked = fitting.toSorted(
    (one, other) =>
      stageIds.indexOf(plan.toolGates[one].minStage) - stageIds.indexOf(plan.toolGates[other].minStage),
  );
  const tool = question.tool ?? ranked[0];
  if (tool === undefined) return [];
  const gate = plan.toolGates[tool];
  const moments = changesOf(question);
  const role = group === null ? undefined : group.ownRole;
  const isRoleAsked = gate.roleInGroup !== undefined && group !== null;
  const roles: readonly string[] = gate.roleInGroup ?? [];
  const conditionAt = (at: number): 'normal' | 'warning' | 'cooldown' | 'suspended' => {
    const effects = limitsAt(question, at).map(({ effect }) => effect);
    if (effects.includes('suspended')) return 'suspended';
    if (effects.includes('closed')) return 'cooldown';
    return effects.includes('half') ? 'warning' : 'normal';
  };
  const recipients = gate.confirm.find(({ kind }) => kind === 'recipients-max');
  const isTooMany = (at: number): boolean => {
    const stage = stageIds[stageAt(question, at)] ?? 'S0';
    const most = recipients?.kind === 'recipients-max' ? recipients.groups[stage] : undefined;
    return most !== undefined && recipientCount !== undefined && recipientCount > most;
  };
  const minStage = stageIds.indexOf(gate.minStage);
  return [
    { name: 'tool-stage', isNever: false, moments, holds: (at) => stageAt(question, at) < minStage },
    { name: 'tool-health', isNever: false, moments, holds: (at) => !gate.health.includes(conditionAt(at)) },
    { name: 'over-batch', isNever: true, moments, holds: () => gate.maxBatch !== undefined && amount > gate.maxBatch },
    { name: 'role-unread', isNever: false, moments: [], holds: () => isRoleAsked && role === null },
    {
      name: 'role-missing',
      isNever: true,
      moments: [],
      holds: () => isRoleAsked && typeof role === 'string' && !roles.includes(role),
    },
    { name: 'too-many-recipients', isNever: true, moments, holds: isTooMany },
  ];
}

const windows = [
  ['perHour', 'per_hour', 'hour-cap'],
  ['perDay', 'per_day', 'day-cap'],
  ['perWeek', 'per_week', 'week-cap'],
  ['perMonth', 'per_month', 'month-cap'],
] as const;

/** The full cap and what is left of it in the account's condition; undefined: none. */
function capAt(question: WriteQuestion, [key, word]: readonly [(typeof windows)[number][0], string], at: number) {
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

function capRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
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

function groupRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
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

function restRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, account, now, waivedWindows = [] } = question;
  const assisted = acts.filter(
    (act) => act.accountId === account.accountId && plan.actions[act.action].execution === 'assisted',
  );
  const workDays = new Set(assisted.map((act) => dayStart(act.at)));
  const lastDay = Math.max(now, ...acts.map(({ at }) => at));
  const midnights: number[] = [];
  for (let at = dayStart(now) + day; at <= lastDay + 60 * day; at += day) midnights.push(at);
  return plan.restWindows
    .filter(({ id, isHard }) => isHard || !waivedWindows.includes(id))
    .map((window): NaiveRule => {
      if (window.kind === 'rest-days') {
        const holds = (at: number): boolean => {
          if (plan.actions[action].execution !== 'assisted') return false;
          let rested = 0;
          for (let before = 1; before < window.inDays; before++)
            if (!workDays.has(dayStart(at) - before * day)) rested += 1;
          return rested < window.restDays;
        };
        return { name: window.id, isNever: false, moments: midnights, holds };
      }
      const { appliesTo, fromMinute, toMinute } = window;
      const isMeant = appliesTo.kind === 'all' || (appliesTo.kind === 'actions' && appliesTo.actions.includes(action));
      const holds = (at: number): boolean => {
        const past = (at - dayStart(at)) / minute;
        if (!isMeant || fromMinute === toMinute) return false;
        if (fromMinute < toMinute) return past >= fromMinute && past < toMinute;
        return past >= fromMinute || past < toMinute;
      };
      const ends = [dayStart(now), dayStart(now) + day].map((start) => start + toMinute * minute);
      return { name: window.id, isNever: false, moments: ends, holds };
    });
}

function paceRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, account, batch } = question;
  const { minSeconds, minSecondsPerGroup, maxContinuousBatchMinutes, pauseBetweenBatchesMinutes } = plan.intervals;
  const own = acts.filter((act) => act.accountId === account.accountId);
  const same = own.filter((act) => act.action === action);
  const gaps = [minSeconds[action], minSecondsPerGroup[action]].filter((each) => each !== undefined);
  const gap = Math.max(0, ...gaps) * 1_000;
  const pause = pauseBetweenBatchesMinutes * minute;
  const times = own.map(({ at }) => at).toSorted((one, other) => other - one);
  const [last] = times;
  let first = last ?? 0;
  for (const at of times) {
    if (first - at >= pause && at !== last) break;
    first = at;
  }
  const start = Math.min(first, batch?.startedAt ?? first);
  return [
    {
      name: 'gap',
      isNever: false,
      moments: same.map((act) => act.at + gap),
      holds: (at) => gaps.length > 0 && same.some((act) => act.at + gap > at),
    },
    {
      name: 'batch-pause',
      isNever: false,
      moments: last === undefined ? [] : [last + pause],
      holds: (at) =>
        last !== undefined && at < last + pause && at >= start + maxContinuousBatchMinutes * minute,
    },
  ];
}

/** Midnight in Shanghai, eight hours before that in Greenwich; cut off rather than computed. */
function dayStart(at: number): number {
  const there = new Date(at + 8 * hour);
  return Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()) - 8 * hour;
}

