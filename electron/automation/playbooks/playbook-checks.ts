import type { PlaybookProblem } from '../../contract/automation.ts';
import type { NodeQuery } from '../selectors/query-schema.ts';
import type { ActFile, AppFile, Step } from './playbook-schema.ts';
import { queriesOfAct, queriesOfApp, type PlacedQuery } from './playbook-queries.ts';
import { fillPattern, namesIn } from './variables.ts';
import { findWay } from './ways.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What else must be given for each act of a step. */
const needed: Readonly<Record<Step['do'], readonly (keyof Step)[]>> = {
  tap: ['find'],
  type: ['find', 'text', 'otherwise'],
  back: [],
  look: [],
  read: ['find', 'as'],
  'read-row': ['find', 'as'],
  'compare-row': ['find', 'text', 'otherwise'],
  'compare-field': ['find', 'text', 'otherwise'],
  'collect-rows': ['find', 'as'],
  'collect-cells': ['find', 'as', 'total'],
  'seek-row': ['find', 'text'],
};

/** Conditions of a query that say something about the view itself. */
const telling = [
  'text',
  'textMatches',
  'desc',
  'descMatches',
  'class',
  'among',
  'section',
  'inside',
  'holds',
  'rowOf',
] as const;

/** What is wrong with an app's file beyond its shape. */
export function checkApp(file: YamlFile, app: AppFile): PlaybookProblem[] {
  const screens = new Set(app.screens.map(({ id }) => id));
  const steps = Object.entries(app.parts);
  return [
    ...queriesOfApp(app).flatMap((placed) => checkQuery(file, placed)),
    ...findTwice(app.screens.map(({ id }) => id)).map((index) =>
      file.problem(['screens', index, 'id'], 'screen-twice', { screen: app.screens[index]?.id ?? '' }),
    ),
    ...app.moves.flatMap((move, index) => [
      ...checkScreens(file, ['moves', index, 'from'], move.from, screens),
      ...checkScreens(file, ['moves', index, 'to'], [move.to], screens),
      ...(move.do === 'tap' && move.find === undefined
        ? [file.problem(['moves', index, 'find'], 'field-missing', { field: 'find' })]
        : []),
    ]),
    ...steps.flatMap(([part, list]) => checkSteps({ file, app, screens, path: ['parts', part] }, list, false)),
    ...steps.flatMap(([part, list]) => list.flatMap((step, index) => refuseCommit(file, ['parts', part, index], step))),
  ];
}

/** What is wrong with an act's file beyond its shape, on its own and together with its app. */
export function checkAct(file: YamlFile, act: ActFile, app: AppFile): PlaybookProblem[] {
  const screens = new Set(app.screens.map(({ id }) => id));
  return [
    ...queriesOfAct(act).flatMap((placed) => checkQuery(file, placed)),
    ...checkSteps({ file, app, screens, path: ['steps'] }, act.steps, act.reach.length === 0),
    ...act.reach.flatMap((parts, index) =>
      parts
        .filter((part) => app.parts[part] === undefined)
        .map((part) => file.problem(['reach', index], 'part-unknown', { part })),
    ),
    ...act.readBack.flatMap((entry, index) => [
      ...checkScreens(file, ['readBack', index, 'on'], entry.on, screens),
      ...(entry.says === undefined || isPattern(entry.says.match)
        ? []
        : [file.problem(['readBack', index, 'says', 'match'], 'regex-broken', { pattern: entry.says.match })]),
    ]),
    ...act.reach
      .slice(0, 1)
      .flatMap((parts) => parts.flatMap((part) => checkWay(file, app, app.parts[part] ?? [], ['reach', 0]))),
    ...checkCommit(file, act),
    ...checkVariables(file, act, app),
  ];
}

/** What is wrong with one query beyond its shape. */
export function checkQuery(file: YamlFile, { path, query }: PlacedQuery): PlaybookProblem[] {
  const patterns = (['textMatches', 'descMatches'] as const).flatMap((field) => {
    const pattern = query[field];
    return pattern === undefined || isPattern(pattern)
      ? []
      : [file.problem([...path, field], 'regex-broken', { pattern })];
  });
  const isTelling = telling.some((field) => query[field] !== undefined);
  if (query.id !== undefined && !isTelling)
    return [...patterns, file.problem([...path, 'id'], 'id-alone', { id: query.id })];
  return isTelling || hasCondition(query) ? patterns : [...patterns, file.problem(path, 'query-empty')];
}

function hasCondition({ nth: _nth, unique: _unique, ...conditions }: NodeQuery): boolean {
  return Object.values(conditions).some((value) => value !== undefined);
}

function isPattern(pattern: string): boolean {
  const filled = fillPattern(pattern, Object.fromEntries(namesIn(pattern).map((name) => [name, 'x'])));
  try {
    return new RegExp(filled, 'u') instanceof RegExp;
  } catch (failure) {
    if (failure instanceof SyntaxError) return false;
    throw failure;
  }
}

interface StepPlace {
  readonly file: YamlFile;
  readonly app: AppFile;
  readonly screens: ReadonlySet<string>;
  readonly path: Path;
}

function checkSteps(place: StepPlace, steps: readonly Step[], isFromStart = true): PlaybookProblem[] {
  const { file, app, screens, path } = place;
  const twice = findTwice(steps.map(({ id }) => id)).map((index) =>
    file.problem([...path, index, 'id'], 'step-twice', { step: steps[index]?.id ?? '' }),
  );
  const way = isFromStart ? checkWay(file, app, steps, path) : [];
  return [...twice, ...way, ...steps.flatMap((step, index) => checkStep(file, [...path, index], step, screens))];
}

/** The first step must be within reach of the app's start page, the first of its screens. */
function checkWay(file: YamlFile, app: AppFile, [entry]: readonly Step[], path: Path): PlaybookProblem[] {
  const start = app.screens[0]?.id;
  if (entry === undefined || start === undefined) return [];
  if (entry.on.some((screen) => findWay(app, start, screen) !== null)) return [];
  return [
    file.problem([...path, ...(path[0] === 'steps' ? [0, 'on'] : [])], 'way-missing', { screen: entry.on.join(', ') }),
  ];
}

function checkStep(file: YamlFile, path: Path, step: Step, screens: ReadonlySet<string>): PlaybookProblem[] {
  const missing = needed[step.do].filter((field) => step[field] === undefined);
  const isIdle = step.do === 'look' && step.find === undefined && step.expect === undefined;
  const patterns = (['match', 'closing'] as const).flatMap((field) => {
    const pattern = step[field];
    return pattern === undefined || isPattern(pattern)
      ? []
      : [file.problem([...path, field], 'regex-broken', { pattern })];
  });
  return [
    ...missing.map((field) => file.problem([...path, field], 'field-missing', { field })),
    ...(step.whenMissing?.onlyIfSaid === true && step.whenMissing.atOnce === undefined
      ? [file.problem([...path, 'whenMissing', 'atOnce'], 'field-missing', { field: 'atOnce' })]
      : []),
    ...(isIdle ? [file.problem([...path, 'find'], 'field-missing', { field: 'find' })] : []),
    ...patterns,
    ...checkScreens(file, [...path, 'on'], step.on, screens),
    ...checkScreens(file, [...path, 'expect', 'screen'], step.expect?.screen ?? [], screens),
  ];
}

function checkScreens(
  file: YamlFile,
  path: Path,
  names: readonly string[],
  screens: ReadonlySet<string>,
): PlaybookProblem[] {
  return names.filter((name) => !screens.has(name)).map((screen) => file.problem(path, 'screen-unknown', { screen }));
}

/** A writing act commits exactly once, in its last step, and says how the result is read back; a reading one never commits. */
function checkCommit(file: YamlFile, act: ActFile): PlaybookProblem[] {
  if (act.risk === 'read') return act.steps.flatMap((step, index) => refuseCommit(file, ['steps', index], step));
  const commits = act.steps.flatMap((step, index) => (step.commit ? [index] : []));
  const [first, second] = commits;
  if (first === undefined) return [file.problem(['steps'], 'commit-missing')];
  const problems: PlaybookProblem[] = [];
  if (second !== undefined) problems.push(file.problem(['steps', second, 'commit'], 'commit-twice'));
  if (first !== act.steps.length - 1 || act.steps[first]?.do !== 'tap') {
    problems.push(file.problem(['steps', first, 'commit'], 'commit-not-last'));
  }
  if (act.readBack.length === 0) problems.push(file.problem(['readBack'], 'read-back-missing'));
  if (act.present === undefined || act.goal === undefined) {
    problems.push(file.problem([act.present === undefined ? 'present' : 'goal'], 'goal-unknown'));
  }
  return problems;
}

function refuseCommit(file: YamlFile, path: Path, step: Step): PlaybookProblem[] {
  return step.commit ? [file.problem([...path, 'commit'], 'read-only-commit', { step: step.id })] : [];
}

/** Every `${name}` is a variable of the act, or was read or set before. */
function checkVariables(file: YamlFile, act: ActFile, app: AppFile): PlaybookProblem[] {
  const known = new Set(Object.keys(act.variables));
  const unknown = (path: Path, text: unknown): PlaybookProblem[] =>
    namesIn(JSON.stringify(text) ?? '')
      .filter((name) => !known.has(name))
      .map((name) => file.problem(path, 'variable-unknown', { name }));
  const problems: PlaybookProblem[] = [];
  const walk = (step: Step, path: Path): void => {
    for (const [field, value] of Object.entries(step))
      if (field !== 'note') problems.push(...unknown([...path, field], value));
    for (const name of [step.as, ...Object.keys(step.set ?? {}), ...Object.keys(step.whenMissing?.set ?? {})]) {
      if (name !== undefined) known.add(name);
    }
  };
  for (const [index, parts] of act.reach.entries()) {
    for (const step of parts.flatMap((part) => app.parts[part] ?? [])) walk(step, ['reach', index]);
  }
  for (const [index, step] of act.steps.entries()) walk(step, ['steps', index]);
  if (act.present !== undefined && !known.has(act.present)) {
    problems.push(file.problem(['present'], 'variable-unknown', { name: act.present }));
  }
  const fields = [
    'variables',
    'goal',
    'subjectAfter',
    'readBack',
    'byHandFirst',
    'byHand',
    'byHandCheck',
    'picture',
  ] as const;
  return [...problems, ...fields.flatMap((field) => unknown([field], act[field]))];
}

/** The places of names that stood before already. */
function findTwice(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}
