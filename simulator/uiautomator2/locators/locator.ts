import type { AutomatedPhone } from '../automated-phone.ts';
import { subtreeOf, type Snapshot, type ViewNode } from '../snapshot.ts';
import { WebDriverError } from '../web-driver-error.ts';
import { parseJavaExpression } from './java-expression.ts';
import { scrollTo } from './ui-scrollable.ts';
import { selectViews } from './ui-selector.ts';
import { selectByXPath } from './xpath-evaluation.ts';
import { parseXPath } from './xpath-parser.ts';

/** How a client names the elements that it means. */
export interface Locator {
  readonly strategy: string;
  readonly selector: string;
}

export interface Search {
  readonly phone: AutomatedPhone;
  readonly look: () => Promise<Snapshot>;
  /** Only what lies below this view; null for the whole screen. */
  readonly below: (snapshot: Snapshot) => ViewNode | null;
}

/** All views that a locator means now. Throws `invalid selector` for one that cannot be read. */
export async function findViews({ strategy, selector }: Locator, search: Search): Promise<readonly ViewNode[]> {
  if (strategy === '-android uiautomator') return findByExpression(selector, search);
  const snapshot = await search.look();
  const from = search.below(snapshot);
  const scope = from === null ? snapshot.nodes : [...subtreeOf(from)].slice(1);
  switch (strategy) {
    case 'id':
      return scope.filter(({ node, packageName }) => node.resourceId === wholeId(selector, packageName));
    case 'accessibility id':
      return scope.filter(({ node }) => node.description === selector);
    case 'class name':
      return scope.filter(({ node }) => node.className === selector);
    case 'xpath':
      return selectByXPath(parseXPath(selector), { snapshot, sdk: search.phone.sdk, from });
    default:
      throw new WebDriverError('invalid selector', `Locator strategy '${strategy}' is not supported`);
  }
}

/** An id without a package is one of the app in front. */
function wholeId(selector: string, packageName: string): string {
  return selector.includes(':id/') || selector.includes('/') ? selector : `${packageName}:id/${selector}`;
}

async function findByExpression(selector: string, search: Search): Promise<readonly ViewNode[]> {
  const expression = parseJavaExpression(selector);
  if (expression.type === 'UiScrollable') {
    const found = await scrollTo(expression, search.phone, search.look);
    return found === null ? [] : [found];
  }
  const snapshot = await search.look();
  const from = search.below(snapshot);
  return selectViews(expression, from === null ? snapshot.nodes : [...subtreeOf(from)].slice(1));
}
