import { z } from 'zod';
import type { PlaybookProblem } from '../../contract/automation.ts';
import { checkQuery } from '../playbooks/playbook-checks.ts';
import { queriesWithin } from '../playbooks/playbook-queries.ts';
import { namesIn } from '../playbooks/variables.ts';
import { parseYaml, problemsOf, type Path } from '../playbooks/yaml-file.ts';
import { querySchema, type NodeQuery } from '../selectors/query-schema.ts';

/** A query as somebody wrote it, checked as one of a playbook is. */
export interface WrittenQuery {
  /** Null when it is none, or there is nothing. */
  readonly query: NodeQuery | null;
  readonly problems: readonly PlaybookProblem[];
  /** Names that stand in it as `${name}`, each once. */
  readonly variables: readonly string[];
}

/** What problems call the text. */
const fileName = 'find';
const nothing: WrittenQuery = { query: null, problems: [], variables: [] };

/** Reads the YAML of a `find`. A step, or a list that begins with one, may be given whole: its `find` counts. */
export function readQuery(text: string): WrittenQuery {
  if (text.trim() === '') return nothing;
  const file = parseYaml(fileName, text);
  if (!('content' in file)) return { ...nothing, problems: file };
  const { path, value } = findIn(file.content);
  const parsed = querySchema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
    const problems = problemsOf(file, new z.ZodError(issues));
    return { ...nothing, problems: problems.toSorted((left, right) => left.line - right.line) };
  }
  const problems = queriesWithin(path, parsed.data).flatMap((placed) => checkQuery(file, placed));
  const variables = [...new Set(namesIn(JSON.stringify(parsed.data)))];
  return problems.length > 0 ? { query: null, problems, variables } : { query: parsed.data, problems, variables };
}

interface Placed {
  readonly path: Path;
  readonly value: unknown;
}

function findIn(content: unknown): Placed {
  const first: Placed = Array.isArray(content) ? { path: [0], value: content[0] } : { path: [], value: content };
  const { value } = first;
  if (typeof value !== 'object' || value === null || !('find' in value)) return first;
  return { path: [...first.path, 'find'], value: value.find };
}
