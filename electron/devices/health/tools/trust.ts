import { endedLines } from './output-lines.ts';

export interface TrustReport {
  readonly currentUserId: number;
  /** True proves a password: only a secure keyguard locks the device. False proves nothing. */
  readonly isDeviceLocked: boolean;
}

/**
 * Reads `dumpsys trust` (Android 5–14, AOSP TrustManagerService.dumpUser), only the user marked `(current)`.
 * User names are free text, so the marks are taken from behind the last quote. Null when no such line, or several
 * that differ.
 */
export function parseTrust(text: string): TrustReport | null {
  const reports = endedLines(text).flatMap((line) => {
    const match =
      /^\s*User ".*" \(id=(\d{1,9}), flags=(?:0x)?[0-9a-f]+\)[^":]* \(current\): (?:.*, )?deviceLocked=([01])(?:,|$)/;
    const [, userId, locked] = match.exec(line.trimEnd()) ?? [];
    return userId === undefined ? [] : [{ currentUserId: Number(userId), isDeviceLocked: locked === '1' }];
  });
  const [first, ...others] = reports;
  if (first === undefined) return null;
  const isAgreed = others.every(
    (other) => other.currentUserId === first.currentUserId && other.isDeviceLocked === first.isDeviceLocked,
  );
  return isAgreed ? first : null;
}
