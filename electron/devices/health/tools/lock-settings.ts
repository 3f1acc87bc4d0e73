import { agreedValue, endedLines, indentOf } from './output-lines.ts';

export type LockCredential = 'set' | 'not-set';

/**
 * Reads `dumpsys lock_settings` for one Android user. Android 11+ (and newer Samsung) prints `CredentialType:` (`Pin`
 * on API 32, `PIN` on API 35, a number on some); Android 9 and 10 print `SID = ` and `SP Handle = ` instead (AOSP
 * LockSettingsService.dump). In the newer, colon form a SID proves nothing and is not read. Null when the service is
 * missing, denied, or says neither.
 */
export function parseLockSettings(text: string, userId = 0): LockCredential | null {
  const block = userBlock(endedLines(text), userId);
  if (block === null) return null;
  const types = valuesOf(block.lines, /^CredentialType: *(\S+)$/);
  if (types.length > 0) return agreedValue(types.map(credentialOf));
  const identities = valuesOf(block.lines, /^SID = *(.*)$/i);
  if (identities.length > 0) return agreedValue(identities.map(credentialOfIdentity));
  // A handle without its SID proves a password only if the SID line was not cut away behind it.
  const handles = valuesOf(block.lines, /^SP Handle = *([0-9a-f]+)$/i);
  const isHandleSet = handles.length > 0 && handles.every((handle) => !/^0+$/.test(handle));
  return block.isEnded && isHandleSet ? 'set' : null;
}

function credentialOf(type: string): LockCredential | null {
  if (/^(none|-1)$/i.test(type)) return 'not-set';
  return /^(pin|pattern|password|password_or_pin|\d{1,3})$/i.test(type) ? 'set' : null;
}

/** Null for one that cannot be read: then no other one of the block stands for it. */
function credentialOfIdentity(sid: string): LockCredential | null {
  if (!/^[0-9a-f]+$/i.test(sid)) return null;
  return /^0+$/.test(sid) ? 'not-set' : 'set';
}

interface UserBlock {
  readonly lines: readonly string[];
  readonly isEnded: boolean;
}

/** Dual-app users (MIUI 999) and work profiles have blocks of their own; an excerpt without any header is one block. */
function userBlock(lines: readonly string[], userId: number): UserBlock | null {
  const starts = lines.flatMap((line, index) => (headerOf(line) === String(userId) ? [index] : []));
  const [start, second] = starts;
  if (start === undefined) return lines.some((line) => headerOf(line) !== undefined) ? null : { lines, isEnded: false };
  if (second !== undefined) return null;
  const header = lines[start] ?? '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(
    (line) => headerOf(line) !== undefined || (line.trim() !== '' && indentOf(line) < indentOf(header)),
  );
  return { lines: end === -1 ? rest : rest.slice(0, end), isEnded: end !== -1 };
}

function headerOf(line: string): string | undefined {
  return /^\s*User (\d+)\s*$/.exec(line)?.[1];
}

function valuesOf(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line.trim())?.[1] ?? []);
}
