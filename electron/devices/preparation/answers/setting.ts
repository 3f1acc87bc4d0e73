import { parseSetting } from '../../health/tools/settings-value.ts';
import { endedLines } from '../../health/tools/output-lines.ts';

export type SettingReading = { readonly kind: 'set'; readonly value: string } | { readonly kind: 'not-set' };

/** Reads `settings get <namespace> <key>`, telling a key that is not set from an answer that proves nothing (null). */
export function readSetting(text: string): SettingReading | null {
  const value = parseSetting(text);
  if (value !== null) return { kind: 'set', value };
  const lines = endedLines(text);
  return lines.length === 1 && lines[0]?.trim() === 'null' ? { kind: 'not-set' } : null;
}
