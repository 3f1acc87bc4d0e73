import { readComponent, type AppComponent } from './app-component.ts';
import { endedLines } from './output-lines.ts';

export type WindowFocus =
  | ({ readonly kind: 'app' } & AppComponent)
  /** A window with a title only: `StatusBar`, `NotificationShade`. */
  | { readonly kind: 'panel'; readonly title: string };

interface DisplayFocus {
  readonly window: string | null;
  readonly app: AppComponent | null;
  /** `mCurrentFocus=null` was read; without it a panel may stand before the app. */
  readonly isToldNone: boolean;
}

/** The launcher of a folding phone's outer screen: what it shows is not what the operator looks at. */
const coverScreen = /^com\.android\.systemui[/.].*subscreen/i;

/**
 * Reads the `mCurrentFocus` and `mFocusedApp` lines of `dumpsys window windows` (≤ 9), `dumpsys window displays` or
 * plain `dumpsys window` (10–14). Null focus is normal on a second display and while the screen is off, so the last
 * window that is not null counts, cover screens apart; MIUI prints two lines with WeChat in front. Where a display says
 * that it has no window, and none has, the last focused app counts. The caller must pass a complete output: a later line
 * changes the answer.
 */
export function parseWindowFocus(text: string): WindowFocus | null {
  const displays = readDisplays(endedLines(text));
  const focused = displays.findLast((display) => display.window !== null);
  if (focused?.window !== undefined && focused.window !== null) return describeWindow(focused.window);
  const app = displays.findLast((display) => display.isToldNone && display.app !== null)?.app ?? null;
  return app === null ? null : { kind: 'app', ...app };
}

function readDisplays(lines: readonly string[]): DisplayFocus[] {
  const displays: {
    window: string | null;
    app: AppComponent | null;
    isToldNone: boolean;
    isCover: boolean;
  }[] = [];
  for (const line of lines) {
    const focus = /^\s*mCurrentFocus=(?:null|Window\{[0-9a-f]+ u-?\d+ ([^{}]+)\})\s*$/.exec(line);
    if (focus !== null) {
      const window = focus[1] ?? null;
      displays.push({ window, app: null, isToldNone: window === null, isCover: isCover(focus[1]) });
    }
    const app = /^\s*mFocusedApp=.*ActivityRecord\{[0-9a-f]+ u-?\d+ ([^\s{}]+)/.exec(line)?.[1];
    if (app === undefined) continue;
    if (displays.length === 0) displays.push({ window: null, app: null, isToldNone: false, isCover: false });
    const display = displays.at(-1);
    if (display === undefined) continue;
    display.app = readComponent(app);
    display.isCover ||= isCover(app);
  }
  return displays.filter((display) => !display.isCover);
}

function isCover(component: string | undefined): boolean {
  return component !== undefined && coverScreen.test(component);
}

function describeWindow(name: string): WindowFocus | null {
  const component = readComponent(name);
  if (component !== null) return { kind: 'app', ...component };
  // A title has no slash: this was an app's window, or may have been.
  return /[/\uFFFD]/.test(name) ? null : { kind: 'panel', title: name };
}
