/** Waits after each failed `adb connect`; the last one repeats for as long as the phone is remembered. */
const gapsMs = [1_000, 2_000, 5_000, 10_000, 20_000, 25_000] as const;
/** With the connect call's own 5 s at most, tries start at most 30 s apart. */
export const connectTimeoutMs = 5_000;

/** One network route that adb does not list although its phone is remembered. */
export interface TcpRetry {
  readonly failures: number;
  /** When the next try may start. */
  readonly dueAt: number;
}

/** adb has just forgotten the route, or its server is back: at once. */
export function firstTry(now: number): TcpRetry {
  return { failures: 0, dueAt: now };
}

export function afterFailedTry(retry: TcpRetry, now: number): TcpRetry {
  const gap = gapsMs[Math.min(retry.failures, gapsMs.length - 1)] ?? 25_000;
  return { failures: retry.failures + 1, dueAt: now + gap };
}
