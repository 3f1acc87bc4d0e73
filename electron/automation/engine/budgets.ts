/**
 * How long a run waits for what, in milliseconds of real time. Nothing here is meant to look human: these are waits for a
 * page to be there (timings that others use: `timingsMs` of the facts).
 */
export const budgets = {
  /** Between two looks at a page that is not there yet. */
  pollMs: 150,
  /** For a page to open after a tap. */
  pageMs: 5_000,
  /** For a view to appear on a page that is there. */
  viewMs: 3_000,
  /** For a page that is not recognised to become one that is. */
  knownMs: 3_000,
  /** For another app in front, or views without words, to give way to the messenger that was just opened. */
  startMs: 5_000,
  /** How much longer where the page itself says that it is loading. */
  loadingMs: 12_000,
  /** For the result of a commit to show by itself. */
  resultMs: 12_000,
  /** Between two dumps of a page that should stand still. */
  stillMs: 500,
} as const;

export const limits = {
  /** Looks of one run, whatever happens. */
  looks: 3_000,
  /** Tries of one step. */
  tries: 3,
  /** Times that one move is made before it counts as leading nowhere. */
  moves: 4,
  /** Times that a run goes back because the screen is another one than it left. */
  surprises: 6,
  /** Times that one interruption is dismissed. */
  dismissals: 3,
  /** Ways back from screens that are not known: BACK, then the start page anew. */
  recoveries: 2,
  /** Times that a screen which went dark is lit again. */
  wakings: 2,
  /** Times that the messenger is brought to the front again. */
  starts: 3,
} as const;
