import type { Display } from '../screens/display.ts';
import { createScrollList } from '../screens/scroll-list.ts';
import { clockText } from '../screens/system-bars.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import type { ChatPreview } from '../world/chat-book.ts';
import { lineText } from './chat-lines.ts';
import { createChatScreen } from './chat-screen.ts';
import { createGroupAvatar } from './group-avatar.ts';
import type { ListPlace } from './list-place.ts';
import type { Messenger } from './messenger.ts';
import { cutName, fill } from './wording.ts';

const rowHeightDp = 72;
/** Layouts between a row and its name. */
const nameDepth = 5;

/** Chats newest first: a clickable row, the name some levels below it, preview, time and unread badge. */
export function createChatList({ messenger, display, navigation, area, offset }: ListPlace): UiNode {
  const { chats, variant } = messenger;
  const rowHeight = display.dp(rowHeightDp);
  return createScrollList({
    className: variant.home.listClass,
    resourceId: variant.home.listId,
    area,
    rowHeights: [...chats.map(() => rowHeight), rowHeight],
    offset,
    makeRow: (index, bounds) => {
      const chat = chats[index];
      if (chat === undefined) return createNode('android.widget.LinearLayout', bounds);
      return createChatRow(messenger, display, {
        bounds,
        chat,
        open: () => navigation.open(createChatScreen(messenger, chat.group.groupId)),
      });
    },
  });
}

interface ChatRow {
  readonly bounds: Bounds;
  readonly chat: ChatPreview;
  readonly open: () => void;
}

function createChatRow(messenger: Messenger, display: Display, { bounds, chat, open }: ChatRow): UiNode {
  const { home, chat: words } = messenger.variant;
  const name = cutName(messenger.titleOf(chat.group), home.longestName);
  const left = display.dp(72);
  const width = display.width - left - display.dp(72);
  const half = (bounds.bottom - bounds.top) / 2;
  const size = display.dp(48);
  const description = fill(words.avatarDescription, { name });
  const right = createBounds(display.width - display.dp(68), bounds.top, display.dp(60), half);
  const place = createBounds(left, bounds.top, width, half);
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    look: { background: '#ffffff', isRuled: true },
    children: [
      createGroupAvatar(chat.group.groupId, bounds, { left: display.dp(12), size, description }),
      nest(
        nameDepth,
        createNode('android.view.View', place, { text: name, resourceId: home.rowNameId, look: { textDp: 16 } }),
      ),
      createNode('android.view.View', createBounds(left, bounds.top + half, width + display.dp(48), half), {
        text: previewText(messenger, chat),
        look: { textDp: 13, color: '#999999' },
      }),
      createNode('android.view.View', right, {
        text: chat.line === null ? chat.timeText : clockText(chat.line.at),
        look: { textDp: 12, color: '#b0b0b0', align: 'end' },
      }),
      ...createBadge(display, bounds, chat),
    ],
  });
}

function previewText(messenger: Messenger, { line, sender, text, unread }: ChatPreview): string {
  if (line !== null) return lineText(messenger, line);
  if (text === '') return '';
  return `${unread > 0 ? `[${unread}条] ` : ''}${sender}: ${text}`;
}

/** The red number at the corner of the picture. */
function createBadge(display: Display, { top }: Bounds, { unread }: ChatPreview): UiNode[] {
  if (unread === 0) return [];
  const bounds = createBounds(display.dp(46), top + display.dp(4), display.dp(24), display.dp(18));
  const look = { background: '#fa5151', color: '#ffffff', textDp: 11, align: 'center', radiusDp: 9 } as const;
  return [createNode('android.widget.TextView', bounds, { text: unread > 99 ? '99+' : String(unread), look })];
}

/** Puts layouts around a view, as many as real pages have. */
function nest(depth: number, leaf: UiNode): UiNode {
  let node = leaf;
  for (let level = 0; level < depth; level++) {
    node = createNode('android.widget.LinearLayout', leaf.bounds, { children: [node] });
  }
  return node;
}
