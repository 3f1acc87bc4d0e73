import { join } from 'node:path';
import { expect } from 'vitest';
import { judgeChange, type ChangeVerdict } from '../../../electron/accounts/plans/plan-change.ts';
import { readPlanFile, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { isList, nameOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import { readDocument } from '../../../electron/accounts/plans/read-plan.ts';
import { planDocument, type Written } from '../../../electron/accounts/plans/write-plan.ts';

/** The template that is tested: the shipped one, or a copy of it that somebody changed to see the tests fail. */
export const templateFile =
  process.env['JIQUN_RULES_TEMPLATE'] ?? join(import.meta.dirname, '../../../resources', shippedPlanFile);

export const template = soundTemplate();

function soundTemplate(): Plan {
  const { plan, problems } = readPlanFile(templateFile, null);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

export type Changes = Readonly<Record<string, RuleValue | undefined>>;

/** A copy of the template with other values at some paths; undefined takes the rule away. */
export function withRules(changes: Changes): Plan {
  const { plan, problems } = readChanged(changes);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

export function withRule(path: string, value: RuleValue | undefined): Plan {
  return withRules({ [path]: value });
}

/** What a template with another value at a path is refused for, at that very path; null where it is taken. */
export function refusalOf(path: string, value: RuleValue | undefined): string | null {
  const { problems } = readChanged({ [path]: value });
  return problems.find((problem) => problem.path === path)?.code ?? null;
}

function readChanged(changes: Changes): ReturnType<typeof readDocument> {
  let document: Written = planDocument(template);
  for (const [path, value] of Object.entries(changes)) document = put(document, path.split('.'), value);
  return readDocument(template.planId, document, null);
}

function put(node: Written, [name, ...rest]: readonly string[], value: Written): Written {
  if (name === undefined) return value;
  if (typeof node !== 'object' || node === null) return { [name]: put(undefined, rest, value) };
  if (!isList(node)) return { ...node, [name]: put(node[name], rest, value) };
  const place = node.findIndex((entry, index) => nameOf(entry, index) === name);
  const list = place < 0 ? [...node, undefined] : [...node];
  const index = place < 0 ? node.length : place;
  list[index] = put(list[index], rest, value);
  return list.filter((entry) => entry !== undefined);
}

const now = 1_700_000_000_000;
const anybody = { isSupervisor: false, reason: null, untilAt: null, now };

/** What an operator is told who wants the template so. */
export function judged(changes: Changes): ChangeVerdict {
  const next = withRules(changes);
  return judgeChange({ current: template, next, template }, anybody);
}

/** Anybody may have it so, and only a supervisor, for a while, the other way. */
export function expectTighter(path: string, tighter: RuleValue, looser: RuleValue | undefined): void {
  expect(judged({ [path]: tighter })).toMatchObject({ kind: 'allowed', raised: [] });
  expect(judged({ [path]: looser })).toEqual({
    kind: 'lacking',
    needs: ['supervisor', 'reason', 'expiry'],
    raised: [path],
  });
}

/** Anybody may have it tighter, and nobody looser: it keeps accounts under hard zeros. */
export function expectNeverLooser(path: string, tighter: RuleValue, looser: RuleValue): void {
  expect(judged({ [path]: tighter })).toMatchObject({ kind: 'allowed', raised: [] });
  expect(judged({ [path]: looser })).toMatchObject({ kind: 'never', problems: [{ path }] });
}

/** Only a supervisor may have it so, for a while. */
export function expectRaised(path: string, value: RuleValue | undefined): void {
  expect(judged({ [path]: value })).toMatchObject({ kind: 'lacking', raised: [path] });
}
