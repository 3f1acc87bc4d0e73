/**
 * The lines of a tool's output that were ended by a newline, without it. A last line that is not ended may be cut in
 * the middle of a number, so no parser ever sees it. CR before the newline (`adb shell` of Android ≤ 6) is dropped.
 */
export function endedLines(text: string): string[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** A whole decimal number, or null for anything else (also for numbers too long to be exact). */
export function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The one value that all matches agree on; null when there is none or they contradict each other. */
export function agreedValue<T>(values: Iterable<T>): T | null {
  const distinct = new Set(values);
  const [first] = distinct;
  return distinct.size === 1 && first !== undefined ? first : null;
}

/** Leading spaces and tabs, the only structure that dumpsys blocks have. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/**
 * The lines that belong to the header found by `isHeader`: those after it that are indented deeper. Null when there is
 * no header. Empty lines do not end a block.
 */
export function blockAfter(lines: readonly string[], isHeader: (line: string) => boolean): string[] | null {
  const start = lines.findIndex(isHeader);
  const header = lines[start];
  if (header === undefined) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= indentOf(header));
  return end === -1 ? rest : rest.slice(0, end);
}
