import type { QueryTrial } from '../../contract/playbook-bench.ts';
import { searchIn } from '../engine/recognition.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { AppFile } from '../playbooks/playbook-schema.ts';
import { fillIn, fillPattern, type Variables } from '../playbooks/variables.ts';
import { prepareSearch, type Fill } from '../selectors/node-search.ts';
import { clickableAncestorOf, screenOf, tapPointOf } from '../tap-target.ts';
import type { WrittenQuery } from './query-text.ts';

/** A look that can be searched. */
export interface SearchedLook {
  readonly lookId: number;
  /** The page that a playbook would search: without windows that lie below the app's topmost one. */
  readonly page: UiTree;
  /** The place of a view in the list that the page was given. */
  readonly placeOf: (node: UiNode) => number;
}

interface TrialGround {
  readonly look: SearchedLook | null;
  /** The app whose views are searched unless the query names another package; null: every view. */
  readonly app: AppFile | null;
  readonly variables: Variables;
}

const unasked = { result: null, rowCount: null, taken: null, tapsOn: null, point: null } as const;

/** What a `find` comes to on a look, as the engine would search it. Without a look, or a variable, only the query is judged. */
export function tryQuery(written: WrittenQuery, { look, app, variables }: TrialGround): QueryTrial {
  const { query } = written;
  const head = { lookId: look?.lookId ?? null, problems: [...written.problems], variables: [...written.variables] };
  const isComplete = written.variables.every((name) => (variables[name] ?? '') !== '');
  if (query === null || look === null || !isComplete) return { ...head, ...unasked, matches: [] };
  const fill = fillWith(variables);
  const search = app === null ? prepareSearch(query, fill) : searchIn(app, query, fill);
  const found = search.find(look.page);
  const matches = search.all(look.page).map(look.placeOf);
  if (found.kind !== 'one') {
    const rowCount = found.kind === 'many' ? found.count : null;
    return { ...head, ...unasked, matches, result: found.kind, rowCount };
  }
  const screen = screenOf(look.page);
  const tapped = (screen === null ? null : clickableAncestorOf(found.node, screen)) ?? found.node;
  const point = tapPointOf(found.node, look.page);
  return {
    ...head,
    matches,
    result: 'one',
    rowCount: null,
    taken: look.placeOf(found.node),
    tapsOn: look.placeOf(tapped),
    point,
  };
}

export function fillWith(variables: Variables): Fill {
  return (text, isPattern) => (isPattern ? fillPattern(text, variables) : fillIn(text, variables));
}
