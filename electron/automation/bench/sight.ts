import type { BenchSight, SightCondition, SightEntry } from '../../contract/playbook-bench.ts';
import { prepareApp, recognise, searchIn, type Look } from '../engine/recognition.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { AppFile, Recognition } from '../playbooks/playbook-schema.ts';
import type { NodeQuery } from '../selectors/query-schema.ts';
import { flowText } from './flow-text.ts';
import { fillWith } from './query-trial.ts';

/** What an app's playbook makes of a tree, and every screen and interruption with the conditions that hold and that do not. */
export interface Sight {
  readonly look: Look;
  /** What the engine searches. */
  readonly page: UiTree;
  readonly shown: BenchSight;
}

const fill = fillWith({});

/** Recognises as a run does, and says why. Pure. */
export function seeScreen(app: AppFile, tree: UiTree, placeOf: (node: UiNode) => number): Sight {
  const prepared = prepareApp(app, fill, []);
  const look = recognise(prepared, tree);
  const page = 'page' in look ? look.page : tree;
  const explain = (kind: SightEntry['kind'], isFit: boolean, entry: Explained): SightEntry => {
    const { id, confidence, recognise: recognition } = entry;
    return { id, kind, confidence, isFit, conditions: conditionsOf(app, recognition, page, placeOf) };
  };
  const entries = [
    ...app.screens.map((screen, index) => explain('screen', prepared.screens[index]?.isFit(page) === true, screen)),
    ...app.interruptions.map((interruption, index) =>
      explain('interruption', prepared.interruptions[index]?.isFit(page) === true, interruption),
    ),
  ];
  return { look, page, shown: { app: app.app, ...nameLook(look), isLoading: look.isLoading, entries } };
}

type Explained = Pick<AppFile['screens'][number], 'id' | 'confidence' | 'recognise'>;

/** A tree that was read is never `dark`. */
function nameLook(look: Look): Pick<BenchSight, 'kind' | 'name'> {
  switch (look.kind) {
    case 'screen':
      return { kind: 'screen', name: look.screen };
    case 'interrupted':
      return { kind: 'interrupted', name: look.interruption.id };
    case 'away':
      return { kind: 'away', name: look.packageName };
    case 'unlabelled':
      return { kind: 'unlabelled', name: null };
    case 'unknown':
    case 'dark':
      return { kind: 'unknown', name: null };
  }
}

function conditionsOf(
  app: AppFile,
  { all = [], any = [], none = [] }: Recognition,
  page: UiTree,
  placeOf: (node: UiNode) => number,
): SightCondition[] {
  const judge = (place: SightCondition['place'], query: NodeQuery): SightCondition => {
    const matches = searchIn(app, query, fill).all(page).map(placeOf);
    return { place, query: flowText(query), isMet: matches.length > 0 !== (place === 'none'), matches };
  };
  return [
    ...all.map((query) => judge('all', query)),
    ...any.map((query) => judge('any', query)),
    ...none.map((query) => judge('none', query)),
  ];
}
