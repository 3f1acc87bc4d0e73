import { endedLines } from './output-lines.ts';

/** Reads `/proc/sys/kernel/random/boot_id`: a new random UUID at every start of the kernel. Null when unreadable. */
export function parseBootId(text: string): string | null {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const found = endedLines(text).filter((line) => pattern.test(line.trim()));
  return found.length === 1 ? (found[0]?.trim() ?? null) : null;
}
