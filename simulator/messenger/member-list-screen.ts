import type { Screen } from '../screens/screen.ts';
import { createScrollGrid } from '../screens/scroll-grid.ts';
import { ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createNode } from '../screens/ui-node.ts';
import { cellHeightDp, createMemberCell } from './member-cell.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

/** 聊天成员(N): everybody in the group, in a grid that scrolls. */
export function createMemberListScreen(messenger: Messenger, groupId: string): Screen {
  const offset = new ScrollOffset();
  const { members: words, titleId, backDescription } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: words.activity,
    isFetched: true,
    onOpen: () => messenger.enter('member-list', 'open-member-list', { groupId }),
    build: (display, navigation) => {
      const members = messenger.members(groupId);
      return createPage(display, '#ffffff', [
        createScrollGrid({
          className: words.gridClass,
          resourceId: words.gridId,
          area: areaBelowTitle(display),
          columns: words.columns,
          rowHeight: display.dp(cellHeightDp),
          count: members.length,
          offset,
          makeCell: (index, bounds) => {
            const member = members[index];
            if (member === undefined) return createNode('android.widget.LinearLayout', bounds);
            return createMemberCell(messenger, { display, navigation, groupId }, { bounds, member });
          },
        }),
        createTitleBar(display, {
          title: fill(words.title, { n: members.length }),
          titleId,
          backDescription,
          onBack: () => navigation.back(),
        }),
      ]);
    },
  });
}
