import { fail } from '../contract/outcome.ts';
import type { Fault } from '../contract/outcome.ts';
import type { UiNode, UiTree } from '../automation/hierarchy.ts';
import { screenOf, tapPointOf } from '../automation/tap-target.ts';
import type { Point } from '../automation/tap-target.ts';
import type { ListedGroups } from './group-store.ts';
import { appendPage, beginList } from './list-stitching.ts';
import type { StitchedList } from './list-stitching.ts';
import { recogniseScreen } from './messenger-screen.ts';
import type { GroupListPage, MessengerScreen } from './messenger-screen.ts';

export type WalkStep =
  | { readonly kind: 'tap'; readonly point: Point }
  | { readonly kind: 'swipe'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'back' }
  | { readonly kind: 'launch' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'finish'; readonly listed: ListedGroups }
  | { readonly kind: 'stop'; readonly fault: Fault };

export interface WalkState {
  readonly screen: MessengerScreen['kind'] | null;
  /** How often in a row the same screen was there without any progress. */
  readonly idleCount: number;
  readonly stepCount: number;
  readonly backCount: number;
  readonly launchCount: number;
  /** True once this walk itself opened the group list: one found open may be scrolled already. */
  readonly hasEntered: boolean;
  readonly list: StitchedList | null;
  /** Pixels of the last swipe over the list. */
  readonly swipeLength: number;
}

export interface WalkDecision {
  readonly state: WalkState;
  readonly step: WalkStep;
}

export const walkStart: WalkState = {
  screen: null,
  idleCount: 0,
  stepCount: 0,
  backCount: 0,
  launchCount: 0,
  hasEntered: false,
  list: null,
  swipeLength: 0,
};

const maxSteps = 300;
const maxBacks = 6;
const maxLaunches = 2;
const waitsBeforeAct = 3;
const waitsBeforeStop = 9;
/** A page that did not move after this many swipes has ended. */
const idleSwipes = 3;
/** Share of the list's height that one swipe covers; the rest is the overlap by which pages are joined. */
const swipeShare = 0.6;
/** A swipe moves the list less than the finger: the system keeps the first pixels for telling taps from swipes. */
const usualShiftShare = 0.92;

/**
 * The next step from one look at the screen towards 通讯录 → 群聊 and through that list to its closing row. Pure: no
 * I/O, no time. It opens nothing but those two entries, goes back from every page that it does not know, taps only
 * what the tree shows, and stops at a warning of the platform.
 */
export function decideStep(state: WalkState, tree: UiTree): WalkDecision {
  const screen = recogniseScreen(tree);
  const idleCount = state.screen === screen.kind ? state.idleCount + 1 : 0;
  const next: WalkState = { ...state, screen: screen.kind, idleCount, stepCount: state.stepCount + 1 };
  if (next.stepCount > maxSteps) return stop(next, 'too-many-steps');
  switch (screen.kind) {
    case 'group-list':
      return next.hasEntered ? readPage(next, screen) : goBack(next);
    case 'contacts':
      return enterList(next, screen.groupsEntry, tree);
    case 'home':
      return goToContacts(next, screen, tree);
    case 'other-page':
      return goBack({ ...next, hasEntered: false, list: null });
    case 'other-app':
      return bringToFront({ ...next, hasEntered: false, list: null }, screen.packageName);
    case 'unlabelled':
      return idleCount < waitsBeforeStop ? wait(next) : stopWith(next, blockedFault());
    case 'warning':
      return stopWith(next, warningFault(screen.text));
  }
}

function readPage(state: WalkState, page: GroupListPage): WalkDecision {
  if (page.area === null || page.rows.length === 0) return awaitRows(state);
  if (state.list === null) return swipeList({ ...state, list: beginList(page.rows), idleCount: 0 }, page);
  const expectedShift = state.list.measuredShift ?? state.swipeLength * usualShiftShare;
  const totalCount = page.closingCount === null ? null : page.closingCount + 1;
  const { list, hasMoved } = appendPage(state.list, page.rows, { expectedShift, totalCount });
  if (hasMoved) return swipeList({ ...state, list, idleCount: 0 }, page);
  if (page.closingCount !== null) return finish(state, { ...list, names: list.names.slice(0, -1) }, page.closingCount);
  return state.idleCount >= idleSwipes ? finish(state, list, null) : swipeList(state, page);
}

/** A page without rows may still be loading; one that stays so is an empty list that names no count. */
function awaitRows(state: WalkState): WalkDecision {
  if (state.idleCount < waitsBeforeStop) return wait(state);
  return finish(state, state.list ?? beginList([]), null);
}

function finish(state: WalkState, list: StitchedList, listedCount: number | null): WalkDecision {
  const isComplete = listedCount !== null && !list.hasGap && list.names.length === listedCount;
  return { state, step: { kind: 'finish', listed: { names: list.names, listedCount, isComplete } } };
}

/** Half a row more than whole rows, so that a list that moved never looks like one that did not. */
function swipeList(state: WalkState, { area, rows: [row] }: GroupListPage): WalkDecision {
  if (area === null) return wait(state);
  const height = area.bottom - area.top;
  const rowHeight = row === undefined ? 0 : row.bottom - row.top;
  const wanted = height * swipeShare;
  const length =
    rowHeight > 0 && rowHeight * 1.5 < wanted ? (Math.floor(wanted / rowHeight) - 0.5) * rowHeight : wanted;
  const x = Math.floor((area.left + area.right) / 2);
  const startY = area.bottom - height * 0.15;
  const step: WalkStep = {
    kind: 'swipe',
    from: { x, y: Math.floor(startY) },
    to: { x, y: Math.floor(startY - length) },
  };
  return { state: { ...state, swipeLength: Math.floor(length) }, step };
}

function enterList(state: WalkState, entry: UiNode, tree: UiTree): WalkDecision {
  if (state.idleCount >= waitsBeforeStop) return stop(state, 'entry-without-effect');
  // The first look after a tap may still show the old page.
  if (state.idleCount % waitsBeforeAct !== 0) return wait(state);
  const point = tapPointOf(entry, tree);
  if (point === null) return stop(state, 'entry-not-tappable');
  return { state: { ...state, hasEntered: true, list: null }, step: { kind: 'tap', point } };
}

function goToContacts(
  state: WalkState,
  screen: { readonly contactsTab: UiNode; readonly isContactsChosen: boolean },
  tree: UiTree,
): WalkDecision {
  const fresh: WalkState = { ...state, hasEntered: false, list: null };
  if (state.idleCount >= waitsBeforeStop) return stop(fresh, 'contacts-not-found');
  if (screen.isContactsChosen) return scrollToTop(fresh, tree);
  if (state.idleCount % waitsBeforeAct !== 0) return wait(fresh);
  const point = tapPointOf(screen.contactsTab, tree);
  return point === null ? stop(fresh, 'tab-not-tappable') : { state: fresh, step: { kind: 'tap', point } };
}

/** 群聊 stands at the top of the contacts, which may be scrolled down. */
function scrollToTop(state: WalkState, tree: UiTree): WalkDecision {
  const screen = screenOf(tree);
  if (screen === null) return stop(state, 'no-area');
  const x = Math.floor((screen.left + screen.right) / 2);
  const height = screen.bottom - screen.top;
  const from = { x, y: Math.floor(screen.top + height * 0.3) };
  return { state, step: { kind: 'swipe', from, to: { x, y: Math.floor(screen.top + height * 0.75) } } };
}

function goBack(state: WalkState): WalkDecision {
  if (state.backCount >= maxBacks) return stop(state, 'no-way-back');
  return { state: { ...state, backCount: state.backCount + 1 }, step: { kind: 'back' } };
}

function bringToFront(state: WalkState, packageName: string | null): WalkDecision {
  if (state.idleCount < waitsBeforeAct) return wait(state);
  if (state.launchCount >= maxLaunches) return stop(state, 'messenger-not-in-front', packageName);
  return { state: { ...state, launchCount: state.launchCount + 1, idleCount: 0 }, step: { kind: 'launch' } };
}

function wait(state: WalkState): WalkDecision {
  return { state, step: { kind: 'wait' } };
}

function stop(state: WalkState, reason: string, packageName: string | null = null): WalkDecision {
  const detail = { reason, screen: state.screen, package: packageName };
  return stopWith(state, fail('ui-unexpected-screen', `the walk ended: ${reason}`, detail).error);
}

function stopWith(state: WalkState, fault: Fault): WalkDecision {
  return { state, step: { kind: 'stop', fault } };
}

function blockedFault(): Fault {
  return fail('ui-tree-blocked', 'the messenger shows views without words', { reason: 'no-words' }).error;
}

function warningFault(text: string): Fault {
  return fail('ui-unexpected-screen', 'the platform shows a warning', { reason: 'platform-warning', text }).error;
}
