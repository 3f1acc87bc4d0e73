import { endedLines } from './output-lines.ts';

/** A package of at least two words, and a class in its long form or, from a dot on, its short one. */
const idPattern = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+\/(?:[A-Za-z_]\w*)?(?:\.[A-Za-z_][\w$]*)+$/;

/** Reads `ime list -s` (Android 7.1–14): the ids of the keyboards, `package/class`. Other lines are left out. */
export function parseImeList(text: string): string[] {
  return endedLines(text)
    .map((line) => line.trimEnd())
    .filter((line) => idPattern.test(line));
}
