import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { TextField } from '../screens/text-field.ts';
import { createTextField } from '../screens/text-field-view.ts';
import { createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import { createChatMessages } from './chat-messages.ts';
import { throughDetour } from './detour-screen.ts';
import { createGroupInfoScreen } from './group-info-screen.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { fill } from './wording.ts';

const inputHeightDp = 56;

/**
 * A group's chat: messages and grey lines, the way to its info page, an input that sends nothing. Some versions show no
 * title here. Whoever is no longer in the group finds neither the input nor the way on.
 */
export function createChatScreen(messenger: Messenger, groupId: string): Screen {
  const { chat } = messenger.variant;
  const input = new TextField();
  return createMessengerPage(messenger, {
    activity: chat.activity,
    isFetched: true,
    onOpen: () => messenger.enter('chat', 'open-chat', { groupId }),
    build: (display, navigation) => {
      const { content } = display;
      const isInside = messenger.standing(messenger.group(groupId)) === 'inside';
      const inputTop = content.bottom - (isInside ? display.dp(inputHeightDp) : 0);
      const area = { ...content, top: content.top + display.dp(titleHeightDp), bottom: inputTop };
      const page = createPage(display, '#ededed', [
        createChatMessages(messenger, display, { groupId, area }),
        ...(isInside ? [createInput(messenger, display, input)] : []),
        createChatTitle(messenger, { display, navigation, groupId }),
      ]);
      return { ...page, description: describeRoot(messenger, groupId) };
    },
  });
}

/** What older versions say on the page's root. */
function describeRoot(messenger: Messenger, groupId: string): string {
  const { rootDescription } = messenger.variant.chat;
  return rootDescription === null ? '' : fill(rootDescription, { title: countedTitle(messenger, groupId) });
}

function countedTitle(messenger: Messenger, groupId: string): string {
  const group = messenger.group(groupId);
  return messenger.standing(group) === 'inside'
    ? `${messenger.titleOf(group)}(${group.memberCount})`
    : messenger.titleOf(group);
}

function createInput({ variant }: Messenger, display: Display, field: TextField): UiNode {
  const height = display.dp(inputHeightDp);
  const bar = createBounds(0, display.content.bottom - height, display.width, height);
  const margin = display.dp(8);
  const box = createBounds(display.dp(48), bar.top + margin, display.width - display.dp(96), height - 2 * margin);
  return createNode('android.widget.LinearLayout', bar, {
    look: { background: '#f7f7f7' },
    children: [
      createTextField(field, box, {
        resourceId: variant.chat.inputId,
        look: { background: '#ffffff', radiusDp: 5 },
      }),
    ],
  });
}

interface ChatTitle {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly groupId: string;
}

function createChatTitle(messenger: Messenger, { display, navigation, groupId }: ChatTitle): UiNode {
  const { chat, backDescription } = messenger.variant;
  const height = display.dp(titleHeightDp);
  const bounds = createBounds(display.width - height, display.content.top, height, height);
  const isInside = messenger.standing(messenger.group(groupId)) === 'inside';
  const openInfo = (): void => {
    navigation.open(throughDetour(messenger, chat.detour, () => createGroupInfoScreen(messenger, groupId)));
  };
  const info = createNode('android.widget.ImageView', bounds, {
    description: chat.infoDescription,
    resourceId: chat.infoId,
    look: { align: 'center', glyph: '⋯', textDp: 22 },
    onTap: openInfo,
  });
  return createTitleBar(display, {
    title: countedTitle(messenger, groupId),
    isTitleHidden: !chat.showsTitle,
    titleId: chat.titleId,
    backDescription,
    onBack: () => navigation.back(),
    actions: isInside ? [info] : [],
  });
}
