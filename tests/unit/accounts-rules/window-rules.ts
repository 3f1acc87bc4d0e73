import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type ActionId, type Plan } from '../../../electron/accounts/plans/plan.ts';
import { ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, minuteMs } from '../../support/gate/times.ts';
import { answerAt, byHand } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { judged, template, withRule } from './template.ts';

const [night, lunch, rest] = ['rest_windows.night', 'rest_windows.lunch', 'rest_windows.weekly_rest'] as const;

function answer(window: string, now: number, plan: Plan, action: ActionId): ReturnType<typeof answerAt> {
  return answerAt(window, byHand({ plan, action, now }));
}

/** When it begins and ends to the millisecond, and that another minute moves it there. */
const edges = [
  { window: night, end: 'from', action: 'group_rename', time: at(22, 23), earlier: '22:59', until: at(23, 8) },
  { window: lunch, end: 'from', action: 'group_announcement', time: at(22, 12), earlier: '11:59', until: at(22, 13) },
] as const;

function checkBegin({ window, action, time, earlier, until }: (typeof edges)[number]): void {
  const path = `${window}.from`;
  expect(answer(window, time - 1, template, action)).toBeNull();
  expect(answer(window, time, template, action)).toMatchObject({ kind: 'held', reason: 'rest-window', until });
  expect(answer(window, time - minuteMs, withRule(path, earlier), action)).toMatchObject({ until });
  expect(answer(window, time - minuteMs - 1, withRule(path, earlier), action)).toBeNull();
}

const ends = [
  { window: night, action: 'group_rename', time: at(22, 8), later: '08:01' },
  { window: lunch, action: 'group_message_campaign', time: at(22, 13), later: '13:01' },
] as const;

function checkEnd({ window, action, time, later }: (typeof ends)[number]): void {
  const path = `${window}.to`;
  expect(answer(window, time - 1, template, action)).toMatchObject({ kind: 'held', until: time });
  expect(answer(window, time, template, action)).toBeNull();
  expect(answer(window, time, withRule(path, later), action)).toMatchObject({ until: time + minuteMs });
  expect(answer(window, time + minuteMs, withRule(path, later), action)).toBeNull();
}

function closedIn(window: string, now: number, plan: Plan): ActionId[] {
  return actionIds.filter((action) => answer(window, now, plan, action) !== null);
}

function checkNightIsForAll(): void {
  const path = `${night}.applies_to`;
  expect(closedIn(night, at(22, 2), template)).toEqual([...actionIds]);
  expect(closedIn(night, at(22, 2), withRule(path, ['group_rename']))).toEqual(['group_rename']);
  expect(judged({ [path]: ['group_rename'] })).toMatchObject({
    kind: 'never',
    problems: [{ code: 'window-softened' }],
  });
}

function checkLunchIsForTwo(): void {
  const path = `${lunch}.applies_to`;
  const noon = at(22, 12, 30);
  expect(closedIn(lunch, noon, template)).toEqual(['group_announcement', 'group_message_campaign']);
  expect(closedIn(lunch, noon, withRule(path, ['group_rename', 'group_announcement']))).toEqual([
    'group_rename',
    'group_announcement',
  ]);
}

const waived = {
  waivers: ['night', 'lunch', 'weekly_rest'].map((windowId) => ({ windowId, startsAt: 0, untilAt: Infinity })),
};

function checkNightIsHard(): void {
  const path = `${night}.hard`;
  const asked = byHand({ now: at(22, 2), ...waived });
  expect(mayAct(asked)).toMatchObject({ kind: 'held', path: night, detail: { isHard: true } });
  expect(mayAct({ ...asked, plan: withRule(path, false) })).toEqual({ kind: 'allowed' });
  expect(judged({ [path]: false })).toMatchObject({ kind: 'never', problems: [{ code: 'window-softened' }] });
}

function checkLunchIsSoft(): void {
  const path = `${lunch}.hard`;
  const asked = byHand({ action: 'group_announcement', now: at(22, 12, 30) });
  expect(mayAct(asked)).toMatchObject({ kind: 'held', path: lunch, detail: { isHard: false } });
  expect(mayAct({ ...asked, ...waived })).toEqual({ kind: 'allowed' });
  expect(mayAct({ ...asked, ...waived, plan: withRule(path, true) })).toMatchObject({ kind: 'held', path: lunch });
}

/** One renaming on each of so many days before Sunday the 22nd. */
function after(days: number, plan = template, action: ActionId = 'group_rename'): ReturnType<typeof byHand> {
  const past = Array.from({ length: days }, (_none, place) => ({
    action: 'group_rename' as const,
    at: at(21 - place, 9),
  }));
  return byHand({ plan, action, ledger: ledgerOf(past) });
}

function checkWeeklyRest(): void {
  const path = `${rest}.rule`;
  expect(mayAct(after(5))).toEqual({ kind: 'allowed' });
  expect(mayAct(after(6))).toMatchObject({ kind: 'held', reason: 'rest-day', path: rest, until: at(23) });
  expect(mayAct(after(6, template, 'friend_accept_inbound'))).toEqual({ kind: 'allowed' });
  const everySix = withRule(path, '1 day in 6 without an assisted act');
  expect([mayAct(after(4, everySix)).kind, mayAct(after(5, everySix)).kind]).toEqual(['allowed', 'held']);
  const twice = withRule(path, '2 day in 7 without an assisted act');
  expect([mayAct(after(4, twice)).kind, mayAct(after(5, twice)).kind]).toEqual(['allowed', 'held']);
}

function checkWeeklyRestIsSoft(): void {
  const path = `${rest}.hard`;
  expect(mayAct({ ...after(6), ...waived })).toEqual({ kind: 'allowed' });
  expect(mayAct({ ...after(6, withRule(path, true)), ...waived })).toMatchObject({ kind: 'held', path: rest });
}

export const windowRules: readonly RuleTest[] = [
  ...edges.map((edge) => rule(`${edge.window}.from`, () => checkBegin(edge))),
  ...ends.map((edge) => rule(`${edge.window}.to`, () => checkEnd(edge))),
  rule(`${night}.applies_to`, checkNightIsForAll),
  rule(`${night}.hard`, checkNightIsHard),
  rule(`${lunch}.applies_to`, checkLunchIsForTwo),
  rule(`${lunch}.hard`, checkLunchIsSoft),
  rule(`${rest}.rule`, checkWeeklyRest),
  rule(`${rest}.hard`, checkWeeklyRestIsSoft),
];
