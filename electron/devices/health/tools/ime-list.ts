import { endedLines } from './output-lines.ts';

/** Reads `ime list -s` (Android 7.1–14): the ids of the keyboards, `package/class`. Other lines are left out. */
export function parseImeList(text: string): string[] {
  return endedLines(text)
    .map((line) => line.trim())
    .filter((line) => /^[A-Za-z_][\w.]*\/[\w.$]+$/.test(line));
}
