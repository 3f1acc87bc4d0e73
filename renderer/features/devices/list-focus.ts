/** Puts the keyboard where arrows move the cursor. */
export function focusList(): void {
  document.querySelector<HTMLElement>('[data-phone-list]')?.focus({ preventScroll: true });
}

export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('.toolbar-search input')?.focus();
}
