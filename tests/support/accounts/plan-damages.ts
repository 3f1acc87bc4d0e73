import type { PlanProblemCode } from '../../../electron/contract/plan-problems.ts';
import { otherZeroDoors, zeroDoors } from './zero-door-damages.ts';

/** One thing that is done to a sound plan, and what must be told of it. */
export interface PlanDamage {
  readonly what: string;
  /** The damage is done at the first `from` after this. */
  readonly after: string;
  readonly from: string;
  readonly to: string;
  readonly code: PlanProblemCode;
  readonly path: string;
  /** How many lines below the damaged line it is told. */
  readonly linesOff?: number;
  /** Where something is gone: the line of this text. */
  readonly toldAt?: string;
}

const stage = (id: string): string => `- id: ${id}\n`;

/** What the issue names: days, caps, words and zeros that a template must not have. */
export const templateDamages: readonly PlanDamage[] = [
  {
    what: 'overlapping days',
    after: stage('S3'),
    from: 'day_from: 8',
    to: 'day_from: 6',
    code: 'days-overlap',
    path: 'stages.S3.day_from',
  },
  {
    what: 'a negative cap',
    after: stage('S4'),
    from: 'group_rename: { per_day: 5',
    to: 'group_rename: { per_day: -5',
    code: 'number-wrong',
    path: 'stages.S4.caps.group_rename.per_day',
  },
  {
    what: 'an unknown action',
    after: stage('S5'),
    from: 'group_invite_people:',
    to: 'group_invite_people: { per_day: 3, evidence: assumption, sources: [A] }\n      group_spam:',
    code: 'action-unknown',
    path: 'stages.S5.caps.group_spam',
    linesOff: 1,
  },
  {
    what: 'a loosened hard zero',
    after: stage('S3'),
    from: 'group_rename: { per_day: 0',
    to: 'group_rename: { per_day: 1',
    code: 'zero-loosened',
    path: 'stages.S3.caps.group_rename.per_day',
  },
  {
    what: 'hard zeros that last fewer days',
    after: stage('S3'),
    from: 'day_to: 14',
    to: 'day_to: 9',
    code: 'zero-days-shortened',
    path: 'stages.S3.day_to',
  },
  ...zeroDoors,
];

/** Everything else that can be wrong, each once. */
export const otherDamages: readonly PlanDamage[] = [
  {
    what: 'a first stage of days',
    after: stage('S0'),
    from: 'day_to: 0',
    to: 'day_to: 2',
    code: 'days-first',
    path: 'stages.S0.day_to',
  },
  {
    what: 'a first stage that nobody signs off',
    after: stage('S0'),
    from: '      - supervisor sign-off\n',
    to: '',
    code: 'sign-off-missing',
    path: 'stages.S0.exit_gate',
    linesOff: -2,
  },
  {
    what: 'days missing',
    after: stage('S5'),
    from: 'day_from: 31',
    to: 'day_from: 35',
    code: 'days-gap',
    path: 'stages.S5.day_from',
  },
  {
    what: 'days backwards',
    after: stage('S6'),
    from: 'day_from: 91\n    day_to: null',
    to: 'day_from: 91\n    day_to: 12',
    code: 'days-backwards',
    path: 'stages.S6.day_to',
    linesOff: 1,
  },
  {
    what: 'a last stage that ends',
    after: stage('S6'),
    from: 'day_to: null',
    to: 'day_to: 400',
    code: 'days-open',
    path: 'stages.S6.day_to',
  },
  {
    what: 'a stage left too early',
    after: stage('S3'),
    from: 'day >= 14',
    to: 'day >= 10',
    code: 'exit-day-early',
    path: 'stages.S3.exit_gate.0',
  },
  {
    what: 'a broken cap',
    after: stage('S4'),
    from: 'group_rename: { per_day: 5',
    to: 'group_rename: { per_day: 2.5',
    code: 'number-wrong',
    path: 'stages.S4.caps.group_rename.per_day',
  },
  {
    what: 'more an hour than a day',
    after: stage('S4'),
    from: 'per_hour: 1',
    to: 'per_hour: 3',
    code: 'hour-over-day',
    path: 'stages.S4.caps.friend_add_outbound.per_hour',
  },
  {
    what: 'an unknown stage',
    after: 'tool_gates:',
    from: 'min_stage: S4',
    to: 'min_stage: S9',
    code: 'stage-unknown',
    path: 'tool_gates.批量改群名.min_stage',
  },
  {
    what: 'a stage missing',
    after: 'stages:',
    from: '- id: S6',
    to: '- id: S5',
    code: 'stage-missing',
    path: 'stages',
    toldAt: '\nstages:',
  },
  {
    what: 'an unknown signal',
    after: 'signals:',
    from: 'id: feature_ban',
    to: 'id: feature_bann',
    code: 'signal-unknown',
    path: 'health.signals.feature_bann.id',
  },
  {
    what: 'a signal missing',
    after: 'signals:',
    from: 'id: feature_ban',
    to: 'id: login_restricted',
    code: 'signal-missing',
    path: 'health.signals',
    toldAt: '\n  signals:',
  },
  {
    what: 'an unknown tool',
    after: 'tool_gates:',
    from: '设备信息:',
    to: '设备:',
    code: 'tool-unknown',
    path: 'tool_gates.设备',
  },
  {
    what: 'a source of nowhere',
    after: stage('S4'),
    from: 'sources: [A]',
    to: 'sources: [S99]',
    code: 'source-unknown',
    path: 'stages.S4.tasks.first_dry_run.sources',
  },
  {
    what: 'an exit rule that nobody understands',
    after: stage('S1'),
    from: 'health normal for 3 days',
    to: 'health fine for 3 days',
    code: 'word-unknown',
    path: 'stages.S1.exit_gate.2',
  },
  {
    what: 'another effect of the condition of an account that is well',
    after: 'states:',
    from: 'effect: caps of the stage',
    to: "effect: 'caps x 0.5, rounded down'",
    code: 'word-unknown',
    path: 'health.states.normal.effect',
  },
  {
    what: 'an override without an end',
    after: 'blocked_is_not_failure',
    from: 'at most 7 days',
    to: 'for ever',
    code: 'word-unknown',
    path: 'counting_rules.override',
  },
  {
    what: 'an override that lasts longer',
    after: 'blocked_is_not_failure',
    from: 'at most 7 days',
    to: 'at most 8 days',
    code: 'override-loosened',
    path: 'counting_rules.override',
  },
  {
    what: 'an override that reaches the zeros',
    after: 'blocked_is_not_failure',
    from: 'S0-S3',
    to: 'S0-S2',
    code: 'override-loosened',
    path: 'counting_rules.override',
  },
  {
    what: 'a time that there is not',
    after: 'rest_windows:',
    from: "'23:00'",
    to: "'24:30'",
    code: 'time-wrong',
    path: 'rest_windows.night.from',
  },
  {
    what: 'a window of no length',
    after: 'rest_windows:',
    from: "to: '13:00'",
    to: "to: '12:00'",
    code: 'window-empty',
    path: 'rest_windows.lunch.to',
  },
  {
    what: 'a hard window made soft',
    after: 'rest_windows:',
    from: 'hard: true',
    to: 'hard: false',
    code: 'window-softened',
    path: 'rest_windows.night.hard',
  },
  {
    what: 'a hard window over fewer actions',
    after: 'rest_windows:',
    from: 'all write actions',
    to: '[moments_post]',
    code: 'window-softened',
    path: 'rest_windows.night.applies_to',
  },
  {
    what: 'a hard window that lets an hour through',
    after: 'rest_windows:',
    from: "to: '08:00'",
    to: "to: '07:00'",
    code: 'window-softened',
    path: 'rest_windows.night.to',
  },
  {
    what: 'a hard window of another night',
    after: 'rest_windows:',
    from: "from: '23:00', to: '08:00'",
    to: "from: '10:00', to: '10:01'",
    code: 'window-softened',
    path: 'rest_windows.night.to',
  },
  {
    what: 'a further signal that means less',
    after: 'id: too_frequent_prompt',
    from: 'hours: 72',
    to: 'hours: 2',
    code: 'repeat-milder',
    path: 'health.signals.too_frequent_prompt.repeat.hours',
  },
  {
    what: 'a hard window under another name',
    after: 'rest_windows:',
    from: 'id: night',
    to: 'id: evening',
    code: 'window-softened',
    path: 'rest_windows',
    toldAt: '\nrest_windows:',
  },
  {
    what: 'a window without a word on hardness',
    after: 'rest_windows:',
    from: ', hard: true',
    to: '',
    code: 'field-missing',
    path: 'rest_windows.night.hard',
  },
  {
    what: 'an act of people handed to the console',
    after: 'friend_add_outbound:',
    from: 'human_only',
    to: 'assisted',
    code: 'execution-loosened',
    path: 'actions.friend_add_outbound.execution',
  },
  ...otherZeroDoors,
  {
    what: 'a task twice',
    after: stage('S4'),
    from: 'id: weekly_review',
    to: 'id: first_dry_run',
    code: 'entry-twice',
    path: 'stages.S4.tasks.first_dry_run.id',
  },
  {
    what: 'a key twice',
    after: stage('S4'),
    from: 'day_from: 15',
    to: 'day_from: 15\n    day_from: 15',
    code: 'key-twice',
    path: 'stages.S4.day_from',
    linesOff: 1,
  },
  {
    what: 'a field of another name',
    after: stage('S4'),
    from: 'summary:',
    to: 'sumary:',
    code: 'field-unknown',
    path: 'stages.S4.sumary',
  },
  {
    what: 'a word for a number',
    after: stage('S4'),
    from: 'day_from: 15',
    to: 'day_from: soon',
    code: 'field-wrong',
    path: 'stages.S4.day_from',
  },
  {
    what: 'a bracket that never ends',
    after: stage('S4'),
    from: 'sources: [A]',
    to: 'sources: [A',
    code: 'yaml-broken',
    path: '',
    linesOff: 1,
  },
];

/** The text with the damage, and the line on which it must be told. */
export function damaged(
  text: string,
  { after, from, to, linesOff = 0, toldAt }: PlanDamage,
): { text: string; line: number } {
  const start = text.indexOf(after);
  const place = text.indexOf(from, start);
  if (start < 0 || place < 0) throw new Error(`the plan does not hold: ${after} … ${from}`);
  const line = toldAt === undefined ? lineOf(text, place) + linesOff : lineOf(text, text.indexOf(toldAt) + 1);
  return { text: `${text.slice(0, place)}${to}${text.slice(place + from.length)}`, line };
}

function lineOf(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}
