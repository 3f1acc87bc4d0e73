import type { Display } from '../screens/display.ts';
import type { ScreenNavigation } from '../screens/screen.ts';
import { createScrollList, type ScrollOffset } from '../screens/scroll-list.ts';
import { areaBelowTitle } from '../screens/title-page.ts';
import { createBounds, createNode, type Bounds, type UiNode } from '../screens/ui-node.ts';
import { createChatScreen } from './chat-screen.ts';
import { createGroupAvatar } from './group-avatar.ts';
import type { Messenger } from './messenger.ts';
import type { SearchHit, SearchResults } from './search-results.ts';

/** One row of the list: a section's header, a hit, or the way to more hits. */
export type HitRow =
  | { readonly kind: 'header'; readonly text: string }
  | { readonly kind: 'hit'; readonly hit: SearchHit }
  | { readonly kind: 'more'; readonly text: string; readonly open: () => void };

interface HitList {
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly offset: ScrollOffset;
  readonly rows: readonly HitRow[];
  /** What stands in the place of results; null when there are some. */
  readonly notice: string | null;
}

const heightsDp = { header: 36, hit: 64, more: 48 } as const;

export function hitRows({ sections }: SearchResults, openMore: () => void): HitRow[] {
  return sections.flatMap(({ header, hits, more }): HitRow[] => [
    { kind: 'header', text: header },
    ...hits.map((hit): HitRow => ({ kind: 'hit', hit })),
    ...(more === null ? [] : [{ kind: 'more', text: more, open: openMore } as const]),
  ]);
}

/** The results under their headers. */
export function createHitList(messenger: Messenger, { display, navigation, offset, rows, notice }: HitList): UiNode {
  const { search } = messenger.variant;
  const area = areaBelowTitle(display);
  if (notice !== null) return createNotice(display, area, notice);
  return createScrollList({
    className: search.listClass,
    resourceId: search.listId,
    area,
    rowHeights: rows.map(({ kind }) => display.dp(heightsDp[kind])),
    offset,
    background: '#ededed',
    makeRow: (index, bounds) => {
      const row = rows[index];
      if (row === undefined) return createNode('android.widget.LinearLayout', bounds);
      if (row.kind === 'header') return createHeader(messenger, display, bounds, row.text);
      if (row.kind === 'more') return createMore(display, bounds, row);
      const { hit } = row;
      const open = (): void => navigation.open(createChatScreen(messenger, hit.group.groupId));
      return createHit(messenger, display, { bounds, hit, open });
    },
  });
}

function createNotice(display: Display, area: Bounds, text: string): UiNode {
  const line = createBounds(0, area.top + display.dp(40), display.width, display.dp(40));
  return createNode('android.widget.LinearLayout', area, {
    children: [createNode('android.widget.TextView', line, { text, look: { align: 'center', color: '#7a7a7a' } })],
  });
}

function createHeader({ variant }: Messenger, display: Display, bounds: Bounds, text: string): UiNode {
  const label = { ...bounds, left: display.dp(16) };
  return createNode('android.widget.LinearLayout', bounds, {
    children: [
      createNode('android.widget.TextView', label, {
        text,
        resourceId: variant.search.sectionId,
        look: { textDp: 13, color: '#7a7a7a' },
      }),
    ],
  });
}

function createMore(display: Display, bounds: Bounds, { text, open }: { text: string; open: () => void }): UiNode {
  const label = { ...bounds, left: display.dp(16) };
  return createNode('android.widget.LinearLayout', bounds, {
    onTap: open,
    look: { background: '#ffffff' },
    children: [createNode('android.widget.TextView', label, { text, look: { textDp: 14, color: '#576b95' } })],
  });
}

interface Hit {
  readonly bounds: Bounds;
  readonly hit: SearchHit;
  readonly open: () => void;
}

function createHit({ variant }: Messenger, display: Display, { bounds, hit, open }: Hit): UiNode {
  const left = display.dp(68);
  const width = display.width - left - display.dp(12);
  const height = bounds.bottom - bounds.top;
  const nameHeight = hit.detail === null ? height : height * 0.55;
  const detail = createBounds(left, bounds.top + nameHeight, width, height - nameHeight);
  return createNode('android.widget.RelativeLayout', bounds, {
    onTap: open,
    look: { background: '#ffffff', isRuled: true },
    children: [
      createGroupAvatar(hit.group.groupId, bounds, { left: display.dp(16), size: display.dp(40) }),
      createNode('android.widget.TextView', createBounds(left, bounds.top, width, nameHeight), {
        text: hit.name,
        resourceId: variant.search.nameId,
        look: { textDp: 16 },
      }),
      ...(hit.detail === null
        ? []
        : [
            createNode('android.widget.TextView', detail, { text: hit.detail, look: { textDp: 12, color: '#9a9a9a' } }),
          ]),
    ],
  });
}
