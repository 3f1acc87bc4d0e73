import type { Outcome } from '../../contract/outcome.ts';

export interface FileToSave {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
  /** Where to, when the caller says so himself; the window takes null only and asks. */
  readonly path: string | null;
}

/** Where exports go: a dialog of the window, or the path that a script gave. */
export interface SavedFiles {
  /**
   * The path written to, null when the operator gave it up. `invalid-input` (`path`: missing, not allowed, not absolute
   * or there already), `file-not-saved` with the system's code.
   */
  save(file: FileToSave, signal: AbortSignal): Promise<Outcome<string | null>>;
  /** The page as a PDF; `window-required` where there is no page. */
  printPage(options: { readonly isLandscape: boolean }): Promise<Outcome<Uint8Array>>;
}
