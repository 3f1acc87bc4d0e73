import { createBounds, type Bounds } from './ui-node.ts';

const keyboardShare = 0.36;

/** The panel that screens are laid out for, after any `wm size` override. */
export class Display {
  readonly width: number;
  readonly height: number;
  readonly density: number;
  readonly #hasKeyboard: boolean;

  constructor(width: number, height: number, density: number, hasKeyboard = false) {
    this.width = width;
    this.height = height;
    this.density = density;
    this.#hasKeyboard = hasKeyboard;
  }

  /** The same panel with a keyboard over its lower part, or without: apps lay themselves out above it. */
  withKeyboard(hasKeyboard: boolean): Display {
    return new Display(this.width, this.height, this.density, hasKeyboard);
  }

  /** Whole pixels of so many density-independent ones (1 dp = 1 px at 160 dpi). */
  dp(value: number): number {
    return Math.round((value * this.density) / 160);
  }

  get bounds(): Bounds {
    return createBounds(0, 0, this.width, this.height);
  }

  get statusBarHeight(): number {
    return this.dp(24);
  }

  get navigationBarHeight(): number {
    return this.dp(48);
  }

  get keyboardHeight(): number {
    return this.#hasKeyboard ? Math.round(this.height * keyboardShare) : 0;
  }

  /** What an app may fill: between the status bar and the navigation bar, or the keyboard above that. */
  get content(): Bounds {
    const top = this.statusBarHeight;
    return { left: 0, top, right: this.width, bottom: this.height - this.navigationBarHeight - this.keyboardHeight };
  }
}
