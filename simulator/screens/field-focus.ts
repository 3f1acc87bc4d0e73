import type { Screen } from './screen.ts';
import type { TextField } from './text-field.ts';

/** Which field of each page typing goes to, and whether a keyboard was called up for it. */
export class FieldFocus {
  isKeyboardOpen = false;
  readonly #fields = new WeakMap<Screen, TextField>();

  /** The field of a page that has the focus; null without one. */
  on(screen: Screen): TextField | null {
    return this.#fields.get(screen) ?? null;
  }

  /** Gives a field of the page the focus, and calls up the keyboard. */
  move(screen: Screen, field: TextField): void {
    const before = this.#fields.get(screen);
    if (before !== undefined) before.isFocused = false;
    field.isFocused = true;
    this.#fields.set(screen, field);
    this.isKeyboardOpen = true;
  }
}
