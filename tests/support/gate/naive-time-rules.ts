import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { day, dayStart, minute, type NaiveRule } from './naive-ground.ts';

export function restRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, account, now, waivers = [] } = question;
  const assisted = acts.filter(
    (act) => act.accountId === account.accountId && plan.actions[act.action].execution === 'assisted',
  );
  const workDays = new Set(assisted.map((act) => dayStart(act.at)));
  const lastDay = Math.max(now, ...acts.map(({ at }) => at));
  const midnights: number[] = [];
  for (let at = dayStart(now) + day; at <= lastDay + 60 * day; at += day) midnights.push(at);
  return plan.restWindows
    .filter(({ id, isHard }) => isHard || !waivers.some(({ windowId }) => windowId === id))
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

export function paceRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  const { plan, action, account, takesMs = 0 } = question;
  const { minSeconds, minSecondsPerGroup, maxContinuousBatchMinutes, pauseBetweenBatchesMinutes } = plan.intervals;
  const own = acts.filter((act) => act.accountId === account.accountId);
  const same = own.filter((act) => act.action === action);
  const gaps = [minSeconds[action], minSecondsPerGroup[action]].filter((each) => each !== undefined);
  const gap = Math.max(0, ...gaps) * 1_000;
  const pause = pauseBetweenBatchesMinutes * minute;
  const latestFirst = own.toSorted((one, other) => other.at - one.at);
  const last = latestFirst[0]?.at;
  let start = latestFirst[0]?.beganAt ?? last ?? 0;
  for (const { at, beganAt = at } of latestFirst) {
    if (start - at >= pause && at !== last) break;
    start = Math.min(start, beganAt);
  }
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
        last !== undefined && at < last + pause && at + takesMs >= start + maxContinuousBatchMinutes * minute,
    },
  ];
}
