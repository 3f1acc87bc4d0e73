import { describeErrno, isRefusal } from '../errno.ts';
import { describeMode, type FileNode, modeWithType } from '../file-node.ts';
import { baseName, joinPath, parentPath } from '../file-tree.ts';
import { weigh } from '../phone-files.ts';
import type { Program, ProgramProcess } from '../program.ts';
import { humanSize } from './list-tool.ts';
import { parseOptions } from './options.ts';

/** User ids of Android (AOSP `android_filesystem_config.h`). */
const userIds: Readonly<Record<string, number>> = {
  root: 0,
  system: 1000,
  log: 1007,
  cache: 2001,
  sdcard_rw: 1015,
  media_rw: 1023,
  shell: 2000,
  misc: 9998,
};

/** `stat [-c FORMAT] FILE…`. */
export const stat: Program = async (process) => {
  const options = parseOptions(process, { letters: 'c:fLt' });
  let status = 0;
  for (const name of options.operands) {
    const path = process.path(name);
    const node = options.has('L') ? process.files.stat(path) : process.files.linkStat(path);
    if (isRefusal(node)) {
      status = await process.fail(`'${name}': ${describeErrno(node.errno)}`);
      continue;
    }
    const format = options.value('c');
    await process.print(
      format === null ? describeFile(process, name, node) : `${fillFormat(process, format, [name, node])}\n`,
    );
  }
  return status;
};

function fillFormat(process: ProgramProcess, format: string, [name, node]: readonly [string, FileNode]): string {
  const size = process.files.sizeOf(node);
  const values: Readonly<Record<string, string | number>> = {
    n: name,
    N: node.kind === 'link' ? `'${name}' -> '${node.target}'` : `'${name}'`,
    s: size,
    a: (node.mode & 0o7777).toString(8),
    A: describeMode(node),
    U: node.owner,
    u: userIds[node.owner] ?? 0,
    G: node.group,
    g: userIds[node.group] ?? 0,
    Y: Math.floor(node.modifiedAt / 1000),
    X: Math.floor(node.modifiedAt / 1000),
    Z: Math.floor(node.modifiedAt / 1000),
    y: formatStamp(node.modifiedAt, process.timeZone),
    F: kindText(node, size),
    f: modeWithType(node).toString(16),
    h: 1,
    b: Math.ceil(size / 512),
    B: 512,
    '%': '%',
  };
  return format.replaceAll(/%(.)/gu, (all, letter: string) => String(values[letter] ?? all));
}

function kindText(node: FileNode, size: number): string {
  if (node.kind === 'file') return size === 0 ? 'regular empty file' : 'regular file';
  return { directory: 'directory', link: 'symbolic link', device: 'character device' }[node.kind];
}

function formatStamp(at: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  const offset = timeZone === 'UTC' ? '+0000' : '+0800';
  return `${date}.${String(at % 1000).padStart(3, '0')}000000 ${offset}`;
}

function describeUser(user: string): string {
  return `(${String(userIds[user] ?? 0).padStart(5)}/${user.padStart(8)})`;
}

function describeFile(process: ProgramProcess, name: string, node: FileNode): string {
  const size = process.files.sizeOf(node);
  const target = node.kind === 'link' ? ` -> '${node.target}'` : '';
  const stamp = formatStamp(node.modifiedAt, process.timeZone);
  return [
    `  File: ${name}${target}`,
    `  Size: ${size}\t Blocks: ${Math.ceil(size / 4096) * 8}\t IO Blocks: 512\t ${kindText(node, size)}`,
    `Device: fd02h/64770d\t Inode: ${weigh(node) + 131_072}\t Links: 1`,
    `Access: (${(node.mode & 0o7777).toString(8).padStart(4, '0')}/${describeMode(node)})\tUid: ${describeUser(node.owner)}\tGid: ${describeUser(node.group)}`,
    `Access: ${stamp}`,
    `Modify: ${stamp}`,
    `Change: ${stamp}`,
    '',
  ].join('\n');
}

/** `readlink [-f] FILE…`. */
export const readlink: Program = async (process) => {
  const options = parseOptions(process, { letters: 'femnqz' });
  let status = 0;
  for (const name of options.operands) {
    const path = process.path(name);
    const node = process.files.linkStat(path);
    const real = options.has('f') || options.has('e') ? process.files.realPath(path) : null;
    const text =
      real !== null && !isRefusal(real) ? real : !isRefusal(node) && node.kind === 'link' ? node.target : null;
    if (text === null) status = 1;
    else await process.print(`${text}${options.has('n') ? '' : '\n'}`);
  }
  return status;
};

/** `realpath FILE…`. */
export const realpath: Program = async (process) => {
  let status = 0;
  for (const name of process.args) {
    const real = process.files.realPath(process.path(name));
    if (isRefusal(real)) status = await process.failOnFile(name, real.errno);
    else await process.print(`${real}\n`);
  }
  return status;
};

/** `basename PATH [SUFFIX]`. */
export const basename: Program = async (process) => {
  const [path = '', suffix = ''] = process.args;
  const trimmed = path.replace(/\/+$/u, '');
  const name = path !== '' && trimmed === '' ? '/' : baseName(trimmed);
  const isCut = suffix !== '' && name !== suffix && name.endsWith(suffix);
  await process.print(`${isCut ? name.slice(0, -suffix.length) : name}\n`);
  return 0;
};

/** `dirname PATH…`. */
export const dirname: Program = async (process) => {
  for (const path of process.args) {
    const trimmed = path.replace(/\/+$/u, '');
    const parent = trimmed.includes('/') ? parentPath(trimmed) : '.';
    await process.print(`${trimmed === '' ? '/' : parent}\n`);
  }
  return 0;
};

/** `du [-sahkm] [FILE…]`, in blocks of 1024 bytes. */
export const du: Program = async (process) => {
  const options = parseOptions(process, { letters: 'sahkmcdHKLlx' });
  let status = 0;
  const show = async (node: FileNode, label: string): Promise<void> => {
    const size = blocksOf(node);
    const text = options.has('h') ? humanSize(size * 1024) : String(options.has('m') ? Math.ceil(size / 1024) : size);
    await process.print(`${text}\t${label}\n`);
  };
  const walk = async (node: FileNode, label: string): Promise<void> => {
    if (node.kind === 'directory' && !options.has('s')) {
      for (const [name, child] of node.entries) {
        if (child.kind === 'directory') await walk(child, joinPath(label, name));
        else if (options.has('a')) await show(child, `${label}/${name}`);
      }
    }
    await show(node, label);
  };
  for (const name of options.operands.length === 0 ? ['.'] : options.operands) {
    const node = process.files.stat(process.path(name));
    if (isRefusal(node)) status = await process.failOnFile(name, node.errno);
    else await walk(node, name);
  }
  return status;
};

function blocksOf(node: FileNode): number {
  if (node.kind === 'directory') return [...node.entries.values()].reduce((total, child) => total + blocksOf(child), 4);
  return node.kind === 'file' ? Math.ceil(weigh(node) / 4096) * 4 : 0;
}

/** `file FILE…`: a word about the content. */
export const file: Program = async (process) => {
  for (const name of process.args) {
    const node = process.files.linkStat(process.path(name));
    const bytes = isRefusal(node) || node.kind !== 'file' ? null : process.files.read(process.path(name));
    await process.print(`${name}: ${describeContent(node, bytes)}\n`);
  }
  return 0;
};

function describeContent(node: ReturnType<ProgramProcess['files']['stat']>, bytes: Uint8Array | object | null): string {
  if (isRefusal(node)) return `cannot open: ${describeErrno(node.errno)}`;
  if (node.kind === 'directory') return 'directory';
  if (node.kind === 'link') return `symbolic link to ${node.target}`;
  if (!(bytes instanceof Uint8Array)) return 'character special';
  if (bytes.length === 0) return 'empty';
  if (bytes[0] === 0x7f && bytes[1] === 0x45)
    return 'ELF shared object, 64-bit LSB arm64, dynamic (/system/bin/linker64), stripped';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'PNG image data';
  return bytes.includes(0) ? 'data' : 'ASCII text';
}
