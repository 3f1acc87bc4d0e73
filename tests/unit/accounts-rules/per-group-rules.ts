import { expect } from 'vitest';
import { longestCountDays, type ActionId, type Plan } from '../../../electron/accounts/plans/plan.ts';
import { groupOf, ledgerOf } from '../../support/gate/gate-questions.ts';
import { dayMs } from '../../support/gate/times.ts';
import { answerAt, byHand, morning } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { template, withRule } from './template.ts';

/** How often a group bears it, whoever does it, in how many days. */
const limits: readonly (readonly [action: ActionId, max: number, days: number])[] = [
  ['group_owner_transfer', 2, 90],
  ['group_rename', 2, 7],
  ['group_announcement', 1, 1],
  ['group_message_campaign', 1, 7],
];

/** Once more in a group in which other accounts did it so often, so long ago. */
function onceMore(plan: Plan, action: ActionId, times: number, ago: number): ReturnType<typeof byHand> {
  const acts = Array.from({ length: times }, (_none, place) => ({
    action,
    accountId: `b${place}`,
    groupId: 'g1',
    at: morning - ago,
  }));
  return byHand({ plan, action, group: groupOf(), ledger: ledgerOf(acts) });
}

const hourMs = 3_600_000;

function checkMax(path: string, action: ActionId, max: number, days: number): void {
  const held = { kind: 'held', reason: 'group-cap', until: morning - hourMs + days * dayMs };
  expect(answerAt(path, onceMore(template, action, max - 1, hourMs))).toBeNull();
  expect(answerAt(path, onceMore(template, action, max, hourMs))).toMatchObject(held);
  expect(answerAt(path, onceMore(withRule(path, max + 1), action, max, hourMs))).toBeNull();
  expect(answerAt(path, { ...onceMore(template, action, max, hourMs), group: groupOf({ groupId: 'g2' }) })).toBeNull();
  const tighter = answerAt(path, onceMore(withRule(path, max - 1), action, max - 1, hourMs));
  expect(tighter).toMatchObject(max === 1 ? { kind: 'never' } : held);
}

function checkDays(path: string, action: ActionId, max: number, days: number): void {
  const answer = (plan: Plan, ago: number): ReturnType<typeof answerAt> =>
    answerAt(path.replace(/days$/, 'max'), onceMore(plan, action, max, ago));
  expect(answer(template, days * dayMs)).toBeNull();
  expect(answer(template, days * dayMs - 1)).toMatchObject({ kind: 'held', until: morning + 1 });
  // Beyond that nothing is counted, and no plan may ask for it.
  if (days < longestCountDays)
    expect(answer(withRule(path, days + 1), days * dayMs)).toMatchObject({ until: morning + dayMs });
  if (days > 1) expect(answer(withRule(path, days - 1), days * dayMs - 1)).toBeNull();
}

const sharePath = 'counting_rules.per_group.group_member_remove.max_percent_of_group_per_24h';

/** Five of a hundred members in 24 hours, by whichever accounts; one more of a group of so many. */
function checkShare(): void {
  const answer = (
    memberCount: number | null,
    gone: number,
    plan = template,
    ago = hourMs,
  ): ReturnType<typeof answerAt> => {
    const action = 'group_member_remove';
    const ledger = ledgerOf([{ action, accountId: 'b1', groupId: 'g1', at: morning - ago, amount: gone }]);
    return answerAt(sharePath, byHand({ plan, action, ledger, group: groupOf({ memberCount }) }));
  };
  expect(answer(200, 9)).toBeNull();
  expect(answer(200, 10)).toMatchObject({ kind: 'held', reason: 'group-share', until: morning - hourMs + dayMs });
  expect(answer(199, 9)).toMatchObject({ kind: 'held', reason: 'group-share' });
  expect(answer(200, 10, withRule(sharePath, 6))).toBeNull();
  expect(answer(200, 9, withRule(sharePath, 4))).toMatchObject({ kind: 'held' });
  expect(answer(200, 10, template, dayMs)).toBeNull();
  expect(answer(200, 10, template, dayMs - 1)).toMatchObject({ kind: 'held', until: morning + 1 });
  expect(answer(null, 0)).toMatchObject({ kind: 'held', reason: 'group-unread', until: null });
  expect(answer(null, 0, withRule('counting_rules.per_group.group_member_remove', undefined))).toBeNull();
}

export const perGroupRules: readonly RuleTest[] = [
  ...limits.flatMap(([action, max, days]) => {
    const ground = `counting_rules.per_group.${action}`;
    return [
      rule(`${ground}.max`, () => checkMax(`${ground}.max`, action, max, days)),
      rule(`${ground}.days`, () => checkDays(`${ground}.days`, action, max, days)),
    ];
  }),
  rule(sharePath, checkShare),
];
