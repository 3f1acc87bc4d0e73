import { endedLines } from '../../health/tools/output-lines.ts';

/**
 * Reads `dumpsys deviceidle whitelist` (Android 7–14): lines `user,com.example,10220`, with `system` and
 * `system-excidle` for what the vendor excepted. `system-excidle` apps are held back while the phone idles, so they do
 * not count. Null when there is no such line at all: every phone ships with exceptions of its own.
 */
export function readIdleExceptions(text: string): ReadonlySet<string> | null {
  const rows = endedLines(text).flatMap((line) => {
    const [, kind, name] = /^(system-excidle|system|user),([A-Za-z_][\w.]*),\d+\s*$/.exec(line.trim()) ?? [];
    return kind === undefined || name === undefined ? [] : [{ kind, name }];
  });
  if (rows.length === 0) return null;
  return new Set(rows.filter(({ kind }) => kind !== 'system-excidle').map(({ name }) => name));
}
