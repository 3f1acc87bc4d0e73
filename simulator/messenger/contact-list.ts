import { createScrollList } from '../screens/scroll-list.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import { createGroupListScreen } from './group-list-screen.ts';
import type { ListPlace } from './list-place.ts';

const rowHeightDp = 56;
const groupsEntry = '群聊';

/** The contacts page: fixed entries on top; 群聊 leads to the group list, the others stay here. */
export function createContactList({ messenger, display, navigation, area, offset }: ListPlace): UiNode {
  const { variant } = messenger;
  const rows = [...variant.contactEntries, messenger.account.nickname];
  return createScrollList({
    className: 'android.widget.ListView',
    resourceId: variant.groupListId,
    area,
    rowHeights: rows.map(() => display.dp(rowHeightDp)),
    offset,
    makeRow: (index, bounds) => {
      const text = rows[index] ?? '';
      const open = (): void => {
        if (text === groupsEntry) navigation.open(createGroupListScreen(messenger));
      };
      const name = createBounds(display.dp(72), bounds.top, display.width - display.dp(72), bounds.bottom - bounds.top);
      return createNode('android.widget.LinearLayout', bounds, {
        onTap: open,
        isClickable: !variant.contactNameInDescription,
        look: { background: '#ffffff' },
        children: [
          createNode('android.widget.TextView', name, {
            text,
            description: variant.contactNameInDescription ? text : '',
            resourceId: variant.contactNameId,
            look: { textDp: 16 },
          }),
        ],
      });
    },
  });
}
