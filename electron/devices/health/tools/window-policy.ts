import { agreedValue, blockAfter, endedLines } from './output-lines.ts';

export interface WindowPolicyReport {
  readonly isKeyguardShowing: boolean | null;
  /** The keyguard service's own word; starts as true until that service is bound, so stale just after a boot. */
  readonly isKeyguardSecure: boolean | null;
  readonly isScreenOn: boolean | null;
}

/** Android 7.x and 8.0 print numbers, 9 and later names (WindowManagerPolicy INTERACTIVE_STATE_*). */
const interactiveStates: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
  ['2', true],
  ['3', false],
  ['INTERACTIVE_STATE_SLEEP', false],
  ['INTERACTIVE_STATE_WAKING', true],
  ['INTERACTIVE_STATE_AWAKE', true],
  ['INTERACTIVE_STATE_GOING_TO_SLEEP', false],
]);

/** Android ≤ 7.1, all, 8 and later. */
const legacyKeyguardFlags = ['mShowingLockscreen', 'isStatusBarKeyguard', 'mDreamingLockscreen'] as const;

/**
 * Reads `dumpsys window policy`, or an excerpt of it (Android 7.1–14, AOSP PhoneWindowManager.dump and
 * KeyguardServiceDelegate.dump). `showingAndNotOccluded` is never used: it was true on an unlocked Android 9 phone.
 * Fields are found by name, not by splitting, since Android 9 prints `mAwake=truemScreenOnEarly=true`.
 */
export function parseWindowPolicy(text: string): WindowPolicyReport | null {
  const lines = endedLines(text);
  const body = lines.join('\n');
  const delegate = blockAfter(lines, (line) => line.trim() === 'KeyguardServiceDelegate');
  const report: WindowPolicyReport = {
    isKeyguardShowing: readKeyguard(body),
    isKeyguardSecure: delegate === null ? null : flagOf(delegate.join('\n'), 'secure'),
    isScreenOn: readScreen(body),
  };
  return Object.values(report).every((value) => value === null) ? null : report;
}

/** Newer fields first. `mIsShowing` alone also counts the keyguard behind an app, so a yes needs `mInputRestricted`. */
function readKeyguard(body: string): boolean | null {
  const isShowing = flagOf(body, 'mIsShowing');
  const isInputRestricted = flagOf(body, 'mInputRestricted');
  if (isShowing === false) return false;
  if (isShowing === true && isInputRestricted !== null) return isInputRestricted;
  const isNewFlag = flagOf(body, 'isKeyguardShowing');
  if (isNewFlag !== null) return isNewFlag;
  const legacy = new Set(legacyKeyguardFlags.map((name) => flagOf(body, name)));
  if (legacy.has(true)) return true;
  return isShowing === null && legacy.has(false) ? false : null;
}

/** `screenState` on its own says "on" for an always-on clock, so only its "off" is believed. */
function readScreen(body: string): boolean | null {
  const interactive = interactiveStates.get(agreedValue(matches(body, /\binteractiveState=(\w+)/g)) ?? '');
  if (interactive !== undefined) return interactive;
  const isAwake = flagOf(body, 'mAwake');
  if (isAwake !== null) return isAwake;
  const screen = agreedValue(matches(body, /\bscreenState=(\w+)/g));
  return screen === 'SCREEN_STATE_OFF' || screen === '0' ? false : null;
}

function flagOf(body: string, name: string): boolean | null {
  const value = agreedValue(matches(body, new RegExp(`(?<![\\w.])${name}=(true|false)`, 'g')));
  return value === null ? null : value === 'true';
}

function* matches(body: string, pattern: RegExp): Generator<string> {
  for (const match of body.matchAll(pattern)) if (match[1] !== undefined) yield match[1];
}
