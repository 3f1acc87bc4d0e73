import { createScrollList } from '../screens/scroll-list.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import { createGroupListScreen } from './group-list-screen.ts';
import type { ListPlace } from './list-place.ts';

const rowHeightDp = 56;

/** The contacts page: fixed entries on top; the one for groups leads to the group list, the others stay here. */
export function createContactList({ messenger, display, navigation, area, offset }: ListPlace): UiNode {
  const { contacts } = messenger.variant;
  const rows = [...contacts.entries, messenger.nickname];
  return createScrollList({
    className: 'android.widget.ListView',
    resourceId: contacts.listId,
    area,
    rowHeights: rows.map(() => display.dp(rowHeightDp)),
    offset,
    makeRow: (index, bounds) => {
      const text = rows[index] ?? '';
      const open = (): void => {
        const isEntry = index < contacts.entries.length && text === contacts.groupsEntry;
        if (isEntry) navigation.open(createGroupListScreen(messenger));
      };
      const left = display.dp(72);
      const name = createBounds(left, bounds.top, display.width - left, bounds.bottom - bounds.top);
      return createNode('android.widget.LinearLayout', bounds, {
        onTap: open,
        isClickable: !contacts.isNameInDescription,
        look: { background: '#ffffff', isRuled: true },
        children: [
          createNode('android.widget.TextView', name, {
            text,
            description: contacts.isNameInDescription ? text : '',
            resourceId: contacts.nameId,
            look: { textDp: 16 },
          }),
        ],
      });
    },
  });
}
