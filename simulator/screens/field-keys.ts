import { firstKeys, keyCodes } from './key-codes.ts';
import type { TextField } from './text-field.ts';

/** The clipboard of the phone, which some keys read or write. */
export interface Clipboard {
  clipboard: string;
}

const acts: ReadonlyMap<number, (field: TextField, phone: Clipboard) => void> = new Map([
  [keyCodes.DEL, (field) => field.deleteBefore()],
  [keyCodes.FORWARD_DEL, (field) => field.deleteAfter()],
  [keyCodes.MOVE_HOME, (field) => field.moveToStart()],
  [keyCodes.MOVE_END, (field) => field.moveToEnd()],
  [keyCodes.DPAD_LEFT, (field) => field.moveLeft()],
  [keyCodes.DPAD_RIGHT, (field) => field.moveRight()],
  [keyCodes.SPACE, (field) => field.insert(' ')],
  [keyCodes.ENTER, (field) => field.enter()],
  [keyCodes.PASTE, (field, phone) => field.insert(phone.clipboard)],
  [
    keyCodes.COPY,
    (field, phone) => {
      phone.clipboard = field.text;
    },
  ],
  [
    keyCodes.CUT,
    (field, phone) => {
      phone.clipboard = field.text;
      field.set('');
    },
  ],
]);

/** What a key does to the field that has the focus; other keys do nothing there. */
export function pressInField(field: TextField | null, code: number, phone: Clipboard): void {
  if (field === null) return;
  const typed = characterOf(code);
  if (typed === null) acts.get(code)?.(field, phone);
  else field.insert(typed);
}

/** The keys 0–9 and A–Z type what stands on them. */
function characterOf(code: number): string | null {
  const digit = code - firstKeys.digit;
  if (digit >= 0 && digit < 10) return String(digit);
  const letter = code - firstKeys.letter;
  return letter >= 0 && letter < 26 ? String.fromCharCode('a'.charCodeAt(0) + letter) : null;
}
