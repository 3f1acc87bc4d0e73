import { describe, expect, it } from 'vitest';
import {
  judgeChange,
  planWith,
  planWithRules,
  type ChangeRequest,
} from '../../../electron/accounts/plans/plan-change.ts';
import { differencesOf } from '../../../electron/accounts/plans/plan-diff.ts';
import type { RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { shipped, soundPlan } from './shipped.ts';

type Changes = Readonly<Record<string, RuleValue | undefined>>;

const now = 1_700_000_000_000;
const operator: ChangeRequest = { isSupervisor: false, reason: null, untilAt: null, now };
const supervisor: ChangeRequest = { isSupervisor: true, reason: '活动', untilAt: now + 86_400_000, now };

/** Several rules at once; only the whole must be sound. */
function withRules(changes: Changes, plan: Plan = shipped): Plan {
  return soundPlan(planWithRules(plan, Object.entries(changes), null));
}

const directions = (base: Plan, next: Plan) =>
  Object.fromEntries(differencesOf(base, next).map(({ path, direction }) => [path, direction]));
const judged = (next: Plan, request: ChangeRequest, current = shipped) =>
  judgeChange({ current, next, template: shipped }, request);

const [night, lunch] = ['rest_windows.night', 'rest_windows.lunch'];

describe('a window of the day is longer only where it holds every minute of the old one', () => {
  it.each([
    ['10:00', '10:01'],
    ['08:00', '22:59'],
    ['09:00', '23:00'],
    ['23:30', '09:00'],
    ['22:00', '07:59'],
  ])('moved with both ends, the night to %s–%s, it is loosened', (from, to) => {
    expect(directions(shipped, withRules({ [`${night}.from`]: from, [`${night}.to`]: to }))).not.toContain('tightened');
    const { kind } = judged(withRules({ [`${night}.from`]: from, [`${night}.to`]: to }), supervisor);
    expect(kind).toBe('never');
  });

  it('moved with both ends outwards it is tightened, and inwards loosened', () => {
    const longer = withRules({ [`${lunch}.from`]: '11:30', [`${lunch}.to`]: '13:30' });
    const paths = [`${lunch}.from`, `${lunch}.to`];
    expect(directions(shipped, longer)).toEqual(Object.fromEntries(paths.map((path) => [path, 'tightened'])));
    expect(directions(longer, shipped)).toEqual(Object.fromEntries(paths.map((path) => [path, 'loosened'])));
  });

  it('moved to another hour of the same length it is loosened: the old hour is open', () => {
    const moved = withRules({ [`${lunch}.from`]: '13:00', [`${lunch}.to`]: '14:00' });
    expect(Object.values(directions(shipped, moved))).toEqual(['loosened', 'loosened']);
    expect(judged(moved, operator)).toMatchObject({ kind: 'lacking' });
  });

  it('that is hard loses no minute, whoever asks and for however short', () => {
    expect(judged(withRules({ [`${night}.to`]: '07:59' }), supervisor)).toMatchObject({
      kind: 'never',
      problems: [{ code: 'window-softened', path: `${night}.to` }],
    });
    expect(judged(withRules({ [`${night}.from`]: '22:59' }), operator)).toMatchObject({ kind: 'allowed' });
  });

  it('that is hard becomes no rule on days', () => {
    const { restWindows } = shipped;
    const days = { kind: 'rest-days', restDays: 1, inDays: 7, isHard: true, sources: ['A'] } as const;
    const next = {
      ...shipped,
      restWindows: restWindows.map((own) => (own.id === 'night' ? { ...days, id: own.id } : own)),
    };
    expect(judged(next, supervisor)).toMatchObject({ kind: 'never', problems: [{ code: 'window-softened' }] });
  });
});

const prompt = 'health.signals.too_frequent_prompt';

describe('a rule that is absent says what it says by default', () => {
  it('a further signal means what the first one means, where nothing else is said', () => {
    const milder = planWith(shipped, `${prompt}.repeat.to`, 'warning', null);
    expect(milder.problems).toMatchObject([{ code: 'repeat-milder', path: `${prompt}.repeat.to` }]);
    expect(directions(shipped, withRules({ [`${prompt}.repeat.to`]: 'suspended' }))).toEqual({
      [`${prompt}.repeat.to`]: 'tightened',
    });
    expect(directions(shipped, withRules({ [`${prompt}.repeat.to`]: 'cooldown' }))).toEqual({});
  });

  it('what is said to end sooner at the second signal is no plan', () => {
    expect(planWith(shipped, `${prompt}.repeat.hours`, 23, null).problems).toMatchObject([
      { code: 'repeat-milder', path: `${prompt}.repeat.hours` },
    ]);
  });

  it('a signal without an end has a person’s word as its end', () => {
    const ban = 'health.signals.friend_add_restricted';
    const endless = withRules({ [`${ban}.hours`]: undefined, [`${ban}.recover`]: undefined });
    expect(judged(withRules({ [`${ban}.hours`]: 1 }, endless), operator, endless)).toMatchObject({ kind: 'lacking' });
    expect(judged(withRules({ [`${ban}.recover`]: '1 normal days' }, endless), operator, endless)).toMatchObject({
      kind: 'lacking',
    });
    expect(judged(withRules({ [`${ban}.recover`]: 'manual' }, endless), operator, endless)).toMatchObject({
      kind: 'allowed',
    });
  });

  it('a signal that every prompt raises is raised by no less', () => {
    const next = withRules({ [`${prompt}.when`]: '9 prompts within 1 h' });
    expect(directions(shipped, next)).toEqual({ [`${prompt}.when`]: 'changed' });
    expect(judged(next, supervisor)).toMatchObject({ kind: 'never', problems: [{ code: 'zero-drop-loosened' }] });
  });

  it('a gap of nothing is none', () => {
    const path = 'intervals.min_seconds.profile_field_edit';
    expect(directions(shipped, withRules({ [path]: 0 }))).toEqual({});
    expect(directions(withRules({ [path]: 0 }), shipped)).toEqual({});
  });
});

describe('a rule that means something only beside others', () => {
  it('an event is not sent on to a milder beginning by naming it earlier', () => {
    const path = 're_onboarding.0.event';
    const said = 'new phone / login elsewhere / risk prompt / new number or real name / third unblock';
    expect(directions(shipped, withRules({ [path]: said }))).toEqual({ [path]: 'loosened' });
    expect(judged(withRules({ [path]: said }), supervisor)).toMatchObject({
      kind: 'never',
      problems: [
        { code: 'zero-restart-loosened', path: 're_onboarding.0.restart_at' },
        { path: 're_onboarding.0.min_days' },
      ],
    });
  });

  it('a stage that begins later and is over as before is shorter', () => {
    const changes = { ...shipped, stages: shipped.stages.map(daysOfS4From(30)) };
    expect(judged(changes, operator)).toMatchObject({ kind: 'lacking', raised: ['stages.S4.day_from'] });
  });

  it('an act that is left to people is not closed by what closes the console’s acts any more', () => {
    const next = withRules({ 'actions.group_rename.execution': 'human_only' });
    expect(directions(shipped, next)).toEqual({ 'actions.group_rename.execution': 'changed' });
  });

  it('too many of fewer tries are neither more nor fewer', () => {
    const path = 'health.signals.failure_rate.when';
    const next = withRules({ [path]: 'over 20 % of the last 15 attempts failed' });
    expect(directions(shipped, next)).toEqual({ [path]: 'changed' });
  });

  it('a signal that closes other actions closes them all before it is tighter', () => {
    const path = 'health.signals.friend_add_restricted.scope';
    const wider = withRules({ [path]: ['friend_add_outbound', 'profile_field_edit'] });
    expect(directions(shipped, wider)).toEqual({ [path]: 'tightened' });
    // A cooldown of the whole account leaves edits of the profile open.
    expect(directions(wider, withRules({ [path]: 'all' }, wider))).toEqual({ [path]: 'changed' });
  });
});

/** S3 goes on until the day before, and S4 ends as it did. */
function daysOfS4From(day: number): (stage: Plan['stages'][number]) => Plan['stages'][number] {
  return (stage) => {
    if (stage.id === 'S3') {
      const exitGate = [
        { kind: 'day', atLeast: day - 1 } as const,
        ...stage.exitGate.filter(({ kind }) => kind !== 'day'),
      ];
      return { ...stage, dayTo: day - 1, exitGate };
    }
    return stage.id === 'S4' ? { ...stage, dayFrom: day } : stage;
  };
}
