import { endedLines } from './output-lines.ts';

export interface MaskedText {
  readonly length: number;
  /** All but the last two characters replaced. */
  readonly masked: string;
}

/**
 * Reads the string in the parcel that `service call` prints (`Result: Parcel(…)`). Old phones answer an IMEI this way
 * without asking, so the text leaves this function masked and never in the clear. Null when the parcel is an error,
 * incomplete, or holds no UTF-16 string.
 */
export function parseServiceCallText(text: string): MaskedText | null {
  const lines = endedLines(text);
  if (!lines.some((line) => line.trimEnd().endsWith("')"))) return null;
  const words = lines.flatMap((line) => {
    const hex = /^\s*0x[0-9a-f]{8}: ((?:[0-9a-f]{8} )+)\s*'/.exec(line)?.[1];
    return hex === undefined ? [] : hex.trim().split(' ');
  });
  const [status, size, ...body] = words.map((word) => Number.parseInt(word, 16));
  if (status !== 0 || size === undefined || size <= 0 || size > 256) return null;
  const units = body.flatMap((word) => [word & 0xffff, word >>> 16]).slice(0, size);
  if (units.length < size || units.some((unit) => unit < 0x20 || unit > 0x7e)) return null;
  const clear = String.fromCharCode(...units);
  return { length: size, masked: '*'.repeat(Math.max(0, size - 2)) + clear.slice(-2) };
}
