import type { PlanDamage } from './plan-damage.ts';

/** What a plan may not ask for, as nothing would see to it: words that no tool goes by, and counts that reach back too far. */
export const unkeptDamages: readonly PlanDamage[] = [
  {
    what: 'a confirmation that nothing asks for',
    after: '批量改群名:',
    from: 'one click a batch',
    to: 'one click a batch + second person agrees',
    code: 'tool-rule-unkept',
    path: 'tool_gates.批量改群名.confirm',
  },
  {
    what: 'a number of groups that only campaigns are asked for',
    after: '群公告:',
    from: 'preview of each group',
    to: 'preview of each group + recipients S5 <= 5 groups, S6 <= 9 groups',
    code: 'tool-rule-unkept',
    path: 'tool_gates.群公告.confirm',
  },
  {
    what: 'a proof that nothing reads',
    after: '批量改群名:',
    from: 'name by re-read or operator',
    to: 'owner by re-read',
    code: 'tool-rule-unkept',
    path: 'tool_gates.批量改群名.postcheck',
  },
  {
    what: 'a way back that there is not',
    after: '批量改群主:',
    from: 'undo: none',
    to: 'undo: restore plan',
    code: 'tool-rule-unkept',
    path: 'tool_gates.批量改群主.undo',
  },
  {
    what: 'a month that is longer than anything is counted',
    after: 'counting_rules:',
    from: 'month = rolling 30 days',
    to: 'month = rolling 91 days',
    code: 'number-wrong',
    path: 'counting_rules.window',
  },
  {
    what: 'days of a group beyond what is counted',
    after: 'per_group:',
    from: 'days: 90',
    to: 'days: 91',
    code: 'number-wrong',
    path: 'counting_rules.per_group.group_owner_transfer.days',
  },
  {
    what: 'a pause beyond what is counted',
    after: 'intervals:',
    from: 'pause_between_batches_minutes: 30',
    to: 'pause_between_batches_minutes: 129601',
    code: 'number-wrong',
    path: 'intervals.pause_between_batches_minutes',
  },
  {
    what: 'a day of rest in more days than are counted',
    after: 'weekly_rest',
    from: '1 day in 7',
    to: '1 day in 92',
    code: 'number-wrong',
    path: 'rest_windows.weekly_rest.rule',
  },
];
