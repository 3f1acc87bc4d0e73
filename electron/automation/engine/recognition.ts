import type { Fault } from '../../contract/outcome.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { AppFile, Interruption, Recognition } from '../playbooks/playbook-schema.ts';
import { textOf } from '../selectors/labels.ts';
import { prepareSearch, type Fill, type NodeSearch } from '../selectors/node-search.ts';
import type { NodeQuery } from '../selectors/query-schema.ts';
import { evenOut } from '../selectors/even-text.ts';
import { subtreeOf } from '../subtree.ts';

/** What a phone shows, as far as a playbook can tell. `page` holds the topmost window of the app and whatever else is in front. */
export type Look =
  | { readonly kind: 'screen'; readonly screen: string; readonly page: UiTree; readonly isLoading: boolean }
  /** The app's own page, but none that the playbook knows. */
  | { readonly kind: 'unknown'; readonly page: UiTree; readonly isLoading: boolean }
  | {
      readonly kind: 'interrupted';
      readonly interruption: Interruption;
      readonly page: UiTree;
      readonly isLoading: false;
    }
  | { readonly kind: 'away'; readonly packageName: string; readonly isLoading: false }
  /** The app's views carry no words at all: it hides them, or is still starting. */
  | { readonly kind: 'unlabelled'; readonly page: UiTree; readonly isLoading: false }
  | { readonly kind: 'dark'; readonly fault: Fault; readonly isLoading: false };

type IsFit = (page: UiTree) => boolean;

/** An app's file made ready to recognise its screens. */
export interface PreparedApp {
  readonly file: AppFile;
  readonly screens: readonly { readonly id: string; readonly isFit: IsFit }[];
  readonly interruptions: readonly { readonly interruption: Interruption; readonly isFit: IsFit }[];
  readonly isLoading: IsFit;
}

/**
 * @param ownTexts names and texts that the run is about: a view that reads just that, or that with a number of members
 * behind it, is no interruption (a group may be called 操作频繁)
 */
export function prepareApp(file: AppFile, fill: Fill, ownTexts: readonly string[]): PreparedApp {
  const own = new Set(ownTexts.map(evenOut));
  const isForeign = (node: UiNode): boolean =>
    !own.has(textOf(node)) && !own.has(textOf(node).replace(/\s?[(（]\d+[)）]$/u, ''));
  const loading = file.loading.map((query) => searchIn(file, query, fill));
  return {
    file,
    screens: file.screens.map((screen) => ({
      id: screen.id,
      isFit: prepareRecognition(file, screen.recognise, fill),
    })),
    interruptions: file.interruptions.map((interruption) => ({
      interruption,
      isFit: prepareRecognition(file, interruption.recognise, fill, isForeign),
    })),
    isLoading: (page) => loading.some((search) => search.all(page).length > 0),
  };
}

/** A search for views of the app itself, unless the query names another one. */
export function searchIn(file: AppFile, query: NodeQuery, fill: Fill): NodeSearch {
  return prepareSearch({ ...query, package: query.package ?? [file.app] }, fill);
}

export function prepareRecognition(
  file: AppFile,
  { all = [], any = [], none = [] }: Recognition,
  fill: Fill,
  isCounted: (node: UiNode) => boolean = () => true,
): IsFit {
  const prepare = (queries: readonly NodeQuery[]): NodeSearch[] => queries.map((query) => searchIn(file, query, fill));
  const [allOf, anyOf, noneOf] = [prepare(all), prepare(any), prepare(none)];
  const isThere = (page: UiTree) => (search: NodeSearch) => search.all(page).some(isCounted);
  return (page) =>
    allOf.every(isThere(page)) &&
    (anyOf.length === 0 || anyOf.some(isThere(page))) &&
    !noneOf.some((search) => search.all(page).length > 0);
}

/** Recognises what a tree shows. Pure. */
export function recognise(app: PreparedApp, tree: UiTree): Look {
  const { app: packageName } = app.file;
  const page = frontOf(tree, packageName);
  const own = page.nodes.filter((node) => node.packageName === packageName);
  const screen = own.length === 0 ? undefined : app.screens.find(({ isFit }) => isFit(page));
  const interruption = app.interruptions.find(
    ({ interruption: { everywhere }, isFit }) => (everywhere || screen === undefined) && isFit(page),
  )?.interruption;
  if (interruption !== undefined) return { kind: 'interrupted', interruption, page, isLoading: false };
  if (screen !== undefined) return { kind: 'screen', screen: screen.id, page, isLoading: app.isLoading(page) };
  if (own.length === 0) return { kind: 'away', packageName: tree.roots.at(-1)?.packageName ?? '', isLoading: false };
  if (own.every(isWordless)) return { kind: 'unlabelled', page, isLoading: false };
  return { kind: 'unknown', page, isLoading: app.isLoading(page) };
}

function isWordless(node: UiNode): boolean {
  return node.text === '' && node.description === '';
}

/** Without the app's windows below its topmost one: a dialog lies over a page that takes no taps meanwhile. */
function frontOf(tree: UiTree, packageName: string): UiTree {
  const own = tree.roots.filter((root) => root.packageName === packageName);
  if (own.length < 2) return tree;
  const top = own.findLast((root) => root.bounds !== null) ?? own.at(-1);
  const roots = tree.roots.filter((root) => root.packageName !== packageName || root === top);
  return { roots, nodes: roots.flatMap((root) => [...subtreeOf(root)]), rotation: tree.rotation };
}
