/** How long what counts as what; all in ms. */
export interface FaultTiming {
  /** Phones of a hub that went within this time went together. */
  readonly togetherMs: number;
  /** A loss is judged when nothing more has followed for this long. */
  readonly settleMs: number;
  /** Drops within this time are counted together. */
  readonly flapWindowMs: number;
  /** So many drops with returns make a bad cable. */
  readonly flapDrops: number;
  /** A fault that shows in drops is over when none came for this long. */
  readonly quietMs: number;
  /** A server that comes back within this time was restarted, not down. */
  readonly serverGraceMs: number;
  /** A listed phone that says nothing for this long is silent. */
  readonly silentMs: number;
  /** A phone on USB without adb for this long is not merely starting. */
  readonly withoutAdbMs: number;
  /** A phone that restarted and is not back after this long stays away. */
  readonly rebootMs: number;
  /** Time between the arrival of one phone and the loss of another that it pushed off. */
  readonly pushMs: number;
  /** A temperature or charge read within this time before a drop speaks for it. */
  readonly sampleMs: number;
  /** How often the operating system is asked. */
  readonly usbEveryMs: number;
  /** A server that is there lists what hangs on it within this time. */
  readonly gatherMs: number;
  /** A host that an earlier run knew joins this one within this time. */
  readonly joinMs: number;
}

export const defaultTiming: FaultTiming = {
  togetherMs: 2_000,
  settleMs: 1_000,
  flapWindowMs: 10 * 60_000,
  flapDrops: 3,
  quietMs: 5 * 60_000,
  serverGraceMs: 4_000,
  silentMs: 45_000,
  withoutAdbMs: 20_000,
  rebootMs: 240_000,
  pushMs: 3_000,
  sampleMs: 10 * 60_000,
  usbEveryMs: 2_000,
  gatherMs: 10_000,
  joinMs: 60_000,
};
