import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { PlaybookAct, PlaybookProblem } from '../../contract/automation.ts';
import { checkAct, checkApp } from './playbook-checks.ts';
import { actFileSchema, appFileSchema, type ActFile, type AppFile } from './playbook-schema.ts';
import { parseYaml, problemsOf, type YamlFile } from './yaml-file.ts';

/** How one act is done in one app. */
export interface Playbook {
  readonly app: AppFile;
  readonly act: ActFile;
  /** Changes with every change of its files: rehearsals and proofs hold for one digest only. */
  readonly digest: string;
}

/** The file that describes the app; every other one in its folder is an act. */
const appFileName = 'app.yaml';

/** All playbooks that are sound. Of one with a problem nothing runs; of an app with one, none of its acts. */
export class Playbooks {
  readonly problems: readonly PlaybookProblem[];
  readonly all: readonly Playbook[];

  constructor(all: readonly Playbook[], problems: readonly PlaybookProblem[]) {
    this.all = all;
    this.problems = problems;
  }

  /** Null when there is none, or none without problems. */
  find(app: string, act: PlaybookAct): Playbook | null {
    return this.all.find((playbook) => playbook.app.app === app && playbook.act.act === act) ?? null;
  }
}

/**
 * Reads `<folder>/<app>/*.yaml`. Never throws for what the files hold: everything that is wrong is told at once.
 *
 * @param parse stands in for `parseYaml` where somebody has parsed some of the texts before
 */
export function loadPlaybooks(folder: string, parse: typeof parseYaml = parseYaml): Playbooks {
  const listing = listFolder(folder, '');
  if (!Array.isArray(listing)) return new Playbooks([], [listing]);
  const apps = listAppFolders(listing).map((name) => loadApp(folder, name, parse));
  return new Playbooks(
    apps.flatMap(({ all }) => all),
    apps.flatMap(({ problems }) => problems),
  );
}

/** The texts that `loadPlaybooks` would parse now; without what cannot be read. */
export function listPlaybookTexts(folder: string): readonly FileText[] {
  const listing = listFolder(folder, '');
  if (!Array.isArray(listing)) return [];
  return listAppFolders(listing).flatMap((name) => {
    const files = listFolder(folder, name);
    return Array.isArray(files) ? readTexts(folder, name, files).sound : [];
  });
}

function listAppFolders(listing: readonly string[]): readonly string[] {
  return listing.filter((entry) => !entry.includes('.'));
}

function loadApp(root: string, name: string, parse: typeof parseYaml): Pick<Playbooks, 'all' | 'problems'> {
  const listing = listFolder(root, name);
  if (!Array.isArray(listing)) return { all: [], problems: [listing] };
  const { sound, problems } = readTexts(root, name, listing);
  return loadFiles(name, sound, { problems, parse });
}

function readTexts(root: string, name: string, listing: readonly string[]) {
  const files = listing.filter((entry) => entry.endsWith('.yaml')).toSorted();
  const texts = files.map((entry) => readText(root, `${name}/${entry}`));
  return {
    sound: texts.flatMap((text): readonly FileText[] => ('problem' in text ? [] : [text])),
    problems: texts.flatMap((text): readonly PlaybookProblem[] => ('problem' in text ? [text.problem] : [])),
  };
}

export interface FileText {
  readonly file: string;
  readonly text: string;
}

function loadFiles(
  folder: string,
  texts: readonly FileText[],
  { problems: before, parse }: { readonly problems: readonly PlaybookProblem[]; readonly parse: typeof parseYaml },
): Pick<Playbooks, 'all' | 'problems'> {
  const appText = texts.find(({ file }) => file.endsWith(`/${appFileName}`));
  const app = appText === undefined ? null : readFile(parse(appText.file, appText.text), appFileSchema, checkApp);
  const acts = texts
    .filter((text) => text !== appText)
    .map((text) => ({ text, ...readAct(parse(text.file, text.text), app?.value ?? null) }));
  const twice = acts.flatMap(({ value, file }, index) => {
    const isTwice = value !== null && acts.some((other, place) => place !== index && other.value?.act === value.act);
    return isTwice && file !== null ? [file.problem(['act'], 'act-twice', { act: value.act })] : [];
  });
  const missing: readonly PlaybookProblem[] =
    appText === undefined
      ? [{ file: `${folder}/${appFileName}`, line: 1, path: '', code: 'app-missing', params: { folder } }]
      : [];
  const problems = [...before, ...missing, ...(app?.problems ?? []), ...acts.flatMap((act) => act.problems), ...twice];
  const isAppSound = app !== null && app.problems.length === 0 && app.value !== null && appText !== undefined;
  if (!isAppSound || app.value === null) return { all: [], problems };
  const { value } = app;
  const bad = new Set(problems.map(({ file }) => file));
  const all = acts.flatMap(({ text, value: act }): Playbook[] =>
    act === null || bad.has(text.file) ? [] : [{ app: value, act, digest: digestOf([appText.text, text.text]) }],
  );
  return { all, problems };
}

interface ReadFile<T> {
  readonly file: YamlFile | null;
  readonly value: T | null;
  readonly problems: readonly PlaybookProblem[];
}

type ParsedFile = ReturnType<typeof parseYaml>;

function readAct(parsed: ParsedFile, app: AppFile | null): ReadFile<ActFile> {
  return readFile(parsed, actFileSchema, (file, act) => (app === null ? [] : checkAct(file, act, app)));
}

function readFile<T>(
  file: ParsedFile,
  schema: z.ZodType<T>,
  check: (file: YamlFile, value: T) => readonly PlaybookProblem[],
): ReadFile<T> {
  if (!('content' in file)) return { file: null, value: null, problems: file };
  const parsed = schema.safeParse(file.content);
  if (!parsed.success) return { file, value: null, problems: problemsOf(file, parsed.error) };
  return { file, value: parsed.data, problems: check(file, parsed.data) };
}

function listFolder(root: string, name: string): string[] | PlaybookProblem {
  try {
    return readdirSync(join(root, name)).toSorted();
  } catch (failure) {
    return { file: name, line: 1, path: '', code: 'folder-unreadable', params: { reason: reasonOf(failure) } };
  }
}

function readText(root: string, file: string): FileText | { readonly problem: PlaybookProblem } {
  try {
    return { file, text: readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n') };
  } catch (failure) {
    return { problem: { file, line: 1, path: '', code: 'file-unreadable', params: { reason: reasonOf(failure) } } };
  }
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure);
}

function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n---\n')).digest('hex').slice(0, 16);
}
