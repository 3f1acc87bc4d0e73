import type { Screen } from './screen.ts';

/** The open pages of all apps, the newest in front; with the home screen before them, they wait behind it. */
export class PageStack {
  readonly #pages: Screen[] = [];
  #isHome = true;

  /** The page in front; null while that is the home screen. */
  get front(): Screen | null {
    return this.#isHome ? null : (this.#pages.at(-1) ?? null);
  }

  push(screen: Screen): void {
    this.#pages.push(screen);
    this.#isHome = false;
  }

  pop(): void {
    if (!this.#isHome) this.#pages.pop();
  }

  /** Takes away one page, wherever it is. */
  remove(screen: Screen): void {
    this.#keep((other) => other !== screen);
  }

  /** Leaves of the app in front only its first page. */
  toFirst(): void {
    const packageName = this.front?.packageName;
    const first = this.#pages.find((page) => page.packageName === packageName);
    this.#keep((page) => page === first || page.packageName !== packageName);
  }

  has(packageName: string): boolean {
    return this.#pages.some((page) => page.packageName === packageName);
  }

  /** Ends an app: all its pages go. */
  stop(packageName: string): void {
    this.#keep((page) => page.packageName !== packageName);
  }

  /** Puts an app's pages in front, in their order; false when it has none. */
  bringToFront(packageName: string): boolean {
    if (!this.has(packageName)) return false;
    const own = this.#pages.filter((page) => page.packageName === packageName);
    this.stop(packageName);
    this.#pages.push(...own);
    this.#isHome = false;
    return true;
  }

  goHome(): void {
    this.#isHome = true;
  }

  clear(): void {
    this.#pages.length = 0;
  }

  #keep(isKept: (page: Screen) => boolean): void {
    const kept = this.#pages.filter(isKept);
    this.#pages.splice(0, this.#pages.length, ...kept);
  }
}
