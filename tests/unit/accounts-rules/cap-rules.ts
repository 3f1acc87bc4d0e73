import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, stageIds, type ActionId, type Plan, type StageId } from '../../../electron/accounts/plans/plan.ts';
import { ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs, hourMs, minuteMs } from '../../support/gate/times.ts';
import { answerAt, byHand, inStage, morning } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { judged, template, withRule } from './template.ts';

/** What an account may do in a day: S0, S1, S2, S3, S4, S5, S6. */
const perDay: Readonly<Record<ActionId, readonly number[]>> = {
  friend_add_outbound: [0, 0, 0, 2, 2, 5, 10],
  friend_accept_inbound: [0, 5, 10, 20, 30, 50, 80],
  proactive_private_chat_contacts: [0, 0, 3, 5, 5, 5, 10],
  moments_post: [0, 0, 1, 1, 1, 1, 2],
  group_join: [0, 0, 0, 1, 1, 2, 3],
  group_create: [0, 0, 0, 0, 1, 1, 2],
  group_invite_people: [0, 0, 0, 0, 10, 30, 60],
  group_rename: [0, 0, 0, 0, 5, 15, 30],
  group_owner_transfer: [0, 0, 0, 0, 2, 5, 10],
  group_member_remove: [0, 0, 0, 0, 10, 30, 50],
  group_announcement: [0, 0, 0, 0, 3, 10, 20],
  group_message_campaign: [0, 0, 0, 0, 0, 1, 1],
  profile_field_edit: [0, 1, 1, 1, 1, 2, 2],
};

const perHour = [
  ['S3', 'friend_add_outbound', 1],
  ['S4', 'friend_add_outbound', 1],
  ['S5', 'friend_add_outbound', 2],
  ['S6', 'friend_add_outbound', 3],
] as const;

const perWeek = [
  ['S2', 'moments_post', 3],
  ['S3', 'moments_post', 3],
  ['S4', 'moments_post', 4],
  ['S5', 'moments_post', 6],
  ['S6', 'moments_post', 14],
  ['S3', 'group_join', 3],
  ['S4', 'group_join', 3],
  ['S5', 'group_join', 6],
  ['S6', 'group_join', 10],
  ['S4', 'group_create', 1],
  ['S5', 'group_create', 3],
  ['S6', 'group_create', 6],
  ['S5', 'group_message_campaign', 1],
  ['S6', 'group_message_campaign', 1],
] as const;

interface CapRow {
  readonly stageId: StageId;
  readonly action: ActionId;
  readonly word: 'per_hour' | 'per_day' | 'per_week' | 'per_month';
  readonly cap: number;
  /** When everything was done that is asked about, and when it counts no more. */
  readonly doneAt: number;
  readonly untilAt: number;
}

type Window = Pick<CapRow, 'word' | 'doneAt' | 'untilAt'>;
const early = at(22, 0, 30);
const [halfAnHourAgo, threeDaysAgo, tenDaysAgo] = [morning - 30 * minuteMs, morning - 3 * dayMs, morning - 10 * dayMs];
const hour: Window = { word: 'per_hour', doneAt: halfAnHourAgo, untilAt: halfAnHourAgo + hourMs };
const day: Window = { word: 'per_day', doneAt: early, untilAt: at(23) };
const week: Window = { word: 'per_week', doneAt: threeDaysAgo, untilAt: threeDaysAgo + 7 * dayMs };
const month: Window = { word: 'per_month', doneAt: tenDaysAgo, untilAt: tenDaysAgo + 30 * dayMs };

function pathOf({ stageId, action, word }: Pick<CapRow, 'stageId' | 'action' | 'word'>): string {
  return `stages.${stageId}.caps.${action}.${word}`;
}

/** One act more, after so much was done. */
function oneMore(plan: Plan, { stageId, action, doneAt }: CapRow, used: number): ReturnType<typeof byHand> {
  const ledger = ledgerOf(used === 0 ? [] : [{ action, at: doneAt, amount: used }]);
  return byHand({ plan, action, ledger, standing: inStage(stageId) });
}

function checkCap(row: CapRow): void {
  const { cap, untilAt } = row;
  const path = pathOf(row);
  expect(mayAct(oneMore(template, row, cap - 1))).toEqual({ kind: 'allowed' });
  expect(mayAct(oneMore(template, row, cap)).kind).toBe('held');
  expect(answerAt(path, oneMore(template, row, cap))).toMatchObject({ kind: 'held', until: untilAt });
  expect(answerAt(path, oneMore(withRule(path, cap + 1), row, cap))).toBeNull();
  expect(answerAt(path, oneMore(withRule(path, cap - 1), row, cap - 1))).toMatchObject({ kind: 'held' });
}

/** Nothing at all: not even one, and in the first stages whatever anybody says. */
function checkZero(stageId: StageId, action: ActionId): void {
  const path = pathOf({ stageId, action, word: 'per_day' });
  const asked = byHand({ action, standing: inStage(stageId) });
  const raised = {
    path,
    value: 100,
    reason: 'r',
    supervisor: 's',
    startsAt: morning - dayMs,
    untilAt: morning + dayMs,
  };
  const isHard = stageId < 'S4';
  expect(mayAct(asked)).toMatchObject({ kind: 'held', reason: 'stage-closed', path, until: null });
  expect(answerAt(path, { ...asked, plan: withRule(path, 1) })).toBeNull();
  expect(answerAt(path, { ...asked, loosenings: [raised] }) === null).toBe(!isHard);
  expect(judged({ [path]: 1 })).toMatchObject(
    isHard ? { kind: 'never', problems: [{ code: 'zero-loosened', path }] } : { kind: 'lacking', raised: [path] },
  );
}

function ofDay(stageId: StageId, action: ActionId, cap: number): RuleTest {
  const row = { stageId, action, cap, ...day };
  return rule(pathOf(row), () => (cap === 0 ? checkZero(stageId, action) : checkCap(row)));
}

function ofWindow(rows: readonly (readonly [StageId, ActionId, number])[], window: Window): RuleTest[] {
  return rows.map(([stageId, action, cap]) => {
    const row = { stageId, action, cap, ...window };
    return rule(pathOf(row), () => checkCap(row));
  });
}

export const capRules: readonly RuleTest[] = [
  ...actionIds.flatMap((action) => perDay[action].map((cap, place) => ofDay(stageIds[place] ?? 'S0', action, cap))),
  ...ofWindow(perHour, hour),
  ...ofWindow(perWeek, week),
  ...ofWindow([['S6', 'group_message_campaign', 4]], month),
];
