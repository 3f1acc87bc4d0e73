/** The computer's sleep, where there is something to tell it; `app` has it, headless has none. */
export interface PowerPort {
  /** Keeps the computer awake until the returned function is called. */
  stayAwake(): () => void;
  /** Called right after the computer woke from sleep. The returned function ends that. */
  onWoke(listener: () => void): () => void;
}
