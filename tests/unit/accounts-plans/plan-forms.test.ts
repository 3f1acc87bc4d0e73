import { describe, expect, test } from 'vitest';
import { scopeForms, windowScopeForms } from '../../../electron/accounts/plans/plan-lists.ts';
import * as words from '../../../electron/accounts/plans/plan-words.ts';
import { executions, groupRoles, taskFrequencies } from '../../../electron/accounts/plans/plan.ts';
import { planForms, planWordLists, type PlanForm } from '../../../electron/contract/plan-forms.ts';

const readBy: Readonly<Record<PlanForm, readonly { readonly form: string }[]>> = {
  exit: words.exitWords,
  recover: words.recoverWords,
  trigger: words.triggerWords,
  third: words.thirdWords,
  event: words.eventWords,
  confirm: words.confirmWords,
  postcheck: words.postcheckWords,
  undo: words.undoWords,
  windows: words.windowsWords,
  override: words.overrideWords,
  recovery: words.recoveryWords,
  restDays: words.restDaysWords,
};

describe('what an editor offers', () => {
  test.each(Object.entries(readBy))('of %s is what the reader of plans takes, all of it', (name, phrases) => {
    const offered = Object.entries(planForms).find(([form]) => form === name)?.[1] ?? [];
    expect([...offered].toSorted()).toEqual(phrases.map(({ form }) => form).toSorted());
  });

  test('of single words is what the reader takes', () => {
    expect(planWordLists.execution).toEqual(executions);
    expect(planWordLists.frequency).toEqual(taskFrequencies);
    expect(planWordLists.role).toEqual(groupRoles);
    const known = scopeForms.split(' | ').filter((word) => word !== 'all write actions');
    expect([...planWordLists.scope].toSorted()).toEqual(known.toSorted());
    expect([...planWordLists.windowScope].toSorted()).toEqual(windowScopeForms.split(' | ').toSorted());
  });
});
