import type { UiNode, UiTree } from '../hierarchy.ts';
import { appendRows, beginRows, type StitchedRows } from '../lists/stitched-rows.ts';
import type { ListPage } from '../lists/list-page.ts';
import { budgets } from './budgets.ts';
import type { PhoneView } from './phone-view.ts';
import { halt, haltOn, reach, type Reached } from './reached.ts';
import type { ReadList } from './run-ports.ts';
import { swipeDurationMs, swipeOver, usualShiftShare } from './swipes.ts';

export interface ListOrder {
  /** The screen that the list is on. */
  readonly screens: readonly string[];
  /** The list on a page; null while it is not there. */
  readonly findList: (page: UiTree) => UiNode | null;
  readonly readPage: (list: UiNode, page: UiTree) => ListPage | null;
  /** The page shows where the list ends. */
  readonly isEnd: (page: UiTree) => boolean;
  /** How many items there are, where it is known beforehand. */
  readonly total: number | null;
  /** The list has a last row that counts the others. */
  readonly hasClosing: boolean;
  /** Where nothing counts the items, that the list ended is enough to call it complete. */
  readonly isEndEnough: boolean;
  /** The page is at its top already. */
  readonly isAtTop: boolean;
}

/** A page that did not move after this many swipes has ended. */
const idleSwipes = 3;
const mostPages = 400;

interface SeenPage {
  readonly list: UiNode;
  readonly page: UiTree;
  readonly content: ListPage;
}

/**
 * Reads a list from its top to its end, page by page with overlap. Ends by `unknown-screen` when the list or its screen is
 * not there (any more), and as the phone does.
 */
export async function readWholeList(view: PhoneView, order: ListOrder): Promise<Reached<ReadList>> {
  const first = await seePage(view, order, budgets.viewMs);
  if (!first.ok) return first;
  const top = order.isAtTop ? first : await scrollToTop(view, order, first.value);
  if (!top.ok) return top;
  let seen = top.value;
  let list = beginRows(seen.content.rows);
  let idle = 0;
  let closing = seen.content.closingCount;
  for (let pages = 0; pages < mostPages && idle < idleSwipes; pages++) {
    if (order.isEnd(seen.page)) break;
    const swiped = await swipe(view, seen, 'down');
    if (!swiped.ok) return swiped;
    const next = await seePage(view, order, 0);
    if (!next.ok) return next;
    seen = next.value;
    closing = seen.content.closingCount;
    const totalCount = closing === null ? order.total : closing + 1;
    const expectedShift = list.measuredShift ?? swiped.value * usualShiftShare;
    const appended = appendRows(list, seen.content.rows, { expectedShift, totalCount });
    ({ list } = appended);
    idle = appended.hasMoved ? 0 : idle + 1;
    // The count is true only where the list has ended; then one swipe without effect is proof enough.
    if (!appended.hasMoved && isWhole(list, closing, order)) break;
  }
  return reach(concludeList(list, closing, order));
}

function isWhole(list: StitchedRows, closing: number | null, { total, hasClosing }: ListOrder): boolean {
  if (hasClosing) return closing !== null;
  return total === null || list.items.length === total;
}

function concludeList(list: StitchedRows, closing: number | null, order: ListOrder): ReadList {
  const { total, hasClosing, isEndEnough } = order;
  const items = closing === null ? list.items : list.items.slice(0, -1);
  const statedCount = hasClosing ? closing : total;
  const isUncounted = total === null ? isEndEnough : total === items.length;
  const isCounted = hasClosing ? closing === items.length : isUncounted;
  return { items, statedCount, isComplete: isCounted && !list.hasGap };
}

/** A list without rows may still be loading; one that stays so is empty. */
async function seePage(view: PhoneView, order: ListOrder, patienceMs: number): Promise<Reached<SeenPage>> {
  const read = (page: UiTree): SeenPage | null => {
    const list = order.findList(page);
    const content = list === null ? null : order.readPage(list, page);
    return list === null || content === null ? null : { list, page, content };
  };
  const isFilled = (page: UiTree): boolean => (read(page)?.content.rows.length ?? 0) > 0;
  const look = await view.waitFor(
    (each) => each.kind === 'screen' && order.screens.includes(each.screen) && isFilled(each.page),
    Math.max(patienceMs, budgets.pollMs),
  );
  if (look.kind === 'dark') return haltOn(look.fault);
  if (look.kind !== 'screen' || !order.screens.includes(look.screen))
    return halt('unknown-screen', 'the list went away');
  const seen = read(look.page);
  return seen === null ? halt('unknown-screen', 'there is no list') : reach(seen);
}

/** @returns the pixels that the finger went */
async function swipe(view: PhoneView, { content }: SeenPage, direction: 'down' | 'up'): Promise<Reached<number>> {
  const [row] = content.rows;
  const { from, to, length } = swipeOver(content.area, direction, row === undefined ? 0 : row.bottom - row.top);
  const swiped = await view.swipe(from, to, swipeDurationMs);
  return swiped.ok ? reach(Math.abs(length)) : haltOn(swiped.error);
}

async function scrollToTop(view: PhoneView, order: ListOrder, from: SeenPage): Promise<Reached<SeenPage>> {
  let seen = from;
  for (let pages = 0; pages < mostPages; pages++) {
    const swiped = await swipe(view, seen, 'up');
    if (!swiped.ok) return swiped;
    const next = await seePage(view, order, 0);
    if (!next.ok) return next;
    const isSame = JSON.stringify(next.value.content.rows) === JSON.stringify(seen.content.rows);
    seen = next.value;
    if (isSame) break;
  }
  return reach(seen);
}

/**
 * Scrolls up from the end of a list until `find` has the view, or the top is reached without it.
 * @returns the view with its page; null when it was not met
 */
export async function climbTo(
  view: PhoneView,
  order: ListOrder,
  find: (list: UiNode, page: UiTree) => UiNode | null,
): Promise<Reached<{ readonly node: UiNode; readonly page: UiTree } | null>> {
  let last: string | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const seen = await seePage(view, order, 0);
    if (!seen.ok) return seen;
    const { list, page, content } = seen.value;
    const node = find(list, page);
    if (node !== null) return reach({ node, page });
    const rows = JSON.stringify(content.rows);
    if (rows === last) return reach(null);
    last = rows;
    const swiped = await swipe(view, seen.value, 'up');
    if (!swiped.ok) return swiped;
  }
  return reach(null);
}
