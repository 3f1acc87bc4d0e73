import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { PlanNote, PlanNoteCode, PlanProblem, PlanProblemCode } from '../../contract/plan-problems.ts';

export type Path = readonly (string | number)[];
type Params = PlanProblem['params'];

/** The file of a plan as read, and the means to say where in it something is wrong. */
export interface PlanFile {
  readonly content: unknown;
  /** Keys that stand twice, which the content shows once. */
  readonly problems: readonly PlanProblem[];
  problem(path: Path, code: PlanProblemCode, params?: Params): PlanProblem;
  note(path: Path, code: PlanNoteCode, params?: Params): PlanNote;
}

/**
 * Parses YAML 1.2. `file` is only the name that problems carry. Unlike the reader of playbooks it reads on past a key
 * that stands twice, so that an editor of a plan is told of everything at once.
 */
export function parsePlanYaml(file: string, text: string): PlanFile | readonly PlanProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const broken = (reason: string, line: number): PlanProblem => {
    return { file, line, path: '', code: 'yaml-broken', params: { reason } };
  };
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const told = new Map(document.errors.toReversed().map(({ code, pos }) => [lineAt(pos[0]), code]));
    // One a line: whatever else breaks there follows from the first.
    return [...told].toReversed().map(([line, reason]) => broken(reason, line));
  }
  const alias = aliasPlace(document);
  // Nothing in a plan is written once for two places: each rule stands where it is looked for.
  if (alias !== null) return [broken('ALIAS', lineAt(alias))];
  const content: unknown = document.toJS();
  const at = (path: Path): Pick<PlanProblem, 'file' | 'line' | 'path'> => {
    return { file, line: lineAt(placeOf(document, path)), path: shownPath(content, path) };
  };
  return {
    content,
    problems: keysTwice(document).map(({ path, key, offset }) => {
      const params = { field: key };
      return { file, line: lineAt(offset), path: shownPath(content, [...path, key]), code: 'key-twice', params };
    }),
    problem: (path, code, params = {}) => ({ ...at(path), code, params }),
    note: (path, code, params = {}) => ({ ...at(path), code, params }),
  };
}

/** A plan that was never written down: everything in it stands on line 1. */
export function withoutText(file: string, document: unknown): PlanFile {
  // As a file would have it: what is undefined is not there.
  const content: unknown = JSON.parse(JSON.stringify(document));
  const at = (path: Path): Pick<PlanProblem, 'file' | 'line' | 'path'> => {
    return { file, line: 1, path: shownPath(content, path) };
  };
  return {
    content,
    problems: [],
    problem: (path, code, params = {}) => ({ ...at(path), code, params }),
    note: (path, code, params = {}) => ({ ...at(path), code, params }),
  };
}

/** The path as people read it: entries of a list by their id where they have one. */
export function shownPath(content: unknown, path: Path): string {
  let value = content;
  const shown = path.map((part) => {
    value = valueIn(value, part);
    const id = typeof part === 'number' ? valueIn(value, 'id') : undefined;
    return typeof id === 'string' && id !== '' ? id : String(part);
  });
  return shown.join('.');
}

/** What stands at that place; undefined where nothing does. */
export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => valueIn(value, part), content);
}

function valueIn(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === String(part))?.[1];
}

function aliasPlace(document: Document): number | null {
  let place: number | null = null;
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node) && !('anchor' in node && node.anchor !== undefined)) return undefined;
      place = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return place;
}

interface KeyTwice {
  readonly path: Path;
  readonly key: string;
  readonly offset: number;
}

function keysTwice(document: Document): KeyTwice[] {
  const found: KeyTwice[] = [];
  const walk = (node: unknown, path: Path): void => {
    if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      if (seen.has(name)) found.push({ path, key: name, offset: nodePlace(key) ?? 0 });
      seen.add(name);
      walk(value, [...path, name]);
    }
  };
  walk(document.contents, []);
  return found;
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
  const pair = parent.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isPair(pair) ? nodePlace(pair.key) : null;
}

function nodePlace(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : null;
}
