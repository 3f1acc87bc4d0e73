/** A local calendar day as one number, `20261122`: sorts by time and never depends on the hour. */
export type LocalDay = number;

export function dayOf(at: number): LocalDay {
  const date = new Date(at);
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate();
}

/** The first moment of that day; the next day's is its end. */
export function startOfDay(day: LocalDay): number {
  return new Date(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100).getTime();
}

export function nextDay(day: LocalDay): LocalDay {
  return dayOf(new Date(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + 1).getTime());
}
