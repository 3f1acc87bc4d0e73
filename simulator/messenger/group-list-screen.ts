import type { Screen } from '../screens/screen.ts';
import { createScrollList, ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Display } from '../screens/display.ts';
import type { Group } from '../world/group.ts';
import { createChatScreen } from './chat-screen.ts';
import { createGroupAvatar } from './group-avatar.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

const rowHeightDp = 60;
const countRowHeightDp = 52;

/** 通讯录 > 群聊: the groups saved to the contacts, whole names, closed by a row that counts them. */
export function createGroupListScreen(messenger: Messenger): Screen {
  const offset = new ScrollOffset();
  const { groupList, titleId, backDescription } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: groupList.activity,
    isFetched: true,
    onOpen: () => messenger.enter('group-list', 'open-group-list'),
    build: (display, navigation) => {
      const { groups } = messenger;
      return createPage(display, '#ededed', [
        createScrollList({
          className: groupList.listClass,
          resourceId: groupList.listId,
          area: areaBelowTitle(display),
          rowHeights: [...groups.map(() => display.dp(rowHeightDp)), display.dp(countRowHeightDp)],
          offset,
          makeRow: (index, bounds) => {
            const group = groups[index];
            if (group === undefined) return createCountRow(messenger, bounds, groups.length);
            const open = (): void => navigation.open(createChatScreen(messenger, group.groupId));
            return createGroupRow(messenger, display, { group, bounds, open });
          },
        }),
        createTitleBar(display, {
          title: groupList.title,
          titleId,
          backDescription,
          onBack: () => navigation.back(),
        }),
      ]);
    },
  });
}

interface GroupRow {
  readonly group: Group;
  readonly bounds: Bounds;
  readonly open: () => void;
}

function createGroupRow(messenger: Messenger, display: Display, { group, bounds, open }: GroupRow): UiNode {
  const { contacts } = messenger.variant;
  const name = messenger.titleOf(group);
  const label = createBounds(display.dp(68), bounds.top, display.width - display.dp(68), bounds.bottom - bounds.top);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    isClickable: !contacts.isNameInDescription,
    look: { background: '#ffffff', isRuled: true },
    children: [
      createGroupAvatar(group.groupId, bounds, { left: display.dp(14), size: display.dp(40) }),
      createNode('android.widget.TextView', label, {
        text: name,
        description: contacts.isNameInDescription ? name : '',
        resourceId: contacts.nameId,
        look: { textDp: 16 },
      }),
    ],
  });
}

function createCountRow({ variant }: Messenger, bounds: Bounds, count: number): UiNode {
  return createNode('android.widget.FrameLayout', bounds, {
    children: [
      createNode('android.widget.TextView', bounds, {
        text: fill(variant.groupList.countRow, { n: count }),
        look: { textDp: 15, align: 'center', color: '#888888' },
      }),
    ],
  });
}
