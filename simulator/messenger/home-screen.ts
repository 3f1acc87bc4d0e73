import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { ScrollOffset } from '../screens/scroll-list.ts';
import { createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import { createChatList } from './chat-list.ts';
import { createContactList } from './contact-list.ts';
import type { Messenger } from './messenger.ts';
import { homeActivity, messengerPackage } from './variant.ts';

const tabBarHeightDp = 56;
const contactsTab = 1;
const discoverTab = 2;

/**
 * The first page with its four tabs. As in real dumps the list runs on under the tab bar, so its last visible row
 * has a centre that hits a tab; and a tab's label is not clickable, its parent is.
 */
export function createHomeScreen(messenger: Messenger): Screen {
  const offsets = [new ScrollOffset(), new ScrollOffset()];
  let selected = 0;
  const select = (tab: number): void => {
    selected = tab;
    messenger.note('open-tab', messenger.variant.tabs[tab] ?? null);
  };
  return {
    packageName: messengerPackage,
    activity: homeActivity,
    onOpen: () => messenger.note('open-messenger', null),
    build: (display, navigation) =>
      createPage(display, '#ffffff', [
        createTab(messenger, { display, navigation, selected, offset: offsets[selected] ?? new ScrollOffset() }),
        createHomeTitle(messenger, display, selected),
        createTabBar(messenger, display, { selected, select }),
      ]),
  };
}

interface TabPlace {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly selected: number;
  readonly offset: ScrollOffset;
}

function createTab(messenger: Messenger, { display, navigation, selected, offset }: TabPlace): UiNode {
  const area = { ...display.content, top: display.content.top + display.dp(titleHeightDp) };
  if (selected === 0) return createChatList({ messenger, display, navigation, area, offset });
  if (selected === contactsTab) return createContactList({ messenger, display, navigation, area, offset });
  return createTextPage(display, area, selected === discoverTab ? ['朋友圈', '扫一扫', '小程序'] : ownPage(messenger));
}

function ownPage({ account }: Messenger): string[] {
  return [account.nickname, `微信号：${account.messengerId}`, '服务', '收藏', '设置'];
}

function createTextPage(display: Display, area: Bounds, lines: readonly string[]): UiNode {
  const height = display.dp(56);
  return createNode('android.widget.ListView', area, {
    look: { background: '#ffffff' },
    children: lines.map((text, index) =>
      createNode('android.widget.TextView', createBounds(0, area.top + index * height, display.width, height), {
        text,
      }),
    ),
  });
}

function createHomeTitle({ variant, chats }: Messenger, display: Display, selected: number): UiNode {
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  const height = display.dp(titleHeightDp);
  const plus = createBounds(display.width - height, display.content.top, height, height);
  const counted = unread > 0 ? `${variant.homeTitle}(${unread})` : variant.homeTitle;
  return createTitleBar(display, {
    title: selected === 0 ? counted : (variant.tabs[selected] ?? ''),
    titleId: 'android:id/text1',
    backDescription: variant.backDescription,
    onBack: null,
    actions: [
      createNode('android.widget.Button', plus, {
        description: variant.plusDescription,
        look: { align: 'center', glyph: '+', textDp: 26 },
        onTap: () => undefined,
      }),
    ],
  });
}

interface TabChoice {
  readonly selected: number;
  readonly select: (tab: number) => void;
}

function createTabBar({ variant }: Messenger, display: Display, { selected, select }: TabChoice): UiNode {
  const height = display.dp(tabBarHeightDp);
  const top = display.content.bottom - height;
  const width = display.width / variant.tabs.length;
  return createNode('android.widget.RelativeLayout', createBounds(0, top, display.width, height), {
    look: { background: '#f7f7f7' },
    children: variant.tabs.map((text, tab) => {
      const bounds = createBounds(tab * width, top, width, height);
      const label = createBounds(tab * width, top + height * 0.5, width, height * 0.5);
      return createNode('android.widget.RelativeLayout', bounds, {
        onTap: () => select(tab),
        isSelected: tab === selected,
        children: [
          createNode('android.widget.TextView', label, {
            text,
            resourceId: variant.tabLabelId,
            isSelected: tab === selected,
            look: { textDp: 11, align: 'center', color: tab === selected ? '#07a35a' : '#191919' },
          }),
        ],
      });
    }),
  });
}
