import { endedLines } from './output-lines.ts';

/** Reads `/proc/uptime` (proc(5)): milliseconds since the kernel started, or null unless exactly one line tells. */
export function parseProcUptime(text: string): number | null {
  const found = endedLines(text).flatMap((line) => /^(\d{1,10}\.\d{2}) \d{1,12}\.\d{2}\s*$/.exec(line)?.[1] ?? []);
  return found.length === 1 ? Math.round(Number(found[0]) * 1000) : null;
}

const unitMs = { week: 604_800_000, day: 86_400_000, hour: 3_600_000, minute: 60_000 } as const;

/** Reads `uptime -p` (toybox, Android 8+: `up 0 weeks, 0 days, 12 hours, 37 minutes`) in milliseconds, by the minute. */
export function parsePrettyUptime(text: string): number | null {
  const line = endedLines(text).find((candidate) => candidate.startsWith('up '));
  const parts = line?.slice('up '.length).trim().split(', ') ?? [];
  let total = 0;
  for (const part of parts) {
    const [, count, unit] = /^(\d{1,6}) (week|day|hour|minute)s?$/.exec(part) ?? [];
    if (count === undefined || !isUnit(unit)) return null;
    total += Number(count) * unitMs[unit];
  }
  return parts.length === 0 ? null : total;
}

function isUnit(unit: string | undefined): unit is keyof typeof unitMs {
  return unit !== undefined && Object.hasOwn(unitMs, unit);
}
