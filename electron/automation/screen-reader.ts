import { fail, succeed } from '../contract/outcome.ts';
import type { Fault, Outcome } from '../contract/outcome.ts';
import { classifyRefusal } from '../devices/health/tools/error-classes.ts';
import { parsePackagePath } from '../devices/health/tools/package-list.ts';
import { parsePower } from '../devices/health/tools/power.ts';
import { parseWindowFocus } from '../devices/health/tools/window-focus.ts';
import type { WindowFocus } from '../devices/health/tools/window-focus.ts';
import { parseWindowPolicy } from '../devices/health/tools/window-policy.ts';
import { quote } from '../devices/shell-quote.ts';
import type { Clock } from '../runtime/clock.ts';
import { pause } from '../runtime/clock.ts';
import { parseHierarchy } from './hierarchy.ts';
import type { UiTree } from './hierarchy.ts';
import type { Point } from './tap-target.ts';

/** The phone as automation needs it: a shell with exit status, bound to the phone's current route. */
export interface PhoneShell {
  shell(
    command: string,
    options: { timeoutMs: number; signal?: AbortSignal | undefined; maxBytes?: number | undefined },
  ): Promise<Outcome<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }>>;
}

export interface ScreenReaderDeps {
  readonly link: PhoneShell;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface LockReading {
  /** Null when the phone does not tell in a way that is known. */
  readonly isScreenOn: boolean | null;
  readonly isKeyguardShowing: boolean | null;
  /** Whether it asks for a PIN, pattern or password. */
  readonly isKeyguardSecure: boolean | null;
}

/** MENU opens a lock screen that asks for nothing. */
export type KeyName = 'HOME' | 'BACK' | 'WAKEUP' | 'MENU';

/** uiautomator itself waits up to 10 s for the screen to come to rest. */
const dumpTimeoutMs = 25_000;
const actTimeoutMs = 10_000;
/** More than any name or announcement has. */
const mostDeletes = 4_000;
const perDeleteMs = 20;
const dumpAttempts = 3;
/** Each of these takes the phone ten seconds. */
const restlessAttempts = 2;
const dumpPauseMs = 400;
const dumpMaxBytes = 8 * 1024 * 1024;
const dumpFile = '/data/local/tmp/jiqun-view.xml';

/**
 * Reads and touches one phone's screen through its shell, on any Android from 5: `uiautomator dump`, `input`,
 * `dumpsys`. Holds no state between calls; every call ends within its timeout and obeys the signal.
 */
export class ScreenReader {
  readonly #deps: ScreenReaderDeps;

  constructor(deps: ScreenReaderDeps) {
    this.#deps = deps;
  }

  /**
   * The view tree of the current screen. The file is removed before and after, so that an old tree is never read as
   * new; a file and not `/dev/tty`, which a shell without a terminal cannot open. An empty tree is asked for
   * three times in all (about one dump in five fails by itself on some phones), a restless screen twice.
   */
  async dump(): Promise<Outcome<UiTree>> {
    const command = `f=${dumpFile};rm -f $f;uiautomator dump $f 2>&1;cat $f;rm -f $f`;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#run(command, dumpTimeoutMs, dumpMaxBytes);
      if (!answer.ok) return answer;
      const tree = parseHierarchy(answer.value);
      const attempts = !tree.ok && tree.error.code === 'ui-not-idle' ? restlessAttempts : dumpAttempts;
      if (tree.ok || attempt >= attempts || this.#deps.signal.aborted) return tree;
      await pause(this.#deps.clock, dumpPauseMs, this.#deps.signal);
    }
  }

  async tap(point: Point): Promise<Outcome<null>> {
    return this.#input(`input tap ${whole(point.x)} ${whole(point.y)}`);
  }

  /** A slow swipe: at 500 ms and more a list stops where the finger leaves it. */
  async swipe(from: Point, to: Point, durationMs: number): Promise<Outcome<null>> {
    const numbers = [from.x, from.y, to.x, to.y, durationMs].map(whole);
    return this.#input(`input swipe ${numbers.join(' ')}`);
  }

  async press(key: KeyName): Promise<Outcome<null>> {
    return this.#input(`input keyevent KEYCODE_${key}`);
  }

  /** Takes away so many characters of the field that has the focus, from its end. */
  async clearField(characterCount: number): Promise<Outcome<null>> {
    const presses = Math.min(Math.max(characterCount, 1), mostDeletes);
    const keys = ['KEYCODE_MOVE_END', ...Array<string>(presses).fill('KEYCODE_DEL')];
    return this.#input(`input keyevent ${keys.join(' ')}`, actTimeoutMs + presses * perDeleteMs);
  }

  /** Which window has the focus; null when the phone names none (between two screens, screen off). */
  async focus(): Promise<Outcome<WindowFocus | null>> {
    const answer = await this.#run("dumpsys window|grep -E 'mCurrentFocus=|mFocusedApp='", actTimeoutMs);
    return answer.ok ? succeed(parseWindowFocus(answer.value)) : answer;
  }

  async lock(): Promise<Outcome<LockReading>> {
    const answer = await this.#run('dumpsys power|grep -E mWakefulness=;dumpsys window policy', actTimeoutMs);
    if (!answer.ok) return answer;
    const policy = parseWindowPolicy(answer.value);
    return succeed({
      isScreenOn: parsePower(answer.value)?.isScreenOn ?? policy?.isScreenOn ?? null,
      isKeyguardShowing: policy?.isKeyguardShowing ?? null,
      isKeyguardSecure: policy?.isKeyguardSecure ?? null,
    });
  }

  async isInstalled(packageName: string): Promise<Outcome<boolean>> {
    const answer = await this.#run(`pm path ${quote(packageName)}`, actTimeoutMs);
    return answer.ok ? succeed(parsePackagePath(answer.value) !== null) : answer;
  }

  /** Opens an app's start page as its launcher icon does; `component` is `package/activity`. */
  async launch(component: string): Promise<Outcome<null>> {
    const intent = '-a android.intent.action.MAIN -c android.intent.category.LAUNCHER';
    const answer = await this.#run(`am start ${intent} -n ${quote(component)} 2>&1`, actTimeoutMs);
    if (!answer.ok) return answer;
    const refusal = classifyRefusal(answer.value);
    return refusal === null ? succeed(null) : fail('command-failed', 'the app cannot be opened', { reason: refusal });
  }

  async #input(command: string, timeoutMs = actTimeoutMs): Promise<Outcome<null>> {
    const answer = await this.#run(`${command} 2>&1`, timeoutMs);
    if (!answer.ok) return answer;
    const fault = inputFault(answer.value);
    return fault === null ? succeed(null) : { ok: false, error: fault };
  }

  async #run(command: string, timeoutMs: number, maxBytes?: number): Promise<Outcome<string>> {
    const { link, signal } = this.#deps;
    const answer = await link.shell(command, { timeoutMs, signal, maxBytes });
    return answer.ok ? succeed(answer.value.stdout) : answer;
  }
}

/** `input` prints an exception and may still exit with 0 (MIUI without "USB debugging (Security settings)"). */
export function inputFault(output: string): Fault | null {
  const refusal = classifyRefusal(output);
  if (refusal === 'input-not-permitted') return fail(refusal, 'the phone does not let adb tap').error;
  if (refusal === null && !/Exception|Error:|not found/.test(output)) return null;
  return fail('command-failed', 'input failed', { reason: refusal, text: output.slice(0, 300) }).error;
}

function whole(value: number): string {
  return String(Math.round(value));
}
