import { createBounds, type Bounds } from './ui-node.ts';

/** The panel that screens are laid out for, after any `wm size` override. */
export class Display {
  readonly width: number;
  readonly height: number;
  readonly density: number;

  constructor(width: number, height: number, density: number) {
    this.width = width;
    this.height = height;
    this.density = density;
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

  /** What an app may fill: between the status bar and the navigation bar. */
  get content(): Bounds {
    const top = this.statusBarHeight;
    return { left: 0, top, right: this.width, bottom: this.height - this.navigationBarHeight };
  }
}
