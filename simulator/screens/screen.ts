import type { DialogParts } from './dialog.ts';
import type { Display } from './display.ts';
import type { TextField } from './text-field.ts';
import type { UiNode } from './ui-node.ts';

/** Where a screen sends the operator's acts that leave it. */
export interface ScreenNavigation {
  open(screen: Screen): void;
  back(): void;
  /** Takes away a page, wherever it is by now. */
  close(screen: Screen): void;
  /** Goes back to the first page of the app in front. */
  toFirst(): void;
  openDialog(dialog: DialogParts): void;
}

/** One page of an app. `build` is asked afresh for every dump, picture and tap, and reflects the state at that moment. */
export interface Screen {
  readonly packageName: string;
  /** Full activity class, as `dumpsys` prints it. */
  readonly activity: string;
  build(display: Display, navigation: ScreenNavigation): UiNode;
  /** Called when the page comes to the front. */
  onOpen?(): void;
  /** The field that has the focus, keyboard up, as soon as the page opens. */
  readonly firstField?: TextField;
  /** The page's app shows its views to nobody. */
  readonly hidesTree?: boolean;
  /** How long the page shows only that it loads; left out, not at all. */
  loadMs?(): number;
  /** How long the view tree is still that of the page before, after a move to or from this one. */
  staleMs?(): number;
}
