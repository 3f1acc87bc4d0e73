import type { Display } from '../screens/display.ts';
import type { Screen, ScreenNavigation } from '../screens/screen.ts';
import { ScrollOffset } from '../screens/scroll-list.ts';
import { TextField } from '../screens/text-field.ts';
import { createTextField } from '../screens/text-field-view.ts';
import { areaBelowTitle, createPage, createTitleBar, titleHeightDp } from '../screens/title-page.ts';
import { createBounds, createNode, type UiNode } from '../screens/ui-node.ts';
import { createMessengerPage } from './messenger-page.ts';
import type { Messenger } from './messenger.ts';
import { createHitList, hitRows } from './search-list.ts';
import { findChats, findGroups } from './search-results.ts';

/** Search over everything: results by section, while words are typed. Slow results are still those of the words before. */
export function createSearchScreen(messenger: Messenger): Screen {
  const { search } = messenger.variant;
  const offset = new ScrollOffset();
  let shownQuery = '';
  const field = new TextField({
    hint: search.hint,
    onChange: (text) => {
      messenger.after(messenger.pace.searchMs, () => {
        if (field.text === text) shownQuery = text;
      });
    },
  });
  return createMessengerPage(messenger, {
    activity: search.activity,
    firstField: field,
    onOpen: () => messenger.enter('search', 'open-search'),
    build: (display, navigation) => {
      const results = findChats(messenger, shownQuery);
      const openMore = (): void => navigation.open(createMoreScreen(messenger, shownQuery));
      return createPage(display, '#ededed', [
        createHitList(messenger, {
          display,
          navigation,
          offset,
          rows: hitRows(results, openMore),
          notice: results.notice,
        }),
        createSearchBar(messenger, { display, navigation, field }),
      ]);
    },
  });
}

/** The page behind "more": every group that fits. */
function createMoreScreen(messenger: Messenger, query: string): Screen {
  const { search, backDescription, titleId } = messenger.variant;
  const offset = new ScrollOffset();
  return createMessengerPage(messenger, {
    activity: `${search.activity}Detail`,
    isFetched: true,
    onOpen: () => messenger.note('open-page', { subject: 'more-groups' }),
    build: (display, navigation) => {
      const hits = findGroups(messenger, query);
      const rows = hitRows({ sections: [{ header: search.groups, hits, more: null }], notice: null }, () => undefined);
      return createPage(display, '#ededed', [
        createHitList(messenger, { display, navigation, offset, rows, notice: null }),
        createTitleBar(display, { title: query, titleId, backDescription, onBack: () => navigation.back() }),
      ]);
    },
  });
}

interface SearchBar {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly field: TextField;
}

function createSearchBar({ variant }: Messenger, { display, navigation, field }: SearchBar): UiNode {
  const { search } = variant;
  const { top } = areaBelowTitle(display);
  const height = display.dp(titleHeightDp);
  const cancelWidth = display.dp(64);
  const bar = createBounds(0, top - height, display.width, height);
  const margin = display.dp(8);
  const width = display.width - cancelWidth - 2 * margin;
  const box = createBounds(margin, bar.top + margin / 2, width, height - margin);
  return createNode('android.widget.RelativeLayout', bar, {
    look: { background: '#ededed' },
    children: [
      createTextField(field, box, {
        resourceId: search.fieldId,
        look: { background: '#ffffff', radiusDp: 5, textDp: 15 },
      }),
      createNode('android.widget.TextView', createBounds(display.width - cancelWidth, bar.top, cancelWidth, height), {
        text: search.cancel,
        onTap: () => navigation.back(),
        look: { align: 'center', color: '#576b95', textDp: 15 },
      }),
    ],
  });
}
