import { isRefusal } from '../errno.ts';
import { describeMode, type FileNode } from '../file-node.ts';
import { joinPath } from '../file-tree.ts';
import { weigh } from '../phone-files.ts';
import type { Program, ProgramProcess } from '../program.ts';
import { type ParsedOptions, parseOptions } from './options.ts';

type Entry = readonly [name: string, node: FileNode];

/** `ls [-1AadFhilpRrSst] [FILE…]` in toybox's layout. */
export const ls: Program = async (process) => {
  const options = parseOptions(process, { letters: '1AaCcdFfghHiLlmnopqRrSstUuxZ', long: { color: 'q' } });
  const listing = new Listing(process, options);
  const names = options.operands.length === 0 ? ['.'] : options.operands;
  const folders: Entry[] = [];
  const files: Entry[] = [];
  let status = 0;
  for (const name of names) {
    const path = process.path(name);
    const isFollowing = !options.has('l') || name.endsWith('/');
    const followed = isFollowing && !options.has('d') ? process.files.stat(path) : process.files.linkStat(path);
    const node = isRefusal(followed) ? process.files.linkStat(path) : followed;
    if (isRefusal(node)) status = await process.failOnFile(name, node.errno);
    else if (node.kind === 'directory' && !options.has('d')) folders.push([name, node]);
    else files.push([name, node]);
  }
  await listing.print(files, '');
  for (const [index, [name]] of folders.entries()) {
    const isTitled = names.length > 1 || options.has('R');
    const isFirst = index === 0 && files.length === 0;
    status = Math.max(status, await listing.printFolder(name, { isTitled, isFirst: isFirst && names.length === 1 }));
  }
  return status;
};

class Listing {
  readonly #process: ProgramProcess;
  readonly #options: ParsedOptions;

  constructor(process: ProgramProcess, options: ParsedOptions) {
    this.#process = process;
    this.#options = options;
  }

  async printFolder(name: string, how: { readonly isTitled: boolean; readonly isFirst: boolean }): Promise<number> {
    const { files } = this.#process;
    const path = this.#process.path(name);
    const entries = files.list(path);
    if (isRefusal(entries)) return this.#process.failOnFile(name, entries.errno);
    if (how.isTitled) await this.#process.print(`${how.isFirst ? '' : '\n'}${name}:\n`);
    const visible = entries.filter(
      ([entry]) => this.#options.has('a') || this.#options.has('A') || !entry.startsWith('.'),
    );
    const all = [...(this.#options.has('a') ? this.#dots(path) : []), ...visible];
    if (this.#options.has('l') || this.#options.has('s')) await this.#process.print(`total ${this.#blocks(all)}\n`);
    await this.print(all, path);
    if (!this.#options.has('R')) return 0;
    for (const [entry, node] of visible) {
      if (node.kind === 'directory') {
        const child = `${name === '/' ? '' : name.replace(/\/$/u, '')}/${entry}`;
        await this.printFolder(child, { isTitled: true, isFirst: false });
      }
    }
    return 0;
  }

  /** Prints entries of one folder, or the files named on the command line. */
  async print(entries: readonly Entry[], folder: string): Promise<void> {
    const sorted = this.#sort(entries);
    if (!this.#options.has('l')) {
      for (const entry of sorted) await this.#process.print(`${this.#prefix(entry[1])}${this.#label(entry)}\n`);
      return;
    }
    const rows = sorted.map((entry) => this.#columns(entry));
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
    for (const [index, entry] of sorted.entries()) {
      const row = rows[index] ?? [];
      const cells = row.map((cell, column) =>
        column === 1 || column === 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      );
      await this.#process.print(`${this.#prefix(entry[1])}${cells.join(' ')} ${this.#label(entry, folder)}\n`);
    }
  }

  #sort(entries: readonly Entry[]): readonly Entry[] {
    const { files } = this.#process;
    let sorted = [...entries];
    if (this.#options.has('t')) sorted.sort(([, a], [, b]) => b.modifiedAt - a.modifiedAt);
    if (this.#options.has('S')) sorted.sort(([, a], [, b]) => files.sizeOf(b) - files.sizeOf(a));
    if (this.#options.has('r')) sorted = sorted.toReversed();
    return sorted;
  }

  #dots(path: string): readonly Entry[] {
    const own = this.#process.files.stat(path);
    const parent = this.#process.files.stat(joinPath(path, '..'));
    return [...(isRefusal(own) ? [] : [['.', own] as const]), ...(isRefusal(parent) ? [] : [['..', parent] as const])];
  }

  #blocks(entries: readonly Entry[]): number {
    return entries.reduce((total, [, node]) => total + blocksOf(node, this.#process.files.sizeOf(node)), 0);
  }

  #prefix(node: FileNode): string {
    return this.#options.has('s') ? `${blocksOf(node, this.#process.files.sizeOf(node))} ` : '';
  }

  #columns([, node]: Entry): string[] {
    const size = this.#process.files.sizeOf(node);
    const links =
      node.kind === 'directory' ? 2 + [...node.entries.values()].filter(({ kind }) => kind === 'directory').length : 1;
    return [
      describeMode(node),
      String(links),
      node.owner,
      node.group,
      this.#options.has('h') ? humanSize(size) : String(size),
      formatMinute(node.modifiedAt, this.#process.timeZone),
    ];
  }

  #label([name, node]: Entry, folder = ''): string {
    const isLong = this.#options.has('l');
    if (node.kind === 'link' && isLong) return `${name} -> ${node.target}`;
    const target = node.kind === 'link' && folder !== '' ? this.#process.files.stat(joinPath(folder, name)) : node;
    const isFolder = !isRefusal(target) && target.kind === 'directory';
    if (node.kind === 'directory' && (this.#options.has('p') || this.#options.has('F'))) return `${name}/`;
    if (!this.#options.has('F')) return name;
    if (node.kind === 'link') return `${name}@`;
    return !isFolder && (node.mode & 0o111) !== 0 ? `${name}*` : name;
  }
}

function blocksOf(node: FileNode, size: number): number {
  if (node.kind === 'directory') return 4;
  return node.kind === 'file' ? Math.ceil(weigh(node) > 0 ? size / 4096 : 0) * 4 : 0;
}

/** `4.0K`, `1.2M`; plain bytes below 1024. */
export function humanSize(size: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return unit === 0 ? String(size) : `${value < 10 ? value.toFixed(1) : Math.round(value)}${units[unit] ?? ''}`;
}

/** `2026-03-02 09:30` in the phone's time zone. */
export function formatMinute(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return parts.format(at);
}
