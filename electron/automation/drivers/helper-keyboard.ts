import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { quote } from '../../devices/shell-quote.ts';
import { inputFault } from '../screen-reader.ts';
import { keyboardId, type KeyboardApk } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import { encodeForKeyboard } from './modified-utf7.ts';
import { hasPackage, installApk } from './phone-packages.ts';

export interface HelperKeyboardDeps {
  readonly link: DriverLink;
  readonly sdk: number;
  readonly apk: KeyboardApk | null;
  readonly signal: AbortSignal;
}

/** Keeps the keyboard that was in use while ours is: whoever finds it there puts that one back. */
const noteFile = '/data/local/tmp/jiqun-keyboard';
const setTimeoutMs = 20_000;
/** What one key event takes on a slow phone, its share of the shell's start included. */
const perKeyMs = 40;
/** Tries of 0.1 s for the keyboard to be bound to the field. */
const bindTries = 30;
const refusedMark = 'jiqun:keyboard-refused';
const plainText = /^[\x20-\x7e]*$/;

/** Puts the keyboard back that the note names, or else the first other one, and forgets the note. */
const restoreFunction = [
  'jiqun_back(){',
  'p=$(cat $f 2>/dev/null)',
  `case "$p" in ''|null|"$k") p=$(ime list -s|grep -v -F "$k"|head -n 1);; esac`,
  'ime set "$p" >/dev/null 2>&1',
  'ime disable $k >/dev/null 2>&1',
  'rm -f $f',
  '}',
].join('\n');
const names = `f=${noteFile};k=${keyboardId}`;
const currentKeyboard = 'settings get secure default_input_method';

/**
 * Types text of any script into the field that has the focus, through the helper app's keyboard. The keyboard in use is
 * changed, used and put back within one command of the phone's shell, whose trap also runs when the connection breaks or
 * the console is killed; a phone that lost its power in between is repaired by the next `repairKeyboard`.
 */
export class HelperKeyboard {
  readonly #deps: HelperKeyboardDeps;

  constructor(deps: HelperKeyboardDeps) {
    this.#deps = deps;
  }

  /**
   * Faults: `text-entry-unavailable` (no helper app for this phone, or the phone does not let it be chosen),
   * `automation-install-refused`, `input-not-permitted`, and the link's own.
   */
  async type(text: string): Promise<Outcome<null>> {
    if (text === '') return succeed(null);
    const ready = await this.#bring();
    if (ready.ok) return this.#typeWithHelper(text);
    // Plain letters go through any keyboard that does not compose; the reader checks what came of it.
    return plainText.test(text) && ready.error.code !== 'aborted' ? this.#typePlainly(text) : ready;
  }

  async #bring(): Promise<Outcome<null>> {
    const { link, apk, sdk, signal } = this.#deps;
    if (apk === null || sdk < apk.minSdk) {
      return fail('text-entry-unavailable', 'no helper keyboard for this phone', { reason: 'no-helper', sdk });
    }
    const present = await hasPackage(link, apk.packageName, signal);
    if (!present.ok || present.value) return present.ok ? succeed(null) : present;
    return installApk(link, apk, signal);
  }

  async #typeWithHelper(text: string): Promise<Outcome<null>> {
    const typed = encodeForKeyboard(text);
    const command = [
      names,
      restoreFunction,
      `c=$(${currentKeyboard})`,
      '[ "$c" = "$k" ] || echo "$c" >$f',
      "trap jiqun_back EXIT;trap 'exit 129' HUP",
      'ime enable $k >/dev/null 2>&1;ime set $k >/dev/null 2>&1',
      `[ "$(${currentKeyboard})" = "$k" ] || { echo ${refusedMark};exit 3; }`,
      `i=0;while [ $i -lt ${bindTries} ];do dumpsys input_method|grep -F "mCurId=$k "|grep -q mHaveConnection=true && break;i=$((i+1));sleep 0.1;done`,
      `input text ${quote(typed)} 2>&1`,
    ].join('\n');
    return this.#run(command, typed.length);
  }

  #typePlainly(text: string): Promise<Outcome<null>> {
    return this.#run(`input text ${quote(text.replaceAll(' ', '%s'))} 2>&1`, text.length);
  }

  async #run(command: string, keyCount: number): Promise<Outcome<null>> {
    const { link, signal } = this.#deps;
    const answer = await link.shell(command, { timeoutMs: setTimeoutMs + keyCount * perKeyMs, signal });
    if (!answer.ok) return answer;
    const { stdout } = answer.value;
    if (stdout.includes(refusedMark)) {
      return fail('text-entry-unavailable', 'the phone does not let the helper keyboard be chosen', {
        reason: 'refused',
      });
    }
    const fault = inputFault(stdout);
    return fault === null ? succeed(null) : { ok: false, error: fault };
  }
}

/** Puts the operator's keyboard back on a phone that was left with the helper's; answers whether it had to. */
export async function repairKeyboard(link: DriverLink, signal: AbortSignal): Promise<Outcome<boolean>> {
  const command = [
    names,
    restoreFunction,
    `if [ "$(${currentKeyboard})" = "$k" ];then jiqun_back;echo repaired;else rm -f $f;fi`,
  ].join('\n');
  const answer = await link.shell(command, { timeoutMs: setTimeoutMs, signal });
  return answer.ok ? succeed(answer.value.stdout.includes('repaired')) : answer;
}
