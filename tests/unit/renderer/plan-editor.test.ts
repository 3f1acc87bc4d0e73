import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { planForms } from '../../../electron/contract/plan-forms.ts';
import { countChanges, kindOfChange } from '../../../renderer/features/growth-plans/model/change-looks.ts';
import { keepDraft, recallDraft } from '../../../renderer/features/growth-plans/model/draft-memory.ts';
import { placeOf } from '../../../renderer/features/growth-plans/model/editor-place.ts';
import { hardZerosOf } from '../../../renderer/features/growth-plans/model/hard-zeros.ts';
import { PlanDraft } from '../../../renderer/features/growth-plans/model/plan-draft.ts';
import { sectionOf, shownPath, valueAt } from '../../../renderer/features/growth-plans/model/plan-path.ts';
import {
  asForm,
  readEffect,
  readRule,
  splitRules,
  writeEffect,
  writeRule,
} from '../../../renderer/features/growth-plans/model/rule-words.ts';

const shipped = readFileSync(new URL('../../../resources/plans/onboarding.yaml', import.meta.url), 'utf8');
const capPath = ['stages', 4, 'caps', 'group_rename', 'per_day'] as const;

function problemsOf(text: string): readonly string[] {
  return readPlan('plan.yaml', text, null).problems.map(({ code, path }) => `${code} ${path}`);
}

describe('a plan that is edited', () => {
  test('is the very text that it was while nobody changed anything', () => {
    const draft = new PlanDraft(shipped);
    expect(valueAt(draft.content, capPath)).toBe(5);
    expect(draft.text).toBe(shipped);
    expect(draft.isChanged).toBe(false);
  });

  test('changes by one value, keeps its comments, and stays sound', () => {
    const draft = new PlanDraft(shipped);
    draft.set(capPath, 3);
    expect(draft.isChanged).toBe(true);
    expect(draft.text).toContain('# Where a number comes from.');
    const { plan } = readPlan('plan.yaml', draft.text, null);
    const { plan: before } = readPlan('plan.yaml', shipped, null);
    expect(plan?.stages[4]?.caps.group_rename.perDay).toBe(3);
    const stages = before?.stages.map((stage) =>
      stage.id === 'S4'
        ? { ...stage, caps: { ...stage.caps, group_rename: { ...stage.caps.group_rename, perDay: 3 } } }
        : stage,
    );
    expect(plan).toEqual({ ...before, stages });
  });

  test('is unchanged again once a value is put back', () => {
    const draft = new PlanDraft(shipped);
    draft.set(['title', 'zh'], '别的');
    draft.set(['title', 'zh'], '工作手机账号养号计划');
    expect(readPlan('plan.yaml', draft.text, null).plan).toEqual(readPlan('plan.yaml', shipped, null).plan);
  });

  test('keeps what was typed wrong, for the check to name it in its place', () => {
    const draft = new PlanDraft(shipped);
    draft.set(capPath, -5);
    expect(problemsOf(draft.text)).toEqual(['number-wrong stages.S4.caps.group_rename.per_day']);
    draft.set(capPath, 'viele');
    expect(problemsOf(draft.text)).toEqual(['field-wrong stages.S4.caps.group_rename.per_day']);
  });

  test('takes rules and entries away and puts some more', () => {
    const draft = new PlanDraft(shipped);
    draft.set(['stages', 3, 'caps', 'friend_add_outbound', 'per_hour'], undefined);
    draft.set(['stages', 4, 'tasks', 0], undefined);
    draft.append(['stages', 4, 'tasks'], {
      id: 'task_9',
      zh: '新任务',
      en: 'new',
      frequency: 'once',
      required: true,
      who: 'human',
      sources: ['A'],
    });
    draft.set(['stages', 4, 'exit_gate'], ['day >= 30', 'supervisor sign-off']);
    const { plan, problems } = readPlan('plan.yaml', draft.text, null);
    expect(problems).toEqual([]);
    expect(plan?.stages[3]?.caps.friend_add_outbound.perHour).toBeUndefined();
    expect(plan?.stages[4]?.tasks.map(({ id }) => id)).toEqual(['weekly_review', 'consent_log', 'task_9']);
    expect(draft.content).toEqual(new PlanDraft(draft.text).content);
  });

  test('keeps a text that is no YAML as it was typed, and goes on once it is mended', () => {
    const draft = new PlanDraft(shipped);
    const broken = shipped.replace('title: {', 'title: {{');
    draft.setText(broken);
    expect([draft.content, draft.text]).toEqual([null, broken]);
    draft.set(capPath, 1);
    expect(draft.text).toBe(broken);
    draft.setText(shipped);
    expect(valueAt(draft.content, capPath)).toBe(5);
  });

  test('draws anew only what lies on the way to a change', () => {
    const draft = new PlanDraft(shipped);
    const before = draft.content;
    draft.set(capPath, 4);
    expect(valueAt(draft.content, ['health'])).toBe(valueAt(before, ['health']));
    expect(valueAt(draft.content, ['stages', 3])).toBe(valueAt(before, ['stages', 3]));
    expect(valueAt(draft.content, ['stages', 4])).not.toBe(valueAt(before, ['stages', 4]));
  });
});

describe('a place in a plan', () => {
  const { content } = new PlanDraft(shipped);

  test('is written as problems and differences write it', () => {
    expect(shownPath(content, capPath)).toBe('stages.S4.caps.group_rename.per_day');
    expect(shownPath(content, ['rest_windows', 0, 'hard'])).toBe('rest_windows.night.hard');
  });

  test.each([
    ['stages.S4.caps.group_rename.per_day', 'caps'],
    ['stages.S4.day_from', 'stages'],
    ['intervals.min_seconds.moments_post', 'gaps'],
    ['rest_windows.night.hard', 'rest'],
    ['health.recovery', 'health'],
    ['re_onboarding.0.event', 'restart'],
    ['tool_gates.群公告.max_batch', 'tools'],
    ['counting_rules.override', 'basics'],
    ['', 'text'],
  ])('%s is changed under %s', (path, section) => {
    expect(sectionOf(path)).toBe(section);
  });

  test('opens its stage; of a text that is no YAML its line', () => {
    expect(placeOf(content, 'stages.S4.day_from', 9)).toEqual({ section: 'stages', stage: 4, line: null });
    expect(placeOf(null, 'stages.S4.day_from', 9)).toEqual({ section: 'text', stage: 0, line: 9 });
  });
});

describe('a rule in words', () => {
  test.each(Object.values(planForms).flatMap((forms) => [...forms]))('%s is read and written back', (form) => {
    const rule = writeRule(asForm(form, ['7', '8', '9']));
    expect(writeRule(readRule(rule, [form]) ?? { form: '', numbers: [] })).toBe(rule);
  });

  test('keeps its numbers where another form is chosen', () => {
    const said = readRule('no warning for 4 days', planForms.exit);
    expect(writeRule(asForm('no cooldown for {n} days', said?.numbers))).toBe('no cooldown for 4 days');
  });

  test('with a number typed wrong is still that rule', () => {
    expect(readRule('no warning for  days', planForms.exit)?.numbers).toEqual(['']);
    expect(readRule(' normal days', planForms.recover)?.form).toBe('{n} normal days');
    expect(readRule('day >= ', planForms.exit)?.form).toBe('day >= {n}');
    expect(readRule('no warning for x days', planForms.exit)?.numbers).toEqual(['x']);
  });

  test('of a condition is a number and what it closes', () => {
    for (const text of [
      'caps of the stage',
      'caps x 0.5, rounded down; closed: group_message_campaign',
      'closed: all write actions',
    ])
      expect(writeEffect(readEffect(text) ?? { factor: null, closed: [] })).toBe(text);
    expect(readEffect('caps x 0.5')).toBeNull();
  });

  test('joined to others is one of several', () => {
    expect(splitRules('3 normal days + supervisor', '+')).toEqual(['3 normal days', 'supervisor']);
  });
});

const row = (path: string, direction: 'tightened' | 'loosened' | 'changed') =>
  ({ path, from: '5', to: '6', direction }) as const;

describe('what became of a rule', () => {
  const beyond = new Set(['b']);

  test('is beyond the shipped plan only where it is loosened to there', () => {
    expect(kindOfChange(row('a', 'loosened'), beyond)).toBe('loosened');
    expect(kindOfChange(row('b', 'loosened'), beyond)).toBe('beyond');
    expect(kindOfChange(row('b', 'tightened'), beyond)).toBe('tightened');
  });

  test('counts as loosened where nobody can say', () => {
    expect(countChanges([row('a', 'changed'), row('b', 'changed')], beyond)).toEqual({
      tightened: 0,
      loosened: 1,
      beyond: 1,
    });
  });
});

test('hard zeros are the zeros of the stages that the shipped plan names', () => {
  const zeros = hardZerosOf(shipped);
  expect(zeros.has('S3.group_rename')).toBe(true);
  expect(zeros.has('S4.group_message_campaign')).toBe(false);
  expect(zeros.has('S1.friend_accept_inbound')).toBe(false);
});

function place() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('a draft that was not saved', () => {
  test('is there again, until it is saved or dropped', () => {
    const own = place();
    const draft = { from: { templateId: 'own', version: 2 }, text: 'id: own', at: 1 };
    expect(recallDraft(own)).toBeNull();
    keepDraft(own, draft);
    expect(recallDraft(own)).toEqual(draft);
    keepDraft(own, null);
    expect(recallDraft(own)).toBeNull();
  });

  test('that cannot be read is none', () => {
    const own = place();
    own.setItem('jiqun.plan-draft', '{');
    expect(recallDraft(own)).toBeNull();
  });
});
