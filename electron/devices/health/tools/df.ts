import { endedLines } from './output-lines.ts';

/** Sizes in KiB. `isRounded` marks sizes printed with a unit letter and one decimal (`df -h`, Android ≤ 6). */
export interface FileSystemRow {
  readonly mount: string;
  readonly totalKib: number;
  readonly usedKib: number;
  readonly availableKib: number;
  readonly isRounded: boolean;
}

/** Where the phone's user data shows up: asking for one path prints the mount that really holds it. */
const dataMounts = ['/data', '/data/user/0', '/data/media', '/storage/emulated', '/storage/emulated/0', '/sdcard'];

/** What one asked path may be printed as; a lone `/dev` is the beginning of a longer list, not the data. */
const dataPath = /^\/(?:data|storage\/emulated|sdcard|mnt\/(?:runtime|user|pass_through|installer))(?:\/|$)/;

type Layout = { readonly kind: 'mount-last'; readonly blockKib: number | null } | { readonly kind: 'mount-first' };

/**
 * Reads `df`: toybox columns of Android 7+ (`1K-blocks … Mounted on`, or `Size` with -h), whose widths move with the
 * content, and the columns `Size Used Free Blksize` of Android ≤ 6. A row above the header means that lines are out
 * of order, and nothing is believed. "Permission denied" lines are skipped. A missing path prints the header
 * only.
 */
export function parseDf(text: string): FileSystemRow[] {
  const rows: FileSystemRow[] = [];
  let layout: Layout | null = null;
  for (const line of endedLines(text)) {
    const next = readHeader(line);
    if (next !== null) {
      layout = next;
      continue;
    }
    if (layout === null && rowShape.test(line)) return [];
    const row = layout === null ? null : readRow(line, layout);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** What a row looks like under either header. */
const rowShape = /\s\d+%\s+\/|^\/\S*(?:\s+\d\S*){4}\s*$/;

/**
 * The row that tells how full the phone is: `/data` if listed, else what stands for it. Read-only images at 100 % are
 * never chosen from a longer list; the single row of `df -k /data` counts under any of the names that such a mount has.
 */
export function chooseDataRow(rows: readonly FileSystemRow[]): FileSystemRow | null {
  for (const mount of dataMounts) {
    const row = rows.find((candidate) => candidate.mount === mount);
    if (row !== undefined) return row;
  }
  const [only, ...others] = rows;
  return others.length === 0 && only !== undefined && dataPath.test(only.mount) ? only : null;
}

function readHeader(line: string): Layout | null {
  if (/^Filesystem\s+Size\s+Used\s+Free\s+Blksize\s*$/.test(line)) return { kind: 'mount-first' };
  const unit = /^Filesystem\s+(1K-blocks|Size)\s+Used\s+Avail(?:able)?\s+(?:Use%|Capacity)\s+Mounted on\s*$/.exec(
    line,
  )?.[1];
  return unit === undefined ? null : { kind: 'mount-last', blockKib: unit === 'Size' ? null : 1 };
}

function readRow(line: string, layout: Layout): FileSystemRow | null {
  const pattern =
    layout.kind === 'mount-first'
      ? /^(?<mount>\/\S*)\s+(?<total>\S+)\s+(?<used>\S+)\s+(?<free>\S+)\s+\d+\s*$/
      : /^\S.*?\s(?<total>\S+)\s+(?<used>\S+)\s+(?<free>\S+)\s+\d+%\s+(?<mount>\/.*?)\s*$/;
  const groups = pattern.exec(line)?.groups;
  const mount = groups?.['mount'];
  const blockKib = layout.kind === 'mount-last' ? layout.blockKib : null;
  const totalKib = readSize(groups?.['total'], blockKib);
  const usedKib = readSize(groups?.['used'], blockKib);
  const availableKib = readSize(groups?.['free'], blockKib);
  if (mount === undefined || totalKib === null || usedKib === null || availableKib === null) return null;
  if (totalKib <= 0 || availableKib > totalKib) return null;
  return { mount, totalKib, usedKib, availableKib, isRounded: blockKib === null };
}

const unitKib: ReadonlyMap<string, number> = new Map([
  ['', 1 / 1024],
  ['K', 1],
  ['M', 1024],
  ['G', 1024 ** 2],
  ['T', 1024 ** 3],
]);

/** With a block size only whole numbers count; without one, a number with a unit letter (none: bytes). */
function readSize(text: string | undefined, blockKib: number | null): number | null {
  const [, digits, unit] = /^(\d{1,15}(?:\.\d{1,3})?)([KMGT]?)$/.exec(text ?? '') ?? [];
  if (digits === undefined || unit === undefined) return null;
  if (blockKib !== null) return unit === '' && !digits.includes('.') ? Number(digits) * blockKib : null;
  const factor = unitKib.get(unit);
  return factor === undefined ? null : Math.round(Number(digits) * factor);
}
