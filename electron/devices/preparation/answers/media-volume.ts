import { endedLines, wholeNumber } from '../../health/tools/output-lines.ts';

export interface VolumeReading {
  readonly index: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Reads `media volume --stream N --get` (Android 7–10) and `cmd media_session volume …` (11 and newer): the line
 * `[V] volume is 7 in range [0..15]`. Null for any other answer and for an index outside its own range.
 */
export function readMediaVolume(text: string): VolumeReading | null {
  const found = endedLines(text).flatMap((line) => {
    const [, index, least, most] =
      /^\[[vV]\] volume is (\d{1,4}) in range \[(\d{1,4})\.\.(\d{1,4})\]\s*$/.exec(line) ?? [];
    const [at, from, to] = [wholeNumber(index), wholeNumber(least), wholeNumber(most)];
    return at === null || from === null || to === null ? [] : [{ index: at, least: from, most: to }];
  });
  const [reading] = found;
  if (found.length !== 1 || reading === undefined || reading.most <= reading.least) return null;
  return reading.index >= reading.least && reading.index <= reading.most ? reading : null;
}
