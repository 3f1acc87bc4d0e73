import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type Plan, type ReOnboardingEvent, type StageId } from '../../../electron/accounts/plans/plan.ts';
import { addDays } from '../../../electron/accounts/standing/calendar-day.ts';
import { standingOf, type Standing } from '../../../electron/accounts/standing/standing.ts';
import { firstDay, onDay, restart } from '../../support/accounts/account-life.ts';
import { byHand } from './asked.ts';
import { dawnOf, endOf, mature } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { expectNeverLooser, template, withRule } from './template.ts';

interface RestartRow {
  readonly index: number;
  readonly events: readonly (readonly [ReOnboardingEvent, words: string])[];
  readonly stage: StageId;
  readonly otherStage: StageId;
  readonly minDays: number;
  readonly silentDays: number;
}

const rows: readonly RestartRow[] = [
  {
    index: 0,
    events: [
      ['new-phone', 'new phone'],
      ['remote-login', 'login elsewhere'],
      ['risk-prompt', 'risk prompt'],
      ['identity-change', 'new number or real name'],
    ],
    stage: 'S1',
    otherStage: 'S0',
    minDays: 7,
    silentDays: 0,
  },
  { index: 1, events: [['first-unblock', 'first unblock']], stage: 'S1', otherStage: 'S2', minDays: 7, silentDays: 3 },
  {
    index: 2,
    events: [['second-unblock', 'second unblock']],
    stage: 'S1',
    otherStage: 'S2',
    minDays: 15,
    silentDays: 0,
  },
  { index: 3, events: [['third-unblock', 'third unblock']], stage: 'S0', otherStage: 'S1', minDays: 30, silentDays: 0 },
  {
    index: 4,
    events: [['no-login', 'no login for 30 days']],
    stage: 'S1',
    otherStage: 'S3',
    minDays: 30,
    silentDays: 0,
  },
  {
    index: 5,
    events: [['custodian-change', 'custodian change']],
    stage: 'S2',
    otherStage: 'S1',
    minDays: 3,
    silentDays: 0,
  },
];

/** A mature account to which it happened on day 100 at ten; how it stands then. */
function after(event: ReOnboardingEvent, plan: Plan = template, at = onDay(100)): Standing {
  return standingOf(mature({ restarts: [restart(event, onDay(100))] }), plan, at);
}

/** Each of its events sends the account down, and none that is taken out of the rule. */
function checkEvents({ index, events, stage }: RestartRow): void {
  const path = `re_onboarding.${index}.event`;
  for (const [event] of events) {
    expect([after(event).stageId, after(event, template, onDay(100) - 1).stageId]).toEqual([stage, 'S6']);
    const others = events.filter(([other]) => other !== event).map(([, words]) => words);
    // A rule needs an event: where this was its only one, it gets one that another rule has already.
    const without = withRule(
      path,
      others.length > 0 ? others.join(' / ') : index === 0 ? 'first unblock' : 'new phone',
    );
    expect(after(event, without).stageId).toBe('S6');
  }
  if (index === 4) {
    expect(template.reOnboarding[index]?.noLoginDays).toBe(30);
    expectNeverLooser(path, 'no login for 29 days', 'no login for 31 days');
  }
}

function checkStage({ index, events, stage, otherStage }: RestartRow): void {
  const path = `re_onboarding.${index}.restart_at`;
  for (const [event] of events) {
    expect(after(event).stageId).toBe(stage);
    expect(after(event, withRule(path, otherStage)).stageId).toBe(otherStage);
  }
}

/** The day on which the stage can be left at the soonest, as the rule says it. */
function heldThrough(event: ReOnboardingEvent, path: string, plan: Plan, day: number): string | null {
  const need = after(event, plan, endOf(day)).missing.find((each) => each.path === path);
  return need?.earliestOn ?? null;
}

function checkMinDays({ index, events, minDays, silentDays }: RestartRow): void {
  const path = `re_onboarding.${index}.min_days`;
  const last = 100 + silentDays + minDays;
  for (const [event] of events) {
    expect(heldThrough(event, path, template, last - 1)).toBe(addDays(firstDay, last));
    expect(heldThrough(event, path, template, last)).toBeNull();
    expect(heldThrough(event, path, withRule(path, minDays + 1), last)).toBe(addDays(firstDay, last + 1));
    expect(heldThrough(event, path, withRule(path, minDays - 1), last - 1)).toBeNull();
  }
}

/** To accept somebody, so many account days after it happened. */
function acceptingOn(day: number): ReturnType<typeof mayAct> {
  const standing = after('first-unblock', template, onDay(day));
  return mayAct(byHand({ action: 'friend_accept_inbound', standing, now: onDay(day) }));
}

/** Three whole days after the event nothing is done, not even what a cooldown leaves open. */
function checkSilentDays(): void {
  const path = 're_onboarding.1.silent_days';
  const closed = (plan: Plan, at: number): readonly string[] => {
    const { limits } = after('first-unblock', plan, at);
    return actionIds.filter((action) => limits.some(({ scope, path: by }) => by === path && scope.includes(action)));
  };
  expect(closed(template, onDay(100))).toEqual(actionIds);
  expect(closed(template, endOf(103))).toEqual(actionIds);
  expect(closed(template, dawnOf(104))).toEqual([]);
  expect(closed(withRule(path, 4), endOf(104))).toEqual(actionIds);
  expect(closed(withRule(path, 2), dawnOf(103))).toEqual([]);
  expect(acceptingOn(103)).toMatchObject({ kind: 'held', path, until: dawnOf(104) });
  expect(acceptingOn(104)).toEqual({ kind: 'allowed' });
}

export const reOnboardingRules: readonly RuleTest[] = [
  ...rows.flatMap((row) => [
    rule(`re_onboarding.${row.index}.event`, () => checkEvents(row)),
    rule(`re_onboarding.${row.index}.restart_at`, () => checkStage(row)),
    rule(`re_onboarding.${row.index}.min_days`, () => checkMinDays(row)),
  ]),
  rule('re_onboarding.1.silent_days', checkSilentDays),
];
