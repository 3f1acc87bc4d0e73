import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { createScrollList, ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Group, Member } from '../world/group.ts';
import { createInfoRow, shownRows, type InfoRow } from './info-rows.ts';
import { openInfoRow } from './info-acts.ts';
import { cellBounds, cellHeightDp, createActionCell, createMemberCell } from './member-cell.ts';
import { createMemberListScreen } from './member-list-screen.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { createPlainScreen } from './plain-screen.ts';
import { fill } from './wording.ts';

const rowHeightDp = 56;
const linkHeightDp = 48;

/** A line of the page: some cells of the grid, the link to all members, or a row. */
type Line =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  | { readonly kind: 'more' }
  | { readonly kind: 'row'; readonly row: InfoRow };
type Cell = { readonly member: Member } | { readonly description: string; readonly glyph: string };

/** 聊天信息(N): the first members, a link to all of them in larger groups, and rows; an owner or admin sees more of them. */
export function createGroupInfoScreen(messenger: Messenger, groupId: string): Screen {
  const offset = new ScrollOffset();
  const { info, titleId, backDescription } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: info.activity,
    isFetched: true,
    onOpen: () => messenger.enter('group-info', 'open-group-info', { groupId }),
    build: (display, navigation) => {
      const group = messenger.group(groupId);
      const isInside = messenger.standing(group) === 'inside';
      const lines = isInside ? linesOf(messenger, group) : [];
      return createPage(display, '#ededed', [
        createScrollList({
          className: info.listClass,
          resourceId: 'android:id/list',
          area: areaBelowTitle(display),
          rowHeights: lines.map(({ kind }) => display.dp(heightDp(kind))),
          offset,
          background: '#ededed',
          makeRow: (index, bounds) => createLine(messenger, { display, navigation, group }, lines[index], bounds),
        }),
        createTitleBar(display, {
          title: isInside ? fill(info.title, { n: group.memberCount }) : info.title.replace(/[(（].*$/u, ''),
          titleId,
          backDescription,
          onBack: () => navigation.back(),
        }),
      ]);
    },
  });
}

function heightDp(kind: Line['kind']): number {
  if (kind === 'cells') return cellHeightDp;
  return kind === 'more' ? linkHeightDp : rowHeightDp;
}

function linesOf(messenger: Messenger, group: Group): Line[] {
  const { info } = messenger.variant;
  const members = messenger.members(group.groupId);
  const isLarge = members.length > info.shownMembers;
  const cells: Cell[] = [
    ...members.slice(0, info.shownMembers).map((member) => ({ member })),
    { description: info.addMember, glyph: '+' },
    ...(messenger.role(group) === 'member' ? [] : [{ description: info.removeMember, glyph: '−' }]),
  ];
  const grid: Line[] = [];
  for (let first = 0; first < cells.length; first += info.columns) {
    grid.push({ kind: 'cells', cells: cells.slice(first, first + info.columns) });
  }
  const more: readonly Line[] = isLarge ? [{ kind: 'more' }] : [];
  return [...grid, ...more, ...shownRows(messenger, group).map((row): Line => ({ kind: 'row', row }))];
}

interface InfoPlace {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly group: Group;
}

function createLine(messenger: Messenger, place: InfoPlace, line: Line | undefined, bounds: Bounds): UiNode {
  const { display, navigation, group } = place;
  if (line === undefined) return createNode('android.widget.LinearLayout', bounds);
  if (line.kind === 'cells') return createCells(messenger, place, line.cells, bounds);
  if (line.kind === 'more') return createMoreLink(messenger, place, bounds);
  return createInfoRow(messenger, display, {
    bounds,
    group,
    row: line.row,
    open: () => openInfoRow(messenger, navigation, { group: messenger.group(group.groupId), role: line.row.role }),
  });
}

function createCells(messenger: Messenger, place: InfoPlace, cells: readonly Cell[], bounds: Bounds): UiNode {
  const { display, navigation, group } = place;
  const { groupId } = group;
  const { columns } = messenger.variant.info;
  return createNode('android.widget.LinearLayout', bounds, {
    look: { background: '#ffffff' },
    children: cells.map((cell, index) => {
      const area = cellBounds(bounds, index, columns);
      if ('member' in cell) {
        return createMemberCell(messenger, { display, navigation, groupId }, { bounds: area, member: cell.member });
      }
      const { description, glyph } = cell;
      const onTap = (): void => {
        navigation.open(createPlainScreen(messenger, { title: description, text: '', groupId, subject: description }));
      };
      return createActionCell(display, area, { description, glyph, onTap });
    }),
  });
}

function createMoreLink(messenger: Messenger, { display, navigation, group }: InfoPlace, bounds: Bounds): UiNode {
  const label = createBounds(bounds.left, bounds.top, display.width, bounds.bottom - bounds.top);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: () => navigation.open(createMemberListScreen(messenger, group.groupId)),
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.TextView', label, {
        text: messenger.variant.info.moreMembers,
        look: { textDp: 14, align: 'center', color: '#7a7a7a' },
      }),
    ],
  });
}
