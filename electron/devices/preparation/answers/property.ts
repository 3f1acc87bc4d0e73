import { endedLines } from '../../health/tools/output-lines.ts';

/** Reads `getprop NAME`: one line. Null for a property that is not set (an empty line) and for anything else. */
export function readProperty(text: string): string | null {
  const lines = endedLines(text);
  const value = lines[0]?.trim() ?? '';
  return lines.length === 1 && value !== '' && !/^\/system\/bin\/sh:|: not found/.test(value) ? value : null;
}
