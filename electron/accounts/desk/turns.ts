/** So long at most, and then everything else that waits has its turn. */
const turnMs = 8;

/** Long work on the main loop, cut into short turns. */
export class Turns {
  #begunAt = performance.now();

  /** Lets everything else have its turn once this one has taken long enough; cheap enough to ask after every step. */
  async yield(): Promise<void> {
    if (performance.now() - this.#begunAt < turnMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#begunAt = performance.now();
  }

  /** Takes every step of a piece of work, and answers what it comes to. */
  async through<R>(steps: Iterator<unknown, R>): Promise<R> {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await this.yield();
    }
  }
}
