import { keyCodes } from './key-codes.ts';
import type { TextField } from './text-field.ts';

const acts: ReadonlyMap<number, (field: TextField, clipboard: string) => void> = new Map([
  [keyCodes.DEL, (field) => field.deleteBefore()],
  [keyCodes.FORWARD_DEL, (field) => field.deleteAfter()],
  [keyCodes.MOVE_HOME, (field) => field.moveToStart()],
  [keyCodes.MOVE_END, (field) => field.moveToEnd()],
  [keyCodes.SPACE, (field) => field.insert(' ')],
  [keyCodes.ENTER, (field) => field.enter()],
  [keyCodes.PASTE, (field, clipboard) => field.insert(clipboard)],
]);

/** What a key does to the field that has the focus; other keys do nothing there. */
export function pressInField(field: TextField | null, code: number, clipboard: string): void {
  if (field !== null) acts.get(code)?.(field, clipboard);
}
