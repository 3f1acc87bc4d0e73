import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Look } from './look.ts';

/** A page or state to be shown: how it is brought about, and what must be seen then. */
export interface Shot<World = unknown> {
  readonly name: string;
  /** Keys of texts that must be in sight, whatever their placeholders are filled with. */
  readonly texts: readonly string[];
  /** Further things that must be there, as selectors. */
  readonly selectors?: readonly string[];
  /** Brings the page there from the devices page at rest; in the language that the page is in. */
  readonly arrange: (console: ConsolePage, world: World) => Promise<void>;
  /** Puts the page back to rest. */
  readonly leave?: (console: ConsolePage, world: World) => Promise<void>;
  /** The words were made when the page got there, so it must get there anew in each language. */
  readonly isArrangedPerLook?: boolean;
  /** Also at this size. */
  readonly alsoAt?: { readonly width: number; readonly height: number };
  /** The page is meant to say this on its console. */
  readonly expectedComplaint?: RegExp;
}

/** One console with one desk, and the shots that are taken of it, in order. */
export interface Session<World = unknown> {
  /** Number of phones as it stands in the name of the pictures. */
  readonly phones: 0 | 6 | 8 | 18 | 100;
  readonly title: string;
  readonly shots: readonly Shot<World>[];
  readonly open: () => Promise<OpenSession<World>>;
  readonly wear: (console: ConsolePage, look: Look) => Promise<void>;
}

export interface OpenSession<World> {
  readonly console: ConsolePage;
  readonly world: World;
  close(): Promise<void>;
}
