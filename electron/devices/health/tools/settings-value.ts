import { endedLines } from './output-lines.ts';

const refusals =
  /^(?:Exception occurred|Error |Error:|java\.lang\.|Security exception|Permission denial|cmd: |Can't find service|Invalid )/;

/**
 * Reads `settings get <namespace> <key>` (Android 7.1–14): the value as printed. Null for a key that is not set (the
 * word `null`), for an empty answer and for an error text.
 */
export function parseSetting(text: string): string | null {
  const lines = endedLines(text);
  const value = lines.join('\n');
  return value === 'null' || value === '' || refusals.test(value) ? null : value;
}
