import type { Screen } from '../screens/screen.ts';
import { areaBelowTitle, createPage, createTitleBar } from '../screens/title-page.ts';
import { createBounds, createNode } from '../screens/ui-node.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';

export interface PlainParts {
  readonly title: string;
  readonly text: string;
  readonly groupId: string;
  /** How the act log names the page. */
  readonly subject: string;
}

/** A page with nothing to do on it: a title and a text. */
export function createPlainScreen(messenger: Messenger, { title, text, groupId, subject }: PlainParts): Screen {
  const { titleId, backDescription, info } = messenger.variant;
  return createMessengerPage(messenger, {
    activity: `${info.activity}Page`,
    isFetched: true,
    onOpen: () => messenger.note('open-page', { groupId, subject }),
    build: (display, navigation) => {
      const { top } = areaBelowTitle(display);
      const place = createBounds(display.dp(16), top + display.dp(16), display.width - display.dp(32), display.dp(240));
      return createPage(display, '#ffffff', [
        createNode('android.widget.TextView', place, { text, look: { textDp: 15, wraps: true } }),
        createTitleBar(display, { title, titleId, backDescription, onBack: () => navigation.back() }),
      ]);
    },
  });
}
