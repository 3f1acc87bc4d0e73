import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { pause, type Clock } from '../../runtime/clock.ts';
import { classifyRefusal } from '../health/tools/error-classes.ts';
import { parseWindowFocus } from '../health/tools/window-focus.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import { quote } from '../shell-quote.ts';

const commandTimeoutMs = 10_000;
const looks = 8;
const lookEveryMs = 600;

/** AOSP, Google and Samsung diallers; MIUI, EMUI, ColorOS and Flyme keep theirs in the contacts app. */
const diallerPackage = /dialer|dialler|contacts|\.phone\b/i;

type Front = 'dialler' | 'lock-screen' | 'other' | 'unknown';

/**
 * Wakes the phone and shows the number in the dialler's big digits. Nothing is called: ACTION_DIAL only opens the
 * pad. Succeeds when the dialler is seen in front. Faults: `screen-locked`, `input-not-permitted`, `command-failed`,
 * `ui-unexpected-screen`, and those of the link.
 */
export async function showNumber(
  link: PhoneLink,
  number: number,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Outcome<null>> {
  const command = `input keyevent KEYCODE_WAKEUP; am start -a android.intent.action.DIAL -d ${quote(`tel:${number}`)}`;
  const started = await link.shell(command, { timeoutMs: commandTimeoutMs, signal });
  if (!started.ok) return started;
  const refusal = classifyRefusal(`${started.value.stdout}\n${started.value.stderr}`);
  if (refusal === 'input-not-permitted') return fail('input-not-permitted', 'the phone refuses input', { refusal });
  if (refusal !== null) return fail('command-failed', 'the phone did not open its dialler', { refusal });
  let front: Front = 'unknown';
  for (let look = 0; look < looks && !signal.aborted; look++) {
    const read = await readFront(link, signal);
    if (!read.ok) return read;
    front = read.value;
    if (front === 'dialler') return succeed(null);
    await pause(clock, lookEveryMs, signal);
  }
  if (signal.aborted) return fail('aborted', 'given up while the dialler opened');
  if (front === 'lock-screen') return fail('screen-locked', 'the lock screen is in front of the dialler');
  return fail('ui-unexpected-screen', 'the dialler did not come to the front', { front });
}

/** How long a number stays over what else is on the screen. */
const shownMs = 4_000;
/** A dialler may take one step back to put its pad away, and another one to go. */
const mostBacks = 3;

/** Shows the number for some seconds over a page that somebody works on, and goes back to that page. Faults as `showNumber`. */
export async function showNumberOver(
  link: PhoneLink,
  number: number,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Outcome<null>> {
  const shown = await showNumber(link, number, { clock, signal });
  if (!shown.ok) return shown;
  await pause(clock, shownMs, signal);
  for (let backs = 0; backs < mostBacks && !signal.aborted; backs++) {
    const front = await readFront(link, signal);
    if (!front.ok) return front;
    if (front.value !== 'dialler') break;
    const sent = await link.shell('input keyevent KEYCODE_BACK', { timeoutMs: commandTimeoutMs, signal });
    if (!sent.ok) return sent;
  }
  return signal.aborted ? fail('aborted', 'the page was left meanwhile') : succeed(null);
}

/** Back to the home screen, but only from the dialler: whatever else is in front by then is someone's work. */
export async function leaveDialler(link: PhoneLink, signal: AbortSignal): Promise<Outcome<null>> {
  const front = await readFront(link, signal);
  if (!front.ok) return front;
  if (front.value !== 'dialler') return succeed(null);
  const sent = await link.shell('input keyevent KEYCODE_HOME', { timeoutMs: commandTimeoutMs, signal });
  return sent.ok ? succeed(null) : sent;
}

async function readFront(link: PhoneLink, signal: AbortSignal): Promise<Outcome<Front>> {
  const answer = await link.shell("dumpsys window|grep -E 'mCurrentFocus|mFocusedApp'", {
    timeoutMs: commandTimeoutMs,
    signal,
  });
  if (!answer.ok) return answer;
  const focus = parseWindowFocus(answer.value.stdout);
  if (focus === null) return succeed('unknown');
  if (focus.kind === 'app') return succeed(diallerPackage.test(focus.packageName) ? 'dialler' : 'other');
  return succeed(/keyguard|statusbar|notificationshade|bouncer/i.test(focus.title) ? 'lock-screen' : 'other');
}
