export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const inShanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface WallTime {
  /** Days since the first of 1970. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

const known = new Map<number, WallTime>();

/** What calendar and clock on a wall in Shanghai show, by the time zones of the system and not by any offset of ours. */
export function wallTime(at: number): WallTime {
  const key = Math.floor(at / minuteMs);
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const parts = new Map(inShanghai.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  const day = Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs;
  const time = { day, minute: part('hour') * 60 + part('minute') };
  if (known.size > 200_000) known.clear();
  known.set(key, time);
  return time;
}

/** The calendar day in Shanghai, as a number that grows by one with each. */
export function shanghaiDay(at: number): number {
  return wallTime(at).day;
}

/** When a calendar day in Shanghai begins, which has known no summer time since 1991. */
export function midnightOf(day: number): number {
  return day * dayMs - 8 * hourMs;
}
