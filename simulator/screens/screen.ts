import type { Display } from './display.ts';
import type { UiNode } from './ui-node.ts';

/** Where a screen sends the operator's acts that leave it. */
export interface ScreenNavigation {
  open(screen: Screen): void;
  back(): void;
}

/** One page of an app. `build` is asked afresh for every dump, picture and tap, and reflects the state at that moment. */
export interface Screen {
  readonly packageName: string;
  /** Full activity class, as `dumpsys` prints it. */
  readonly activity: string;
  build(display: Display, navigation: ScreenNavigation): UiNode;
  /** Called when the page comes to the front. */
  onOpen?(): void;
  /** Typed text reaches the page that has a field for it. */
  onText?(text: string): void;
}
