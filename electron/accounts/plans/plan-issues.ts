import { z } from 'zod';
import { planProblemCodeSchema, type PlanProblem, type PlanProblemCode } from '../../contract/plan-problems.ts';
import { actionIds, toolNames } from './plan.ts';
import { valueAt, type Path, type PlanFile } from './plan-yaml.ts';

/** What a field that nobody knows is called, by the field that it stands in. */
const keyCodes: Readonly<Record<string, { readonly code: PlanProblemCode; readonly known: string }>> = {
  actions: { code: 'action-unknown', known: actionIds.join(' | ') },
  caps: { code: 'action-unknown', known: actionIds.join(' | ') },
  per_group: { code: 'action-unknown', known: actionIds.join(' | ') },
  min_seconds: { code: 'action-unknown', known: actionIds.join(' | ') },
  tool_gates: { code: 'tool-unknown', known: toolNames.join(' | ') },
};

const ownProblemSchema = z.object({
  code: planProblemCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Says what a schema found wrong, each thing once and in its place. */
export function problemsOfIssues(file: PlanFile, issues: readonly z.core.$ZodIssue[], above: Path = []): PlanProblem[] {
  return issues.flatMap((issue) => problemsOfIssue(file, issue, above));
}

function problemsOfIssue(file: PlanFile, issue: z.core.$ZodIssue, above: Path): PlanProblem[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  const field = String(path.at(-1) ?? '');
  const value = valueAt(file.content, path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => strangerAt(file, path, key));
  if (value === undefined) return [file.problem(path, 'field-missing', { field })];
  if (issue.code === 'custom') {
    const own = ownProblemSchema.safeParse(issue.params);
    if (own.success) return [file.problem(path, own.data.code, own.data.params)];
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => !branch.some(isOtherKind));
    if (meant !== undefined) return problemsOfIssues(file, meant, path);
  }
  const expected = expectationOf(issue);
  if (typeof value === 'number' && typeof expected !== 'string') {
    return [file.problem(path, 'number-wrong', { value, expected: expected.text })];
  }
  const text = typeof expected === 'string' ? expected : expected.text;
  return [file.problem(path, 'field-wrong', { field, expected: text })];
}

/** The branch of a union that another kind of value was meant for. */
function isOtherKind(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function strangerAt(file: PlanFile, path: Path, key: string): PlanProblem {
  const known = keyCodes[String(path.at(-1))];
  if (known === undefined) return file.problem([...path, key], 'field-unknown', { field: key });
  return file.problem([...path, key], known.code, { word: key, known: known.known });
}

/** What would have been right, in signs that read alike in every language; a number's bounds apart. */
function expectationOf(issue: z.core.$ZodIssue): string | { readonly text: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? { text: '0, 1, 2 …' } : issue.expected;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { text: `≥ ${issue.minimum}` }
        : `≥ ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { text: `≤ ${issue.maximum}` }
        : `≤ ${issue.maximum}`;
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'invalid_union':
      return 'string | string[]';
    default:
      return issue.code;
  }
}
