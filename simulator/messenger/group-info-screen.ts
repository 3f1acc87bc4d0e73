import type { Display } from '../screens/display.ts';
import type { Screen } from '../screens/screen.ts';
import { createScrollList, ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Group } from '../world/world.ts';
import type { Messenger } from './messenger.ts';
import { messengerPackage } from './variant.ts';

const rowHeightDp = 56;
const nameRow = '群聊名称';

/** 聊天信息(N): rows of a group, its name among them; an owner also sees the cell for removing members. */
export function createGroupInfoScreen(messenger: Messenger, group: Group): Screen {
  const offset = new ScrollOffset();
  const { variant } = messenger;
  const isOwner = group.ownerAccount === messenger.account.accountId;
  const cells = isOwner ? [variant.addMember, variant.removeMember] : [variant.addMember];
  return {
    packageName: messengerPackage,
    activity: variant.infoActivity,
    onOpen: () => messenger.note('open-group-info', group.groupId),
    build: (display, navigation) =>
      createPage(display, '#ededed', [
        createScrollList({
          className: 'android.widget.ListView',
          resourceId: 'android:id/list',
          area: areaBelowTitle(display),
          rowHeights: ['', ...variant.infoRows].map(() => display.dp(rowHeightDp)),
          offset,
          makeRow: (index, bounds) =>
            index === 0
              ? createCells(display, bounds, cells)
              : createInfoRow(display, bounds, variant.infoRows[index - 1] ?? '', group),
        }),
        createTitleBar(display, {
          title: variant.infoTitle.replace('{n}', String(group.memberCount)),
          titleId: 'android:id/text1',
          backDescription: variant.backDescription,
          onBack: () => navigation.back(),
        }),
      ]),
  };
}

function createCells(display: Display, bounds: Bounds, descriptions: readonly string[]): UiNode {
  const size = bounds.bottom - bounds.top;
  return createNode('android.widget.LinearLayout', bounds, {
    look: { background: '#ffffff' },
    children: descriptions.map((description, index) =>
      createNode('android.widget.LinearLayout', createBounds(display.dp(12) + index * size, bounds.top, size, size), {
        description,
        onTap: () => undefined,
      }),
    ),
  });
}

function createInfoRow(display: Display, bounds: Bounds, text: string, group: Group): UiNode {
  const half = display.width / 2;
  const height = bounds.bottom - bounds.top;
  const value = text === nameRow ? [group.name] : [];
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: () => undefined,
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.TextView', createBounds(0, bounds.top, half, height), {
        text,
        resourceId: 'android:id/title',
        look: { textDp: 16 },
      }),
      ...value.map((name) =>
        createNode('android.widget.TextView', createBounds(half, bounds.top, half, height), {
          text: name,
          resourceId: 'android:id/summary',
          look: { textDp: 14, color: '#888888' },
        }),
      ),
    ],
  });
}
