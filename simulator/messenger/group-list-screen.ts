import type { Screen } from '../screens/screen.ts';
import { createScrollList, ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { Display } from '../screens/display.ts';
import { createChatScreen } from './chat-screen.ts';
import type { Messenger } from './messenger.ts';
import { messengerPackage } from './variant.ts';

const rowHeightDp = 60;
const countRowHeightDp = 52;

/** 通讯录 > 群聊: the groups saved to the contacts, whole names, closed by a row that counts them. */
export function createGroupListScreen(messenger: Messenger): Screen {
  const offset = new ScrollOffset();
  const { variant } = messenger;
  return {
    packageName: messengerPackage,
    activity: variant.groupListActivity,
    onOpen: () => messenger.note('open-group-list', null),
    build: (display, navigation) => {
      const { groups } = messenger;
      return createPage(display, '#ededed', [
        createScrollList({
          className: variant.groupListClass,
          resourceId: variant.groupListId,
          area: areaBelowTitle(display),
          rowHeights: [...groups.map(() => display.dp(rowHeightDp)), display.dp(countRowHeightDp)],
          offset,
          makeRow: (index, bounds) => {
            const group = groups[index];
            if (group === undefined) return createCountRow(messenger, bounds, groups.length);
            return createGroupRow(messenger, display, {
              name: group.name,
              bounds,
              open: () => navigation.open(createChatScreen(messenger, group)),
            });
          },
        }),
        createTitleBar(display, {
          title: variant.groupListTitle,
          titleId: 'android:id/text1',
          backDescription: variant.backDescription,
          onBack: () => navigation.back(),
        }),
      ]);
    },
  };
}

interface GroupRow {
  readonly name: string;
  readonly bounds: Bounds;
  readonly open: () => void;
}

function createGroupRow({ variant }: Messenger, display: Display, { name, bounds, open }: GroupRow): UiNode {
  const size = display.dp(40);
  const label = createBounds(display.dp(68), bounds.top, display.width - display.dp(68), bounds.bottom - bounds.top);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    isClickable: !variant.contactNameInDescription,
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.ImageView', createBounds(display.dp(14), bounds.top + display.dp(10), size, size), {
        look: { background: '#9fb8c8', radiusDp: 6 },
      }),
      createNode('android.widget.TextView', label, {
        text: name,
        description: variant.contactNameInDescription ? name : '',
        resourceId: variant.contactNameId,
        look: { textDp: 16 },
      }),
    ],
  });
}

function createCountRow({ variant }: Messenger, bounds: Bounds, count: number): UiNode {
  return createNode('android.widget.FrameLayout', bounds, {
    children: [
      createNode('android.widget.TextView', bounds, {
        text: variant.groupCountRow.replace('{n}', String(count)),
        look: { textDp: 15, align: 'center', color: '#888888' },
      }),
    ],
  });
}
