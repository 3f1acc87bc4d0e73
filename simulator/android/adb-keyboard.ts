import type { ScreenHost } from '../screens/screen-host.ts';

const adbService = 'AdbIME';

/** Whether the keyboard with this id is ADBKeyBoard, which types what broadcasts tell it. */
export function isAdbKeyboard(id: string | null): boolean {
  return id?.split('/')[1]?.split('.').at(-1) === adbService;
}

type Extras = ReadonlyMap<string, string>;

/** Its broadcasts by action (senzhk/ADBKeyBoard): text, Base64 of UTF-8, code points, a key, an editor's action, everything gone. */
const acts: ReadonlyMap<string, (screens: ScreenHost, extras: Extras) => void> = new Map([
  ['ADB_INPUT_TEXT', (screens, extras) => screens.typeText(extras.get('msg') ?? '')],
  [
    'ADB_INPUT_B64',
    (screens, extras) => screens.typeText(Buffer.from(extras.get('msg') ?? '', 'base64').toString('utf8')),
  ],
  ['ADB_INPUT_CHARS', (screens, extras) => screens.typeText(fromCodePoints(extras.get('chars') ?? ''))],
  ['ADB_INPUT_CODE', (screens, extras) => void screens.pressKey(extras.get('code') ?? '')],
  ['ADB_EDITOR_CODE', (screens) => screens.focusedField?.enter()],
  ['ADB_CLEAR_TEXT', (screens) => screens.focusedField?.set('')],
]);

/** Does what a broadcast means to that keyboard; nothing for any other action. */
export function obeyBroadcast(screens: ScreenHost, action: string, extras: Extras): void {
  acts.get(action)?.(screens, extras);
}

function fromCodePoints(list: string): string {
  const codes = list.split(',').map((code) => Number(code.trim()));
  return codes.some((code) => !(code >= 0 && code <= 0x10ffff)) ? '' : String.fromCodePoint(...codes);
}
