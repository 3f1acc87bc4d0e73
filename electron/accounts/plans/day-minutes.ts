/** Part of every day, in minutes after midnight; one that ends before it begins goes over midnight. */
export interface MinuteSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const dayMinutes = 24 * 60;

/** Whether every minute of the one is a minute of the other too. */
export function holdsAll(outer: MinuteSpan, inner: MinuteSpan): boolean {
  const lead = past(outer.fromMinute, inner.fromMinute);
  return lead + past(inner.fromMinute, inner.toMinute) <= past(outer.fromMinute, outer.toMinute);
}

/** How many minutes after the one the clock next shows the other. */
function past(from: number, to: number): number {
  return (to - from + dayMinutes) % dayMinutes;
}
