import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { PlaybookProblem, PlaybookProblemCode } from '../../contract/automation.ts';

export type Path = readonly (string | number)[];
type Params = PlaybookProblem['params'];

/** A file of a playbook as read, and the means to say where in it something is wrong. */
export interface YamlFile {
  readonly file: string;
  readonly content: unknown;
  problem(path: Path, code: PlaybookProblemCode, params?: Params): PlaybookProblem;
}

/** Parses YAML 1.2. `file` is only the name that problems carry. Broken YAML is told with its line, all errors at once. */
export function parseYaml(file: string, text: string): YamlFile | readonly PlaybookProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return document.errors.map(({ code, pos: [start] }) => {
      const params = { reason: code };
      return { file, line: lines.linePos(start).line, path: '', code: 'yaml-broken', params };
    });
  }
  const content = contentOf(document);
  if (content === undefined) return [{ file, line: 1, path: '', code: 'yaml-broken', params: { reason: 'ALIAS' } }];
  return {
    file,
    content,
    problem: (path, code, params = {}) => {
      const line = lines.linePos(placeOf(document, path)).line;
      return { file, line, path: path.join('.'), code, params };
    },
  };
}

/** Undefined for aliases that name nothing or unfold without end. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (failure) {
    if (failure instanceof ReferenceError) return undefined;
    throw failure;
  }
}

/** Where that part begins; where it is missing, what it is missing from. */
function placeOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const place = keyPlace(document, path.slice(0, length)) ?? nodePlace(document.getIn(path.slice(0, length), true));
    if (place !== null) return place;
  }
  return nodePlace(document.contents) ?? 0;
}

/** A value may stand lines below its key: the key is what a person looks for. */
function keyPlace(document: Document, path: Path): number | null {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isPair(pair) ? nodePlace(pair.key) : null;
}

function nodePlace(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : null;
}

/** Says what a schema found wrong, each thing once and in its place. */
export function problemsOf(file: YamlFile, error: z.ZodError): PlaybookProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => file.problem([...path, key], 'field-unknown', { field: key }));
    }
    const field = String(path.at(-1) ?? '');
    if (valueAt(file.content, path) === undefined) return [file.problem(path, 'field-missing', { field })];
    return [file.problem(path, 'field-wrong', { field, expected: expectationOf(issue) })];
  });
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value;
}

/** What would have been right, in signs that read alike in every language. */
function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'too_small':
      return `≥ ${String(issue.minimum)}`;
    case 'too_big':
      return `≤ ${String(issue.maximum)}`;
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'invalid_union':
      return 'string | string[]';
    default:
      return issue.code;
  }
}
