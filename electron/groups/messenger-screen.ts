import type { Bounds, UiNode, UiTree } from '../automation/hierarchy.ts';
import { evenOut, findFirst, isWithin, subtreeOf } from '../automation/selector.ts';
import { messengerPackage } from '../devices/health/compound-poll.ts';

export const messengerStartPage = `${messengerPackage}/com.tencent.mm.ui.LauncherUI`;

/** A row of the group list as one dump shows it. */
export interface ListedRow {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
}

export interface GroupListPage {
  readonly kind: 'group-list';
  /** The list's area on the screen; null while the page shows no list (yet, or because it is empty). */
  readonly area: Bounds | null;
  readonly rows: readonly ListedRow[];
  /** N, when the last row reads `N个群聊`. A group may be called so too: only a list that has ended makes it true. */
  readonly closingCount: number | null;
}

/** What the messenger shows, as far as reading the group list needs to know. */
export type MessengerScreen =
  | GroupListPage
  /** 通讯录 with its entry 群聊. */
  | { readonly kind: 'contacts'; readonly groupsEntry: UiNode }
  /** Another of the four home tabs, or 通讯录 scrolled away from its top. */
  | { readonly kind: 'home'; readonly contactsTab: UiNode; readonly isContactsChosen: boolean }
  /** A warning of the platform: nothing is touched any more. */
  | { readonly kind: 'warning'; readonly text: string }
  /** Some other page or dialog of the messenger. */
  | { readonly kind: 'other-page' }
  /** The messenger's views carry no words at all: it hides them, or is still starting. */
  | { readonly kind: 'unlabelled' }
  | { readonly kind: 'other-app'; readonly packageName: string | null };

const tabNames = ['微信', '通讯录', '发现', '我'] as const;
const closingRow = /^(\d{1,5})个群聊$/;
const warningText = /频繁|稍后再试|被限制|违规|冻结|账号存在异常/;
const listClass = /(?:ListView|RecyclerView)$/;

/**
 * Recognises a screen by its words; ids change with every release and are not looked at. Screens and labels:
 * messenger 7.x to 8.0.78 (通讯录 → 群聊, closing row, the four tabs).
 */
export function recogniseScreen(tree: UiTree): MessengerScreen {
  const own = tree.nodes.filter((node) => node.packageName === messengerPackage);
  const [first] = own;
  if (first === undefined) return { kind: 'other-app', packageName: tree.nodes.at(-1)?.packageName ?? null };
  if (own.every((node) => node.text === '' && node.description === '')) return { kind: 'unlabelled' };
  const page: UiTree = { ...tree, nodes: own };
  const tab = findContactsTab(page);
  if (tab !== null) return recogniseHome(page, tab);
  return readGroupList(page) ?? recogniseOther(page);
}

function recogniseHome(page: UiTree, tab: { label: UiNode; bar: UiNode }): MessengerScreen {
  const isInBar = (node: UiNode): boolean => isWithin(node, tab.bar);
  const body: UiTree = { ...page, nodes: page.nodes.filter((node) => !isInBar(node)) };
  const groupsEntry = findFirst(body, { text: '群聊' });
  // A chat may be called 群聊; only the contacts page also has 新的朋友.
  if (groupsEntry !== null && findFirst(body, { text: '新的朋友' }) !== null) return { kind: 'contacts', groupsEntry };
  return { kind: 'home', contactsTab: tab.label, isContactsChosen: isChosen(tab.label, tab.bar) };
}

function isChosen(label: UiNode, bar: UiNode): boolean {
  for (let next: UiNode | null = label; next !== null && next !== bar; next = next.parent) {
    if (next.isSelected) return true;
  }
  return false;
}

/** The tab bar is the smallest view that holds all four labels; a chat called 通讯录 is not in it. */
function findContactsTab(page: UiTree): { label: UiNode; bar: UiNode } | null {
  for (const label of page.nodes.toReversed()) {
    if (evenOut(label.text) !== '通讯录') continue;
    let bar = label.parent;
    for (let hops = 0; bar !== null && hops < 5; hops++) {
      const words = [...subtreeOf(bar)].map((node) => evenOut(node.text)).filter((text) => text !== '');
      const isBar = tabNames.every((name) => words.includes(name)) && words.length <= tabNames.length * 2 + 2;
      if (isBar) return { label, bar };
      bar = bar.parent;
    }
  }
  return null;
}

function readGroupList(page: UiTree): GroupListPage | null {
  const list = largestList(page);
  const title = page.nodes.find((node) => evenOut(node.text) === '群聊' && (list === null || !isWithin(node, list)));
  if (title === undefined) return null;
  if (list === null || list.bounds === null) return { kind: 'group-list', area: null, rows: [], closingCount: null };
  const rows = list.children.flatMap((child) => rowOf(child) ?? []);
  const closing = closingRow.exec(evenOut(rows.at(-1)?.name ?? ''));
  const closingCount = closing?.[1] === undefined ? null : Number(closing[1]);
  return { kind: 'group-list', area: list.bounds, rows, closingCount };
}

function rowOf(child: UiNode): ListedRow | null {
  const name = labelOf(child);
  if (name === null || child.bounds === null) return null;
  return { name, top: child.bounds.top, bottom: child.bounds.bottom };
}

function largestList(page: UiTree): UiNode | null {
  const lists = page.nodes.filter((node) => listClass.test(node.className) && node.bounds !== null);
  return lists.toSorted((left, right) => areaOf(right) - areaOf(left))[0] ?? null;
}

function areaOf(node: UiNode): number {
  return node.bounds === null ? 0 : (node.bounds.right - node.bounds.left) * (node.bounds.bottom - node.bounds.top);
}

/** The name of a row; null for the search field and for a row that is cut so far that its name is not there. */
function labelOf(row: UiNode): string | null {
  for (const node of subtreeOf(row)) {
    if (node.className.endsWith('EditText') || evenOut(node.description) === '搜索') return null;
    if (evenOut(node.text) !== '') return node.text;
  }
  return null;
}

/** Words inside of a list are chats, not warnings. */
function recogniseOther(page: UiTree): MessengerScreen {
  const lists = page.nodes.filter((node) => listClass.test(node.className));
  const warning = page.nodes.find((node) => warningText.test(node.text) && !lists.some((list) => isWithin(node, list)));
  return warning === undefined ? { kind: 'other-page' } : { kind: 'warning', text: evenOut(warning.text).slice(0, 80) };
}
