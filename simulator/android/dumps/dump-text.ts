import { hashText } from '../../world/seeded-random.ts';
import type { Phone } from '../phone.ts';

/** Android levels at which the form of a dump changed, by the letter of the release. */
export const androidLevel = { o: 26, oMr1: 27, p: 28, q: 29, r: 30, s: 31, t: 33, u: 34 } as const;

/** Lines of a dump, each ended. */
export function endLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The hexadecimal number that Java prints for an object, e.g. a window's; another one after each boot. */
export function objectNumber(phone: Phone, name: string): string {
  return hashText(`${phone.bootId}/${name}`).toString(16).padStart(7, '0').slice(-7);
}

/** A component as `ComponentName.flattenToShortString` prints it. */
export function shortComponent(packageName: string, activity: string): string {
  const isInside = activity.startsWith(`${packageName}.`);
  return `${packageName}/${isInside ? activity.slice(packageName.length) : activity}`;
}

/** Local time as dumps print it (`2026-03-02 09:30:00`); the desk's phones stand in China, which has no summer time. */
export function dumpTime(epochMs: number): string {
  const chinaOffsetMs = 8 * 3_600_000;
  return new Date(epochMs + chinaOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}
