import { endedLines, wholeNumber } from './output-lines.ts';

export interface ListedPackage {
  readonly name: string;
  /** Only with `-f`. */
  readonly apkPath: string | null;
  /** Only with `--show-versioncode` (API 28+). */
  readonly versionCode: number | null;
}

/**
 * Reads `pm list packages [-f] [--show-versioncode]` (Android 7.1–14). Paths of Android 11+ contain `==`, so a path
 * ends at the last `=` before the name. Lines of another shape are left out.
 */
export function parsePackageList(text: string): ListedPackage[] {
  return endedLines(text).flatMap((line) => {
    const [, body, version] = /^package:(\S+?)(?: versionCode:(\d{1,15}))?(?: uid:\S+)?\s*$/.exec(line) ?? [];
    if (body === undefined) return [];
    const split = body.startsWith('/') ? body.lastIndexOf('=') : -1;
    const name = body.slice(split + 1);
    if (!/^[A-Za-z_][\w.]*$/.test(name)) return [];
    return [{ name, apkPath: split === -1 ? null : body.slice(0, split), versionCode: wholeNumber(version) }];
  });
}

/** Reads `pm path <name>`: the base APK's path (splits follow it); null when nothing is installed or told. */
export function parsePackagePath(text: string): string | null {
  const paths = endedLines(text).flatMap((line) => /^package:(\/\S+\.apk)\s*$/.exec(line)?.[1] ?? []);
  return paths.find((path) => path.endsWith('/base.apk')) ?? paths[0] ?? null;
}
