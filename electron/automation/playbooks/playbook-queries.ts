import { relationNames, type NodeQuery } from '../selectors/query-schema.ts';
import type { ActFile, AppFile, Interruption, Move, ReadBack, Recognition, Step } from './playbook-schema.ts';
import type { Path } from './yaml-file.ts';

/** A query and where in its file it stands. */
export interface PlacedQuery {
  readonly path: Path;
  readonly query: NodeQuery;
}

/** Every query of an app's file, those inside other queries included. */
export function queriesOfApp(app: AppFile): PlacedQuery[] {
  return [
    ...app.screens.flatMap((screen, index) => ofRecognition(['screens', index, 'recognise'], screen.recognise)),
    ...app.moves.flatMap((move, index) => ofFinds(['moves', index], move)),
    ...app.interruptions.flatMap((interruption, index) => [
      ...ofRecognition(['interruptions', index, 'recognise'], interruption.recognise),
      ...ofFinds(['interruptions', index], interruption),
    ]),
    ...ofList(['loading'], app.loading),
    ...Object.entries(app.parts).flatMap(([part, steps]) => ofSteps(['parts', part], steps)),
  ];
}

/** Every query of an act's file, those inside other queries included. */
export function queriesOfAct(act: ActFile): PlacedQuery[] {
  return [
    ...ofSteps(['steps'], act.steps),
    ...act.readBack.flatMap((entry, index) => ofFinds(['readBack', index], entry)),
  ];
}

/** A query that stands by itself, and those inside it. */
export function queriesWithin(path: Path, query: NodeQuery): PlacedQuery[] {
  return ofQuery(path, query);
}

function ofSteps(path: Path, steps: readonly Step[]): PlacedQuery[] {
  return steps.flatMap((step, index) => [
    ...ofFinds([...path, index], step),
    ...ofQuery([...path, index, 'until'], step.until),
    ...ofQuery([...path, index, 'elseRow'], step.elseRow),
    ...ofQuery([...path, index, 'whenMissing', 'unless'], step.whenMissing?.unless),
    ...ofQuery([...path, index, 'whenMissing', 'atOnce'], step.whenMissing?.atOnce),
    ...(step.question === undefined
      ? []
      : [
          ...ofRecognition([...path, index, 'question', 'recognise'], step.question.recognise),
          ...ofQuery([...path, index, 'question', 'find'], step.question.find),
        ]),
    ...ofRecognition([...path, index, 'otherQuestion'], step.otherQuestion ?? {}),
    ...ofQuery([...path, index, 'expect', 'find'], step.expect?.find),
    ...ofQuery([...path, index, 'expect', 'gone'], step.expect?.gone),
  ]);
}

function ofFinds(path: Path, { find, alternates }: Step | Move | Interruption | ReadBack): PlacedQuery[] {
  return [
    ...ofQuery([...path, 'find'], find),
    ...alternates.flatMap((alternate, index) => ofQuery([...path, 'alternates', index, 'find'], alternate.find)),
  ];
}

function ofRecognition(path: Path, { all = [], any = [], none = [] }: Recognition): PlacedQuery[] {
  return [...ofList([...path, 'all'], all), ...ofList([...path, 'any'], any), ...ofList([...path, 'none'], none)];
}

function ofList(path: Path, queries: readonly NodeQuery[]): PlacedQuery[] {
  return queries.flatMap((query, index) => ofQuery([...path, index], query));
}

function ofQuery(path: Path, query: NodeQuery | undefined): PlacedQuery[] {
  if (query === undefined) return [];
  return [{ path, query }, ...relationNames.flatMap((name) => ofQuery([...path, name], query[name]))];
}
