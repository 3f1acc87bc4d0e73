import { readComponent, type AppComponent } from './app-component.ts';
import { agreedValue, endedLines } from './output-lines.ts';

export interface ActivityFocus extends AppComponent {
  readonly taskId: number | null;
  /** `history`: no resumed line was printed, so the top record of the first stack is named (screen off, MIUI 9). */
  readonly source: 'resumed' | 'history';
  /** `home`, `standard`, `recents` of the first stack; only with `history`. */
  readonly stackType: string | null;
}

/** In the order of trust: 10+ names the top one; ≤ 9 one per stack; 12+ prints no space before the record. */
const resumedLines = [/^topResumedActivity=/, /^mResumedActivity: ?/, /^ResumedActivity: ?/, /^mFocusedActivity: ?/];

/**
 * Reads `dumpsys activity activities` (Android 7.1–14) or only its resumed lines. A record ends in its task number
 * (`t153`), on 13+ behind a brace. Null when no activity is named.
 */
export function parseActivityFocus(text: string): ActivityFocus | null {
  const lines = endedLines(text).map((line) => line.trim());
  for (const pattern of resumedLines) {
    for (const line of lines) {
      const record = pattern.test(line) ? readRecord(line) : null;
      if (record !== null) return { ...record, source: 'resumed', stackType: null };
    }
  }
  const top = lines.find((line) => /^\* Hist +#\d+: ActivityRecord\{/.test(line));
  const record = top === undefined ? null : readRecord(top);
  if (record === null) return null;
  const stack = lines.find((line) => /^(?:Stack|RootTask) #\d+: type=/.test(line));
  return { ...record, source: 'history', stackType: /type=(\w+)(?:\s|$)/.exec(stack ?? '')?.[1] ?? null };
}

/** `mKeyguardShowing` of the same dump (12–14, KeyguardController); null when absent or contradictory. */
export function parseActivityKeyguard(text: string): boolean | null {
  const values = endedLines(text).flatMap((line) => /^\s*mKeyguardShowing=(true|false)\s*$/.exec(line)?.[1] ?? []);
  const value = agreedValue(values);
  return value === null ? null : value === 'true';
}

function readRecord(line: string): (AppComponent & { readonly taskId: number | null }) | null {
  const [, name, task] = /ActivityRecord\{[0-9a-f]+ u-?\d+ ([^\s{}]+)(?:\}? t(-?\d{1,9})(?=[\s}]|$))?/.exec(line) ?? [];
  const component = name === undefined ? null : readComponent(name);
  if (component === null || component.activity === null) return null;
  return { ...component, taskId: task === undefined ? null : Number(task) };
}
