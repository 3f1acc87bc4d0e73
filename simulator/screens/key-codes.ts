/** Keys by their code of AOSP `KeyEvent`, as far as somebody presses them on a virtual phone. */
export const keyCodes = {
  HOME: 3,
  BACK: 4,
  CALL: 5,
  ENDCALL: 6,
  DPAD_UP: 19,
  DPAD_DOWN: 20,
  DPAD_LEFT: 21,
  DPAD_RIGHT: 22,
  DPAD_CENTER: 23,
  VOLUME_UP: 24,
  VOLUME_DOWN: 25,
  POWER: 26,
  CAMERA: 27,
  TAB: 61,
  SPACE: 62,
  ENTER: 66,
  DEL: 67,
  MENU: 82,
  NOTIFICATION: 83,
  SEARCH: 84,
  PAGE_UP: 92,
  PAGE_DOWN: 93,
  ESCAPE: 111,
  FORWARD_DEL: 112,
  MOVE_HOME: 122,
  MOVE_END: 123,
  APP_SWITCH: 187,
  SLEEP: 223,
  WAKEUP: 224,
  CUT: 277,
  COPY: 278,
  PASTE: 279,
} as const;

/** Where the keys 0–9 and A–Z begin. */
export const firstKeys = { digit: 7, letter: 29 } as const;

const byName: ReadonlyMap<string, number> = new Map(Object.entries(keyCodes));

/** The code of a key given by number, by name, or by name with `KEYCODE_`; null for an unknown name. */
export function keyCodeOf(key: string): number | null {
  if (/^\d{2,}$/u.test(key)) return Number(key);
  const name = key.replace(/^KEYCODE_/u, '');
  if (/^[A-Z]$/u.test(name)) return firstKeys.letter + name.charCodeAt(0) - 'A'.charCodeAt(0);
  if (/^\d$/u.test(name)) return name === key ? Number(key) : firstKeys.digit + Number(name);
  return byName.get(name) ?? null;
}
