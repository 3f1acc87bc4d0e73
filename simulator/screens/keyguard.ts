/** The lock of one phone: whether the display is on, whether the keyguard lies over it, and its PIN. */
export class Keyguard {
  #isAwake = true;
  #isShowing = false;
  #isAskingPin = false;
  #pin: string | null = null;
  #isDisabled = false;
  #typed = '';

  get isAwake(): boolean {
    return this.#isAwake;
  }

  get isShowing(): boolean {
    return this.#isShowing;
  }

  get isAskingPin(): boolean {
    return this.#isAskingPin;
  }

  /** A PIN is set, whether or not the phone is locked now. */
  get isSecure(): boolean {
    return this.#pin !== null;
  }

  setPin(pin: string | null): void {
    this.#pin = pin;
  }

  /** Whether this is the PIN; without one only nothing fits. */
  opensWith(pin: string | null): boolean {
    return this.#pin === pin;
  }

  /** The lock screen is set to "none": without a PIN it never shows. */
  get isDisabled(): boolean {
    return this.#isDisabled;
  }

  setDisabled(isDisabled: boolean): void {
    this.#isDisabled = isDisabled;
  }

  wake(): void {
    this.#isAwake = true;
  }

  /** Turns the display off, which locks the phone, as with the setting "lock at once". */
  sleep(): void {
    this.#isAwake = false;
    this.lock();
  }

  lock(): void {
    this.#isShowing = this.isSecure || !this.#isDisabled;
    this.#isAskingPin = false;
    this.#typed = '';
  }

  /** A swipe up or the menu key: opens an unsecured phone, asks for the PIN on a secured one. */
  dismiss(): void {
    if (!this.#isAwake) return;
    if (this.#pin === null) this.#isShowing = false;
    else this.#isAskingPin = true;
  }

  type(text: string): void {
    if (this.#isAskingPin) this.#typed += text;
  }

  /** Confirms what was typed; a wrong PIN leaves the phone locked and the field empty. */
  enter(): void {
    if (this.#isAskingPin && this.#typed === this.#pin) {
      this.#isShowing = false;
      this.#isAskingPin = false;
    }
    this.#typed = '';
  }
}
