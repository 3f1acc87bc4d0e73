import type { Display } from '../screens/display.ts';
import { createScrollList } from '../screens/scroll-list.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { ChatPreview } from '../world/world.ts';
import { createChatScreen } from './chat-screen.ts';
import type { ListPlace } from './list-place.ts';

const rowHeightDp = 72;
/** The messenger itself cuts a long name, so the text in the tree is no identity. */
const longestName = 16;
const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Chats newest first: a clickable row, the name some levels below it, preview, time and unread badge. */
export function createChatList({ messenger, display, navigation, area, offset }: ListPlace): UiNode {
  const { chats, variant } = messenger;
  return createScrollList({
    className: 'android.widget.ListView',
    resourceId: variant.chatListId,
    area,
    rowHeights: [...chats.map(() => display.dp(rowHeightDp)), display.dp(rowHeightDp)],
    offset,
    makeRow: (index, bounds) => {
      const chat = chats[index];
      if (chat === undefined) return createNode('android.widget.LinearLayout', bounds);
      return createChatRow(display, bounds, chat, () => navigation.open(createChatScreen(messenger, chat.group)));
    },
  });
}

function createChatRow(display: Display, bounds: Bounds, chat: ChatPreview, onTap: () => void): UiNode {
  const left = display.dp(72);
  const width = display.width - left - display.dp(72);
  const half = (bounds.bottom - bounds.top) / 2;
  const avatar = createBounds(display.dp(12), bounds.top + display.dp(12), display.dp(48), display.dp(48));
  const name = createBounds(left, bounds.top, width, half);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap,
    look: { background: '#ffffff' },
    children: [
      createNode('android.widget.ImageView', avatar, {
        description: `${cutName(chat.group.name)}头像`,
        look: { background: '#c9d6df', radiusDp: 6 },
      }),
      createNode('android.widget.LinearLayout', name, {
        children: [createNode('android.view.View', name, { text: cutName(chat.group.name), look: { textDp: 16 } })],
      }),
      createNode('android.view.View', createBounds(left, bounds.top + half, width, half), {
        text: `${chat.unread > 0 ? `[${chat.unread}条] ` : ''}${chat.sender}: ${chat.text}`,
        look: { textDp: 13, color: '#999999' },
      }),
      createNode('android.view.View', createBounds(display.width - display.dp(64), bounds.top, display.dp(60), half), {
        text: chat.timeText,
        look: { textDp: 12, color: '#b0b0b0' },
      }),
    ],
  });
}

function cutName(name: string): string {
  const characters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  return characters.length > longestName ? `${characters.slice(0, longestName).join('')}…` : name;
}
