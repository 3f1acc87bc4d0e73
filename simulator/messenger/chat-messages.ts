import names from '../world/group-names.json' with { type: 'json' };
import type { Display } from '../screens/display.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import { SeededRandom } from '../world/seeded-random.ts';
import type { Member } from '../world/group.ts';
import { lineText } from './chat-lines.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

const messageHeightDp = 72;
const lineHeightDp = 48;
const mostMessages = 5;

interface ChatPlace {
  readonly groupId: string;
  readonly area: Bounds;
}

interface Message {
  readonly member: Member;
  readonly text: string;
}

/** Messages of the group, then its grey lines, the newest at the bottom; what does not fit is further up. */
export function createChatMessages(messenger: Messenger, display: Display, { groupId, area }: ChatPlace): UiNode {
  const { chat } = messenger.variant;
  const lines = messenger.lines(groupId);
  const rows = [
    ...messagesOf(messenger, groupId).map((message) => ({ height: display.dp(messageHeightDp), message, line: null })),
    ...lines.map((line) => ({ height: display.dp(lineHeightDp), message: null, line })),
  ];
  const room = area.bottom - area.top;
  const shown = lastFitting(rows, room);
  let top = area.top;
  const children = shown.map(({ height, message, line }) => {
    const bounds = createBounds(0, top, display.width, height);
    top += height;
    if (line !== null) return createLine(display, bounds, lineText(messenger, line));
    return createMessage(messenger, display, { bounds, message });
  });
  return createNode(chat.listClass, area, { resourceId: chat.listId, children });
}

function lastFitting<T extends { readonly height: number }>(rows: readonly T[], room: number): readonly T[] {
  let left = room;
  let first = rows.length;
  while (first > 0 && left - (rows[first - 1]?.height ?? 0) >= 0) {
    first -= 1;
    left -= rows[first]?.height ?? 0;
  }
  return rows.slice(first);
}

/** A few messages of members, the same at every look. */
function messagesOf(messenger: Messenger, groupId: string): Message[] {
  const random = new SeededRandom(`messages/${groupId}`);
  const members = messenger.members(groupId).slice(0, mostMessages);
  return members.map((member) => ({ member, text: random.pick(names.previews) }));
}

function createLine(display: Display, bounds: Bounds, text: string): UiNode {
  const place = createBounds(display.dp(24), bounds.top, display.width - display.dp(48), bounds.bottom - bounds.top);
  return createNode('android.widget.RelativeLayout', bounds, {
    children: [
      createNode('android.widget.TextView', place, {
        text,
        look: { textDp: 13, align: 'center', color: '#8a8a8a', wraps: true },
      }),
    ],
  });
}

function createMessage(
  messenger: Messenger,
  display: Display,
  { bounds, message }: { readonly bounds: Bounds; readonly message: Message | null },
): UiNode {
  if (message === null) return createNode('android.widget.RelativeLayout', bounds);
  const name = messenger.nameFor(message.member);
  const person = messenger.person(message.member.personId);
  const size = display.dp(40);
  const left = display.dp(64);
  const width = display.width - left - display.dp(64);
  const avatar = createBounds(display.dp(12), bounds.top + display.dp(8), size, size);
  return createNode('android.widget.RelativeLayout', bounds, {
    children: [
      createNode('android.widget.ImageView', avatar, {
        description: fill(messenger.variant.chat.avatarDescription, { name }),
        look: { avatar: person.avatar, radiusDp: 5 },
        onTap: () => undefined,
      }),
      createNode('android.widget.TextView', createBounds(left, bounds.top + display.dp(4), width, display.dp(20)), {
        text: name,
        look: { textDp: 12, color: '#8a8a8a' },
      }),
      createNode(
        'android.widget.TextView',
        createBounds(left, bounds.top + display.dp(26), width * 0.8, display.dp(38)),
        {
          text: message.text,
          look: { textDp: 15, background: '#ffffff', radiusDp: 6 },
        },
      ),
    ],
  });
}
