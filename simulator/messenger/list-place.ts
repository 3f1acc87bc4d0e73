import type { Display } from '../screens/display.ts';
import type { ScreenNavigation } from '../screens/screen.ts';
import type { ScrollOffset } from '../screens/scroll-list.ts';
import type { Bounds } from '../screens/ui-node.ts';
import type { Messenger } from './messenger.ts';

/** Where a tab's list stands, and what it leads to. */
export interface ListPlace {
  readonly messenger: Messenger;
  readonly display: Display;
  readonly navigation: ScreenNavigation;
  readonly area: Bounds;
  readonly offset: ScrollOffset;
}
