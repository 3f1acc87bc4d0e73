import type { SimulatorClock } from '../clock.ts';
import { formatHierarchy } from './hierarchy-xml.ts';
import { createNode, type UiNode } from './ui-node.ts';

/** How the phone answers a request for its view tree. */
export type TreeMode = 'normal' | 'empty' | 'blocked' | 'no-idle';

export type Dump =
  | { readonly kind: 'tree'; readonly xml: string }
  | { readonly kind: 'no-idle' }
  | { readonly kind: 'null-root' };

/** One window as accessibility sees it. */
export interface ScreenWindow {
  readonly node: UiNode;
  readonly packageName: string;
}

/** What accessibility sees. A tree without windows is empty; a restless screen has one all the same. */
export interface ScreenView {
  readonly windows: readonly ScreenWindow[];
  readonly isIdle: boolean;
  readonly isAwake: boolean;
}

/** What is true of the screen when somebody asks for its views. */
export interface ScreenFacts {
  readonly isAwake: boolean;
  readonly front: () => ScreenWindow;
  /** Whether the window in front shows its views to nobody. */
  readonly isHidden: boolean;
}

/** What accessibility tells of the screen, which is not always what is there. */
export class ViewTree {
  mode: TreeMode = 'normal';
  readonly #clock: SimulatorClock;
  #stale: readonly ScreenWindow[] | null = null;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /** For so long it goes on telling what it tells now. */
  keep(facts: ScreenFacts, staleMs: number): void {
    if (staleMs <= 0) return;
    const { windows } = this.look(facts);
    this.#stale = windows;
    this.#clock.after(staleMs, () => {
      if (this.#stale === windows) this.#stale = null;
    });
  }

  forget(): void {
    this.#stale = null;
  }

  look({ isAwake, front, isHidden }: ScreenFacts): ScreenView {
    const isIdle = this.mode !== 'no-idle';
    if (!isAwake || this.mode === 'empty') return { windows: [], isIdle, isAwake };
    if (this.#stale !== null) return { windows: this.#stale, isIdle, isAwake };
    const window = front();
    const nothing = createNode('', { left: 0, top: 0, right: 0, bottom: 0 });
    return { windows: [isHidden ? { ...window, node: nothing } : window], isIdle, isAwake };
  }
}

/** What `uiautomator dump` makes of it. */
export function dumpView({ windows, isIdle, isAwake }: ScreenView): Dump {
  if (!isIdle) return { kind: 'no-idle' };
  return isAwake ? { kind: 'tree', xml: formatHierarchy(windows) } : { kind: 'null-root' };
}
