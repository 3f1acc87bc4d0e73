import type { Screen } from '../screens/screen.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode } from '../screens/ui-node.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';

/** A page between two others: a title, and one row that leads on. */
export interface Detour {
  readonly title: string;
  readonly row: string;
}

/** Opens a page, by way of the detour that the version may have before it. */
export function throughDetour(messenger: Messenger, detour: Detour | null, target: () => Screen): Screen {
  return detour === null ? target() : createDetourScreen(messenger, detour, target);
}

function createDetourScreen(messenger: Messenger, { title, row }: Detour, target: () => Screen): Screen {
  const { titleId, backDescription, chat } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: `${chat.activity}More`,
    onOpen: () => messenger.note('open-page', { subject: title }),
    build: (display, navigation) => {
      const { top } = areaBelowTitle(display);
      const bounds = createBounds(0, top + display.dp(8), display.width, display.dp(56));
      return createPage(display, '#ededed', [
        createNode('android.widget.LinearLayout', bounds, {
          onTap: () => navigation.open(target()),
          look: { background: '#ffffff', isRuled: true },
          children: [
            createNode(
              'android.widget.TextView',
              { ...bounds, left: display.dp(16) },
              { text: row, resourceId: 'android:id/title' },
            ),
          ],
        }),
        createTitleBar(display, { title, titleId, backDescription, onBack: () => navigation.back() }),
      ]);
    },
  });
}
