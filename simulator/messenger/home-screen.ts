import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { ScrollOffset } from '../screens/scroll-list.ts';
import { createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import { createChatList } from './chat-list.ts';
import { createContactList } from './contact-list.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { createOwnPage } from './own-page.ts';
import { createSearchScreen } from './search-screen.ts';
import { createTabBar } from './tab-bar.ts';
import { homeActivity } from './variant.ts';

const contactsTab = 1;
const discoverTab = 2;
const bannerHeightDp = 44;
const discoverRows = ['朋友圈', '视频号', '扫一扫', '看一看', '搜一搜', '小程序'];

/**
 * The first page with its four tabs. As in real dumps the list runs on under the tab bar, so its last visible row
 * has a centre that hits a tab; and a tab's label is not clickable, its parent is.
 */
export function createHomeScreen(messenger: Messenger): Screen {
  const offsets = [new ScrollOffset(), new ScrollOffset()];
  let selected = 0;
  const select = (tab: number): void => {
    selected = tab;
    messenger.note('open-tab', { subject: messenger.variant.home.tabs[tab] ?? null });
  };
  return createMessengerPage(messenger, {
    activity: homeActivity,
    onOpen: () => messenger.enter('home', 'open-messenger'),
    build: (display, navigation) =>
      createPage(display, '#ffffff', [
        createTab(messenger, { display, navigation, selected, offset: offsets[selected] ?? new ScrollOffset() }),
        ...createBanner(messenger, display, selected),
        createHomeTitle(messenger, { display, navigation, selected }),
        createTabBar(messenger.variant, display, { selected, select }),
      ]),
  });
}

interface TabPlace {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly selected: number;
  readonly offset: ScrollOffset;
}

function createTab(messenger: Messenger, { display, navigation, selected, offset }: TabPlace): UiNode {
  const top = display.content.top + display.dp(titleHeightDp) + bannerHeight(messenger, display, selected);
  const area = { ...display.content, top };
  if (selected === 0) return createChatList({ messenger, display, navigation, area, offset });
  if (selected === contactsTab) return createContactList({ messenger, display, navigation, area, offset });
  if (selected === discoverTab) return createRows(display, area);
  return createOwnPage(messenger, display, area);
}

function bannerHeight({ isOnline }: Messenger, display: Display, selected: number): number {
  return isOnline || selected !== 0 ? 0 : display.dp(bannerHeightDp);
}

/** The chat list says that there is no network. */
function createBanner(messenger: Messenger, display: Display, selected: number): UiNode[] {
  const height = bannerHeight(messenger, display, selected);
  if (height === 0) return [];
  const bounds = createBounds(0, display.content.top + display.dp(titleHeightDp), display.width, height);
  return [
    createNode('android.widget.LinearLayout', bounds, {
      look: { background: '#fdecea' },
      onTap: () => undefined,
      children: [
        createNode('android.widget.TextView', bounds, {
          text: messenger.variant.home.networkBanner,
          look: { textDp: 13, align: 'center', color: '#7a2e26' },
        }),
      ],
    }),
  ];
}

function createRows(display: Display, area: Bounds): UiNode {
  const height = display.dp(56);
  return createNode('android.widget.ListView', area, {
    look: { background: '#ffffff' },
    children: discoverRows.map((text, index) => {
      const row = createBounds(0, area.top + index * height, display.width, height);
      const label = createBounds(display.dp(16), row.top, display.width - display.dp(32), height);
      return createNode('android.widget.LinearLayout', row, {
        onTap: () => undefined,
        children: [createNode('android.widget.TextView', label, { text, resourceId: 'android:id/title' })],
      });
    }),
  });
}

function createHomeTitle(messenger: Messenger, { display, navigation, selected }: Omit<TabPlace, 'offset'>): UiNode {
  const { home, titleId, backDescription } = messenger.variant;
  const unread = messenger.chats.reduce((sum, chat) => sum + chat.unread, 0);
  const height = display.dp(titleHeightDp);
  const { top } = display.content;
  const plus = createBounds(display.width - height, top, height, height);
  const search = createBounds(display.width - 2 * height, top, height, height);
  const counted = unread > 0 ? `${home.title}(${unread})` : home.title;
  return createTitleBar(display, {
    title: selected === 0 ? counted : (home.tabs[selected] ?? ''),
    titleId,
    backDescription,
    onBack: null,
    actions: [
      createNode('android.widget.RelativeLayout', search, {
        description: home.searchDescription,
        resourceId: home.searchId,
        look: { mark: 'search' },
        onTap: () => navigation.open(createSearchScreen(messenger)),
      }),
      createNode('android.widget.Button', plus, {
        description: home.plusDescription,
        resourceId: home.plusId,
        look: { align: 'center', glyph: '+', textDp: 26 },
        onTap: () => undefined,
      }),
    ],
  });
}
