/** Keeps what ran on the phone, oldest first, so that a test can count what changed it. Holds the newest `capacity`. */
export class CommandLog {
  readonly #capacity: number;
  readonly #commands: string[] = [];

  constructor(capacity = 2000) {
    this.#capacity = capacity;
  }

  /** One run of a program of Android itself (`settings put global …`), with its arguments as the shell took them. */
  note(name: string, args: readonly string[]): void {
    this.#commands.push([name, ...args].join(' '));
    if (this.#commands.length > this.#capacity) this.#commands.shift();
  }

  read(): readonly string[] {
    return [...this.#commands];
  }

  clear(): void {
    this.#commands.length = 0;
  }
}
