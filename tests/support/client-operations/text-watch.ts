/** Text that grows; lets a test wait until there is enough of it. */
export class TextWatch {
  #text = '';
  #hasEnded = false;
  #wake: () => void = () => undefined;

  add(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk).toString('utf8');
    this.#wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** Rejects when the text ends before it is enough. */
  async waitFor(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.#text)) {
      if (this.#hasEnded) throw new Error(`the output ended early: ${this.#text.slice(-200)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#text;
  }
}
