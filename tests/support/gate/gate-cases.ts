import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  toStringMethod,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import type { ActionId, Loosening, Plan, RestWindow, ToolGate } from '../../../electron/accounts/plans/plan.ts';
import type { Limit, Lowering } from '../../../electron/accounts/standing/condition.ts';
import { gatePlan, type CapNumbers } from './gate-plan.ts';
import { asking, countedActs, ledgerOf, ownAccount, sundayAtTen } from './gate-questions.ts';

/** A question and the acts in its ledger. */
export interface GateCase {
  readonly question: WriteQuestion;
  readonly acts: readonly CountedAct[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const actions: readonly ActionId[] = [
  'group_rename',
  'group_member_remove',
  'group_message_campaign',
  'group_invite_people',
  'friend_add_outbound',
];
const someAction = constantFrom(...actions);

/** A length of time at which something begins or ends, or a millisecond beside it. */
const length = tuple(
  oneof(
    integer({ min: 0, max: 90 }).map((count) => count * minute),
    integer({ min: 0, max: 48 }).map((count) => count * hour),
    integer({ min: 0, max: 95 }).map((count) => count * day),
  ),
  constantFrom(-1, 0, 0, 1),
).map(([whole, beside]) => Math.max(0, whole + beside));

const now = tuple(integer({ min: -432, max: 432 }), constantFrom(-1, 0, 1)).map(
  ([steps, beside]) => sundayAtTen + steps * 10 * minute + beside,
);

const small = constantFrom(0, 1, 2, 3, 4, 8);
const capNumbers: Arbitrary<CapNumbers> = record(
  { perDay: small, perHour: small, perWeek: small, perMonth: small },
  { requiredKeys: ['perDay'] },
);
const capsOfStage = record({
  group_rename: capNumbers,
  group_member_remove: capNumbers,
  group_message_campaign: capNumbers,
  group_invite_people: capNumbers,
  friend_add_outbound: capNumbers,
});

const scope = oneof(constant('all' as const), array(someAction, { minLength: 1, maxLength: 2 }));

const restWindow: Arbitrary<RestWindow> = oneof(
  record({
    kind: constant('daily' as const),
    id: constantFrom('night', 'lunch'),
    fromMinute: constantFrom(0, 720, 1_380),
    toMinute: constantFrom(0, 480, 780),
    appliesTo: oneof(
      constant({ kind: 'all' as const }),
      array(someAction).map((list) => ({ kind: 'actions' as const, actions: list })),
    ),
    isHard: boolean(),
    sources: constant([]),
  }),
  record({
    kind: constant('rest-days' as const),
    id: constantFrom('weekly'),
    restDays: constantFrom(1, 1, 2, 3),
    inDays: constantFrom(2, 3, 7),
    isHard: boolean(),
    sources: constant([]),
  }),
);

const toolGate: Arbitrary<Partial<ToolGate>> = record(
  {
    minStage: constantFrom('S0' as const, 'S4' as const, 'S5' as const),
    health: constantFrom<ToolGate['health']>(['normal'], ['normal', 'warning'], ['normal', 'warning', 'cooldown']),
    maxBatch: constantFrom(1, 3),
    roleInGroup: constantFrom<NonNullable<ToolGate['roleInGroup']>>(['owner'], ['owner', 'admin']),
    confirm: constant([{ kind: 'recipients-max' as const, groups: { S4: 1, S5: 2, S6: 3 } }]),
  },
  { requiredKeys: [] },
);

const seconds = constantFrom(60, 180, 14_400);

const plan: Arbitrary<Plan> = record(
  {
    execution: constant({ friend_add_outbound: 'human_only' as const }),
    caps: record({ S3: capsOfStage, S4: capsOfStage, S5: capsOfStage, S6: capsOfStage }, { requiredKeys: ['S5'] }),
    counting: record({
      sharedOverAccounts: array(someAction, { maxLength: 2 }),
      perGroup: record(
        {
          group_rename: record({
            kind: constant('count' as const),
            max: small,
            days: constantFrom(1, 7, 90),
            sources: constant([]),
          }),
          group_member_remove: record({
            kind: constant('percent-per-day' as const),
            maxPercent: constantFrom(1, 5),
            sources: constant([]),
          }),
        },
        { requiredKeys: [] },
      ),
    }),
    intervals: record(
      {
        minSeconds: record({ group_rename: seconds, friend_add_outbound: seconds }, { requiredKeys: [] }),
        minSecondsPerGroup: record({ group_message_campaign: seconds }, { requiredKeys: [] }),
        maxContinuousBatchMinutes: constantFrom(10, 30, 1_000_000),
        pauseBetweenBatchesMinutes: constantFrom(0, 30, 60),
      },
      { requiredKeys: [] },
    ),
    restWindows: uniqueArray(restWindow, { maxLength: 3, selector: ({ id }) => id }),
    tools: record(
      { 批量改群名: toolGate, 邀请入群: toolGate, 关键词拉群: toolGate, 消息群发: toolGate },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['execution'] },
).map(gatePlan);

/** Offsets from the question's time; `now` is added by `place`. */
const limit = record({
  scope,
  effect: constantFrom<Limit['effect']>('half', 'half', 'closed', 'suspended'),
  signalId: constant('member_complaint' as const),
  path: constant('health.signals.member_complaint'),
  sinceAt: constant(0),
  untilAt: option(length),
  recover: constant([]),
});
const lowering = record({
  scope,
  stages: constantFrom(1, 2),
  signalId: constant('too_frequent_prompt' as const),
  path: constant('health.recovery'),
  untilAt: length,
});
const loosening = record({
  path: oneof(
    tuple(
      constantFrom('S3', 'S4', 'S5', 'S6'),
      someAction,
      constantFrom('per_hour', 'per_day', 'per_week', 'per_month'),
    ).map(([stage, action, window]) => `stages.${stage}.caps.${action}.${window}`),
    constant('counting_rules.per_group.group_rename.max'),
    constant('counting_rules.per_group.group_member_remove.max_percent_of_group_per_24h'),
  ),
  value: integer({ min: 0, max: 8 }),
  reason: constant('r'),
  supervisor: constant('s'),
  startsAt: tuple(length, boolean()).map(([back, isPast]) => (isPast ? -back : back)),
  untilAt: length,
});

const act = record({
  accountId: constantFrom(ownAccount, ownAccount, 'a2'),
  action: someAction,
  groupId: constantFrom('g1', 'g1', 'g2', null),
  amount: constantFrom(0, 1, 1, 1, 2, 3),
  lastedMs: oneof(constant(0), integer({ min: 0, max: 40 * minute })),
  at: tuple(length, integer({ min: 0, max: 19 })).map(([back, chance]) => (chance === 0 ? back : -back)),
});

const asked = record({
  now,
  plan,
  action: someAction,
  mode: constantFrom('manual', 'manual', 'assist', 'auto', 'auto', null),
  stageId: constantFrom('S3' as const, 'S4' as const, 'S5' as const, 'S5' as const, 'S6' as const, 'S6' as const),
  limits: array(limit, { maxLength: 2 }),
  lowered: array(lowering, { maxLength: 2 }),
  loosenings: array(loosening, { maxLength: 3 }),
  isHealthy: constantFrom(true, true, true, true, true, true, false),
  group: option(
    record({
      groupId: constantFrom('g1', 'g2'),
      memberCount: option(integer({ min: 0, max: 200 }), { freq: 9 }),
      ownRole: constantFrom('owner' as const, 'owner' as const, 'admin' as const, 'member' as const, null),
    }),
  ),
  amount: constantFrom(0, 1, 1, 1, 1, 2, 5),
  recipientCount: constantFrom(1, 1, 1, 3),
  waivers: array(
    constantFrom('night', 'lunch', 'weekly').map((windowId) => ({ windowId, startsAt: 0, untilAt: Infinity })),
    { maxLength: 1 },
  ),
});

/** Questions of every kind about random plans and ledgers, many of them right beside an instant at which something changes. */
export const gateCase: Arbitrary<GateCase> = tuple(asked, array(act, { maxLength: 14 })).map(
  ([{ mode, stageId, limits, lowered, isHealthy, ...rest }, offsets]) => {
    const acts = countedActs(
      offsets.map(({ lastedMs, ...each }) => {
        const at = rest.now + each.at;
        return { ...each, at, ...(lastedMs > 0 && { beganAt: at - lastedMs }) };
      }),
    );
    const question = asking({
      ...rest,
      account: { accountId: ownAccount, mode },
      standing: {
        stageId,
        limits: limits.map((each) => ({ ...each, untilAt: later(rest.now, each.untilAt) })),
        lowered: lowered.map((each): Lowering => ({ ...each, untilAt: rest.now + each.untilAt })),
      },
      loosenings: rest.loosenings.map((each): Loosening => {
        const startsAt = rest.now + each.startsAt;
        return { ...each, startsAt, untilAt: startsAt + each.untilAt };
      }),
      phone: { isHealthy, faults: [] },
      ledger: ledgerOf(acts),
    });
    return { question, acts, [toStringMethod]: () => describe(question, acts) };
  },
);

function later(from: number, offset: number | null): number | null {
  return offset === null ? null : from + offset;
}

/** A counterexample without everything that a test's plan has by itself. */
function describe({ plan: plan_, ledger: _ledger, ...question }: WriteQuestion, acts: GateCase['acts']): string {
  const { stages, counting, intervals, restWindows, toolGates } = plan_;
  const caps = stages.map(({ id, caps: all }) => [id, all[question.action]]);
  const tools = Object.entries(toolGates).filter(([, { action }]) => action === question.action);
  const { perGroup, sharedOverAccounts } = counting;
  const parts = { question, caps, tools, perGroup, sharedOverAccounts, intervals, restWindows, acts };
  return Object.entries(parts)
    .map(([name, part]) => `${name}: ${JSON.stringify(part)}`)
    .join('\n');
}
