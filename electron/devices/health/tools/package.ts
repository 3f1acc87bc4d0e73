import { endedLines, indentOf } from './output-lines.ts';

export interface PackageUser {
  readonly userId: number;
  readonly isInstalled: boolean;
}

export interface InstalledPackage {
  readonly kind: 'installed';
  readonly versionName: string | null;
  readonly versionCode: number | null;
  readonly minSdk: number | null;
  readonly targetSdk: number | null;
  readonly installer: string | null;
  /** Dual-app users (MIUI 999) and work profiles (10+) have lines of their own. */
  readonly users: readonly PackageUser[];
}

export type PackageReport = InstalledPackage | { readonly kind: 'missing' };

/**
 * Reads `dumpsys package <name>` (Android 7.1–14, AOSP Settings.dumpPackagesLPr), whole or filtered to section
 * headers and the lines used. Only the package's own entry under `Packages:` counts: `Hidden system packages:` holds
 * the factory version of updated apps, `Dexopt state:` repeats the name. `missing` only when the phone says
 * "Unable to find package"; null when nothing is proven.
 */
export function parsePackage(text: string, packageName: string): PackageReport | null {
  const lines = endedLines(text);
  const entry = packageEntry(lines, packageName);
  if (entry === null) {
    const isDenied = lines.some((line) => line.trim() === `Unable to find package: ${packageName}`);
    return isDenied ? { kind: 'missing' } : null;
  }
  const versionLine = entry.flatMap(
    (line) => /^versionCode=(\d{1,15})(?: minSdk=(\d+) targetSdk=(\d+))?(?: |$)/.exec(line) ?? [],
  );
  const [, code, minSdk, targetSdk] = versionLine;
  return {
    kind: 'installed',
    versionName: valueOf(entry, /^versionName=(\S.*)$/),
    versionCode: code === undefined ? null : Number(code),
    minSdk: minSdk === undefined ? null : Number(minSdk),
    targetSdk: targetSdk === undefined ? null : Number(targetSdk),
    installer: valueOf(entry, /^installerPackageName=([\w.]+)$/),
    users: entry.flatMap((line) => {
      const [, userId, installed] = /^User (\d{1,9}): .*?\binstalled=(true|false)\b/.exec(line) ?? [];
      return userId === undefined ? [] : [{ userId: Number(userId), isInstalled: installed === 'true' }];
    }),
  };
}

/** The trimmed lines of `Package [name]` inside `Packages:`; the permission lists in it use other words. */
function packageEntry(lines: readonly string[], packageName: string): string[] | null {
  const section = lines.indexOf('Packages:');
  if (section === -1) return null;
  const entry: string[] = [];
  let headerIndent: number | null = null;
  for (const line of lines.slice(section + 1)) {
    if (line.trim() === '') continue;
    if (indentOf(line) === 0) break;
    const name = /^\s+Package \[([^\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) headerIndent = name === packageName ? indentOf(line) : null;
    else if (headerIndent !== null && indentOf(line) > headerIndent) entry.push(line.trim());
  }
  return entry.length === 0 ? null : entry;
}

function valueOf(entry: readonly string[], pattern: RegExp): string | null {
  const values = new Set(entry.flatMap((line) => pattern.exec(line)?.[1] ?? []));
  const [value] = values;
  return values.size === 1 && value !== undefined && value !== 'null' ? value : null;
}
