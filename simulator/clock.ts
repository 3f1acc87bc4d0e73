/** Time as the virtual phones see it. Injected, so that tests move it by hand and a desk can run a faster one. */
export interface SimulatorClock {
  /** Wall clock, epoch milliseconds. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function cancels it and may be called any number of times. */
  after(delayMs: number, task: () => void): () => void;
}
