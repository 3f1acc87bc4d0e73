import type { ActionId, StageId } from '../../../electron/contract/plan-ids.ts';
import type { LoggedAct } from './act-book.ts';
import type { Deed } from './chronicle.ts';
import type { LifeGroup } from './life-console.ts';
import { judgeActs } from './plan-judge.ts';
import { shippedText } from './sop.ts';
import { hourMs, midnightOf, minuteMs, shanghaiDay } from './true-days.ts';

/** Acts and deeds of which the last act, and no other, breaks a rule. */
export interface PlantedBreach {
  readonly what: string;
  /** What a judge has to say of it. */
  readonly rule: string;
  readonly deeds: readonly Deed[];
  readonly acts: readonly LoggedAct[];
}

const firstDay = shanghaiDay(Date.parse('2026-03-02T12:00:00+08:00'));
/** The first of them is a small one, and in the second the desk is a mere member. */
export const plantedGroups: ReadonlyMap<string, LifeGroup> = new Map(
  Array.from({ length: 40 }, (_none, place): [string, LifeGroup] => [
    `group-${place}`,
    { memberCount: place === 0 ? 40 : 400, ownRole: place === 1 ? 'member' : 'owner' },
  ]),
);

/** Days count from 0; `clock` is the wall's in Shanghai. */
function at(day: number, clock = '10:00'): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return midnightOf(firstDay + day) + hours * hourMs + minutes * minuteMs + seconds * 1_000;
}

function seeded(stageId: StageId, accountId = 'a'): Deed {
  return { kind: 'seeded', at: at(0, '06:00'), accountId, stageId };
}

function act(action: ActionId, when: number, changes: Partial<LoggedAct> = {}): LoggedAct {
  const what = { accountId: 'a', phoneId: 'p', groupId: null, amount: 1, token: `${when}`, by: 'operator' } as const;
  return { ...what, at: when, action, ...changes };
}

/** One of the large groups that the desk owns. */
function rename(when: number, place = 2, changes: Partial<LoggedAct> = {}): LoggedAct {
  return act('group_rename', when, { groupId: `group-${place}`, by: 'engine', ...changes });
}

function signal(signalId: Extract<Deed, { kind: 'signal' }>['signalId'], when: number): Deed {
  return { kind: 'signal', at: when, accountId: 'a', signalId, tool: null };
}

function days(count: number, make: (day: number) => LoggedAct): LoggedAct[] {
  return Array.from({ length: count }, (_none, day) => make(day));
}

/** Everything that a diligent team ticks of a stage on each of its days. */
function ticks(stageId: StageId, taskIds: readonly string[], count: number, from = 0): Deed[] {
  return Array.from({ length: count }, (_none, day) =>
    taskIds.map((taskId): Deed => ({ kind: 'ticked', at: at(from + day, '09:00'), accountId: 'a', stageId, taskId })),
  ).flat();
}

/** It begins anew in S2, does everything, and may be in S4 on the day after the twelfth, if it was signed off well. */
export function grownAnew(signedOn: number): Deed[] {
  return [
    seeded('S3'),
    { kind: 'event', at: at(1), accountId: 'a', event: 'custodian-change' },
    ...ticks('S2', ['daily_login', 'group_rules_ready'], 4, 2),
    ...ticks('S3', ['daily_login', 'health_review'], 7, 6),
    ...ticks('S3', ['join_own_groups'], 1, 11),
    { kind: 'signed-off', at: at(signedOn, '08:00'), accountId: 'a', stageId: 'S3' },
  ];
}

/** Right after that. */
export const renameOfGrown: readonly LoggedAct[] = [rename(at(13))];

const thirdStage = ticks('S3', ['daily_login', 'join_own_groups', 'health_review'], 8);
const signedOff: Deed = { kind: 'signed-off', at: at(5), accountId: 'a', stageId: 'S3' };
/** The day on which an account that came to S3 the day before the first one may be in S4. */
const fourth = 6;

function of(what: string, rule: string, deeds: readonly Deed[], acts: readonly LoggedAct[]): PlantedBreach {
  return { what, rule, deeds, acts };
}

function caps(): PlantedBreach[] {
  const own = [seeded('S4')];
  const hand = (count: number): Deed[] =>
    Array.from({ length: count }, (_none, place): Deed => {
      const doneAt = at(0, `09:${10 + place}`);
      const what = { kind: 'hand', accountId: 'a', action: 'group_rename', groupId: `group-${place + 9}` } as const;
      return { ...what, at: doneAt, doneAt, key: `${place}`, amount: 1, corrects: null };
    });
  const raised = { kind: 'loosened', at: at(0, '08:00'), accountId: 'a', value: 9, untilAt: at(30) } as const;
  const sixOn = (day: number): LoggedAct[] => days(6, (place) => rename(at(day, `10:${10 + place * 2}`), 2 + place));
  const halved = shippedText().replaceAll('group_rename: { per_day: 5,', 'group_rename: { per_day: 2,');
  return [
    of(
      'more than an hour may have',
      'hour-cap',
      own,
      days(2, (turn) => act('friend_add_outbound', at(0, `10:${turn * 30}`))),
    ),
    of('more than a day may have', 'day-cap', own, sixOn(0)),
    of(
      'more than a week may have',
      'week-cap',
      own,
      days(5, (day) => act('moments_post', at(day))),
    ),
    of(
      'more than a month may have',
      'month-cap',
      [seeded('S6')],
      days(5, (week) => act('group_message_campaign', at(week * 7), { groupId: `group-${week + 2}` })),
    ),
    of('after what was done by hand, more than a day may have', 'day-cap', [...own, ...hand(5)], [rename(at(0))]),
    of(
      'raised for longer than a week',
      'day-cap',
      [...own, { ...raised, path: 'stages.S4.caps.group_rename.per_day' }],
      sixOn(8),
    ),
    of(
      'more than a tightened plan lets a day have',
      'day-cap',
      [...own, { kind: 'plan', at: at(0, '08:00'), accountId: 'a', text: halved }],
      days(3, (place) => rename(at(0, `10:${10 + place}`), 2 + place)),
    ),
    of(
      'half in a warning',
      'day-cap',
      [...own, signal('member_complaint', at(0, '08:00'))],
      [act('friend_accept_inbound', at(0), { amount: 15 }), act('friend_accept_inbound', at(0, '10:05'))],
    ),
    of(
      'raised where nothing raises it',
      'hard-zero',
      [seeded('S1'), { ...raised, path: 'stages.S1.caps.group_rename.per_day' }],
      [rename(at(0))],
    ),
    of('closed in its stage', 'stage-closed', own, [act('group_message_campaign', at(0), { groupId: 'group-2' })]),
  ];
}

function groups(): PlantedBreach[] {
  const three = ['a', 'b', 'c'].map((id) => seeded('S4', id));
  return [
    of(
      'a group renamed by three accounts',
      'group-cap',
      three,
      ['a', 'b', 'c'].map((accountId, turn) => rename(at(turn), 2, { accountId })),
    ),
    of(
      'too many of a small group removed',
      'group-share',
      [seeded('S4')],
      days(3, (turn) => act('group_member_remove', at(0, `10:0${turn * 2}`), { groupId: 'group-0', by: 'engine' })),
    ),
    of(
      'two accounts that each have room',
      'group-over-accounts',
      three,
      ['a', 'b'].map((accountId, turn) =>
        act('group_invite_people', at(0, `1${turn}:00`), { accountId, groupId: 'group-2', amount: 6, by: 'engine' }),
      ),
    ),
    of('where the desk is a mere member', 'role-missing', [seeded('S4')], [rename(at(0), 1)]),
    of('more at once than the tool takes', 'over-batch', [seeded('S6')], [rename(at(0), 2, { amount: 11 })]),
  ];
}

function pace(): PlantedBreach[] {
  const own = [seeded('S4')];
  return [
    of('too soon after another', 'gap', own, [rename(at(0)), rename(at(0, '10:00:59'), 3)]),
    of(
      'for longer than a batch lasts',
      'batch-pause',
      [seeded('S6')],
      days(27, (turn) => rename(at(0) + turn * 70_000, 2 + turn)),
    ),
    of('at night', 'rest-window', own, [rename(at(0, '23:00'))]),
    of('before the morning', 'rest-window', own, [rename(at(1, '07:59:59'))]),
    of('at lunch', 'rest-window', own, [
      act('group_announcement', at(0, '12:30'), { groupId: 'group-2', by: 'engine' }),
    ]),
    of(
      'on the seventh day',
      'rest-day',
      own,
      days(7, (day) => rename(at(day), 2 + day)),
    ),
    of('by the console, where people do it', 'human-only', own, [
      act('friend_accept_inbound', at(0), { by: 'engine' }),
    ]),
  ];
}

function health(): PlantedBreach[] {
  const own = [seeded('S4')];
  const prompt = signal('too_frequent_prompt', at(0, '09:00'));
  const again = signal('too_frequent_prompt', at(3, '09:00'));
  const ban = signal('login_restricted', at(0, '09:00'));
  const seen: Deed = { kind: 'closed', at: at(1), accountId: 'a', signalId: 'login_restricted', seenAt: ban.at };
  return [
    of('within a day of a prompt', 'cooldown', [...own, prompt], [rename(at(1, '08:59'))]),
    of('within three days of the second prompt', 'cooldown', [...own, prompt, again], [rename(at(6, '08:59'))]),
    of('a stage too high after a cooldown', 'hard-zero', [...own, prompt], [rename(at(2))]),
    of(
      'its groups are restricted',
      'cooldown',
      [...own, signal('group_function_restricted', at(0, '08:00'))],
      [rename(at(6))],
    ),
    of(
      'nobody saw to what restricts its groups',
      'cooldown',
      [...own, signal('group_function_restricted', at(0, '08:00'))],
      [rename(at(20))],
    ),
    of(
      'suspended',
      'suspended',
      [...own, signal('feature_ban', at(0, '08:00'))],
      [act('friend_accept_inbound', at(9))],
    ),
    of('freed, and not begun anew', 'suspended', [...own, ban, seen], [act('friend_accept_inbound', at(2))]),
    of(
      'a campaign in a warning',
      'warning-closed',
      [seeded('S5'), signal('member_complaint', at(0, '08:00'))],
      [act('group_message_campaign', at(0), { groupId: 'group-2' })],
    ),
    of('a tool in a warning', 'tool-health', [...own, signal('member_complaint', at(0, '08:00'))], [rename(at(0))]),
  ];
}

function stages(): PlantedBreach[] {
  const own = seeded('S3');
  const complaint = signal('member_complaint', at(3));
  const event = (what: Extract<Deed, { kind: 'event' }>['event'], when = at(1)): Deed => {
    return { kind: 'event', at: when, accountId: 'a', event: what };
  };
  return [
    of('a day too soon for its stage', 'hard-zero', [own, ...thirdStage, signedOff], [rename(at(fourth - 1))]),
    of('nobody signed it off', 'hard-zero', [own, ...thirdStage], [rename(at(fourth))]),
    of('its checklist has a hole', 'hard-zero', [own, ...thirdStage.slice(1), signedOff], [rename(at(fourth))]),
    of('signed off before its list was done', 'hard-zero', grownAnew(10), renameOfGrown),
    of(
      'a complaint after it was signed off',
      'stage-closed',
      [
        seeded('S4'),
        { kind: 'signed-off', at: at(5), accountId: 'a', stageId: 'S4' },
        signal('member_complaint', at(6)),
      ],
      [act('group_message_campaign', at(16), { groupId: 'group-2' })],
    ),
    of(
      'a complaint of late',
      'hard-zero',
      [own, ...thirdStage, complaint, signedOff],
      [act('friend_accept_inbound', at(fourth)), rename(at(9))],
    ),
    of(
      'silent after an unblock',
      'silent-days',
      [seeded('S6'), event('unblock')],
      [act('friend_accept_inbound', at(4))],
    ),
    of('begun anew on another phone', 'hard-zero', [seeded('S6'), event('new-phone')], [act('moments_post', at(3))]),
    of('left alone for a month', 'hard-zero', [seeded('S4')], [rename(at(31))]),
    of('under no plan', 'no-plan', [], [rename(at(0))]),
  ];
}

/** One of each sort, and of the ways to come to it. */
export function plantedBreaches(): readonly PlantedBreach[] {
  return [...caps(), ...groups(), ...pace(), ...health(), ...stages()];
}

/** What a judge says of it, and what of all that went before. */
export function judgePlanted({ deeds, acts }: PlantedBreach): { readonly whole: string[]; readonly before: string[] } {
  const rulesOf = (some: readonly LoggedAct[]): string[] => {
    return judgeActs(
      some,
      deeds.toSorted((one, other) => one.at - other.at),
      plantedGroups,
    ).breaches.map(({ rule }) => rule);
  };
  return { whole: rulesOf(acts), before: rulesOf(acts.slice(0, -1)) };
}
