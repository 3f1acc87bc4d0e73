import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';
import { decodeTyped, isUnicodeKeyboard } from '../unicode-keyboard.ts';

type Act = (phone: Phone, args: readonly string[]) => string | null;

const usage = 'Usage: input [<source>] <command> [<arg>...]\n';
const sources: ReadonlySet<string> = new Set(['touchscreen', 'keyboard', 'mouse', 'dpad', 'touchpad', 'trackball']);

const acts: Readonly<Record<string, Act>> = {
  tap: (phone, args) => withNumbers(args, 2, ([x = 0, y = 0]) => phone.display.screens.tap(x, y)),
  swipe: (phone, args) =>
    withNumbers(args, 4, ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) =>
      phone.display.screens.swipe({ x: x1, y: y1 }, { x: x2, y: y2 }),
    ),
  text: (phone, [text = '']) => {
    if (/[^\t\n\u0020-\u007e]/u.test(text)) return noKeysFor(phone.sdk);
    const typed = text.replaceAll('%s', ' ');
    const keyboard = phone.settings.get('secure', 'default_input_method');
    phone.display.screens.typeText(isUnicodeKeyboard(keyboard) ? decodeTyped(typed) : typed);
    return null;
  },
  keyevent: (phone, args) => {
    const unknown = args.filter((key) => key !== '--longpress').find((key) => !phone.display.screens.pressKey(key));
    return unknown === undefined ? null : `Error: Unknown keycode: ${unknown}\n`;
  },
};

/** `input tap|swipe|text|keyevent`. A phone whose vendor switch forbids it refuses with a SecurityException. */
export const input: PhoneProgram = async (process, phone) => {
  const [first = '', ...others] = process.args;
  const [command = '', ...args] = sources.has(first) ? others : [first, ...others];
  const act = acts[command];
  if (act === undefined) {
    await process.printError(usage);
    return 1;
  }
  if (!phone.isInputAllowed) {
    await process.printError(refusal(phone.sdk));
    return 255;
  }
  const complaint = act(phone, args);
  if (complaint === null) return 0;
  await process.printError(complaint);
  return 1;
};

function withNumbers(args: readonly string[], count: number, act: (numbers: readonly number[]) => void): string | null {
  const numbers = args.slice(0, count).map(Number);
  if (numbers.length < count || numbers.some((value) => !Number.isFinite(value))) {
    return 'Error: Invalid arguments for command\n';
  }
  act(numbers);
  return null;
}

/** No key types a Chinese character: Android's own `input` fails over it (AOSP Input.java, `KeyCharacterMap.getEvents`). */
function noKeysFor(sdk: number): string {
  const head = sdk >= 30 ? `Exception occurred while executing 'text':\n` : 'Error: ';
  return `${head}java.lang.NullPointerException: Attempt to get length of null array\n\tat com.android.commands.input.Input.sendText(Input.java:187)\n`;
}

/** The text changed its wording with Android 12 (AOSP InputManagerService). */
function refusal(sdk: number): string {
  const reason =
    sdk >= 31
      ? 'Injecting input events requires the caller (or the source of the instrumentation, if any) to have the INJECT_EVENTS permission.'
      : 'Injecting to another application requires INJECT_EVENTS permission';
  return `java.lang.SecurityException: ${reason}\n\tat android.os.Parcel.createException(Parcel.java:2071)\n`;
}
