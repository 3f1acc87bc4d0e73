/** A file of an export before masking. */
export interface PlainFile {
  /** Path inside the archive, with slashes. */
  readonly name: string;
  readonly text: string;
  /** A table of counters: see `Masker`. */
  readonly isNumbersOnly?: boolean;
  /** Sentences of programs: see `Masker`. */
  readonly isLog?: boolean;
}
