import type { Plugin } from 'vitest/config';

/** What the product does by its rules, in parts that can be switched off one at a time. */
export const guards = ['gate', 'standing', 'jobs', 'usage', 'fitness', 'changes', 'reading'] as const;
export type GuardName = (typeof guards)[number];

/** Those that do something by a rule; the others only say which plans there may be. */
export const doingGuards = ['gate', 'standing', 'jobs', 'usage', 'fitness'] as const satisfies readonly GuardName[];

interface Stub {
  readonly file: string;
  /** A function of the module, or a method of its class. */
  readonly name: string;
  /** What it answers instead, whatever it is asked. */
  readonly answer: string;
}

const mature = `{ stageId: 'S6', effectiveStageId: 'S6', stageSinceAt: 0, day: 1000, missing: [], condition: 'normal',
  limits: [], lowered: [], loweredUntilAt: null, nextChangeAt: null }`;

const stubs: Readonly<Record<GuardName, readonly Stub[]>> = {
  gate: [
    { file: 'accounts/gate/may-act.ts', name: 'mayAct', answer: "{ kind: 'allowed' }" },
    { file: 'accounts/gate/may-act.ts', name: 'hindrancesOf', answer: '[]' },
    { file: 'accounts/gate/budget.ts', name: 'budgetsOf', answer: '[]' },
  ],
  standing: [
    { file: 'accounts/standing/standing.ts', name: 'standingOf', answer: mature },
    { file: 'accounts/standing/standing.ts', name: 'presentOf', answer: mature },
    { file: 'accounts/standing/checklist.ts', name: 'checklistOf', answer: '[]' },
    { file: 'accounts/standing/for-action.ts', name: 'conditionFor', answer: "'normal'" },
    { file: 'accounts/standing/for-action.ts', name: 'stageFor', answer: "'S6'" },
  ],
  changes: [
    {
      file: 'accounts/plans/plan-change.ts',
      name: 'judgeChange',
      answer: "{ kind: 'allowed', untilAt: null, raised: [] }",
    },
  ],
  reading: [
    { file: 'accounts/plans/plan-checks.ts', name: 'checkPlan', answer: '[]' },
    { file: 'accounts/plans/plan-issues.ts', name: 'problemsOfIssues', answer: '[]' },
  ],
  jobs: [
    { file: 'jobs/lanes/lane-board.ts', name: 'waitReasonOf', answer: 'null' },
    { file: 'jobs/states/item-state.ts', name: 'nextItemState', answer: "'done'" },
    { file: 'jobs/states/job-state.ts', name: 'nextJobState', answer: "'running'" },
    {
      file: 'jobs/attempt-judgement.ts',
      name: 'judgeAttempt',
      answer: "{ attempt: { state: 'done' }, item: { event: 'finish' } }",
    },
  ],
  usage: [
    { file: 'accounts/usage/job-acts.ts', name: 'since', answer: '[]' },
    { file: 'accounts/usage/usage-ledger.ts', name: 'addJobAct', answer: 'undefined' },
  ],
  fitness: [{ file: 'accounts/desk/phone-fitness.ts', name: 'phoneFaults', answer: '[]' }],
};

/** The product without those guards, as tests see it: they judge nothing any more, and let everything pass. */
export function withoutGuards(names: readonly GuardName[]): Plugin {
  const all = names.flatMap((name) => stubs[name]);
  return {
    name: 'jiqun-guards-off',
    enforce: 'pre',
    transform(code, id) {
      const here = all.filter(({ file }) => id.endsWith(`/electron/${file}`));
      return here.length === 0 ? null : { code: here.reduce(stubbed, code), map: null };
    },
  };
}

function stubbed(code: string, { name, answer, file }: Stub): string {
  const [head, method] = [`export function ${name}(`, `\n  ${name}(`];
  const other = `${name}() { return ${answer}; }\n`;
  if (code.includes(head)) return `${code.replace(head, `export function ${name}Before(`)}\nexport function ${other}`;
  if (!code.includes(method)) throw new Error(`${file} has no ${name}`);
  return code.replace(method, `\n  ${other}\n  ${name}Before(`);
}

/** The project's tests of rules without that of one path. */
export function withoutTest(path: string): Plugin {
  return {
    name: 'jiqun-test-missing',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/accounts-rules/families.ts')) return null;
      const list = 'Object.values(families).flat()';
      if (!code.includes(list)) throw new Error('the families of rules are put together in another way');
      const fewer = `${list}.filter((rule) => rule.path !== ${JSON.stringify(path)})`;
      return { code: code.replace(list, fewer), map: null };
    },
  };
}
