/** The phone's one UiAutomation: accessibility for test tools. Whoever comes second is turned away. */
export class UiAutomation {
  #owner: object | null = null;

  get isTaken(): boolean {
    return this.#owner !== null;
  }

  /** False when somebody else has it. */
  take(owner: object): boolean {
    this.#owner ??= owner;
    return this.#owner === owner;
  }

  release(owner: object): void {
    if (this.#owner === owner) this.#owner = null;
  }
}

/** What Android tells a second client (AOSP UiAutomationManager). */
export const alreadyRegistered =
  'java.lang.IllegalStateException: UiAutomationService android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@ad54b33already registered!';
