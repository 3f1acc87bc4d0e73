import { describeErrno, isRefusal, type Refusal } from '../errno.ts';
import { baseName, joinPath, parentPath } from '../file-tree.ts';
import { type Program, type ProgramProcess, UsageError } from '../program.ts';
import { type ParsedOptions, parseOptions } from './options.ts';

/** Splits `SOURCE… TARGET` and gives each source the path it ends at. */
function pairWithTarget(process: ProgramProcess, operands: readonly string[]): readonly (readonly [string, string])[] {
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (target === undefined || sources.length === 0) throw new UsageError('Needs 2 arguments', { mentionsHelp: true });
  const path = process.path(target);
  const node = process.files.stat(path);
  const isFolder = !isRefusal(node) && node.kind === 'directory';
  if (!isFolder && sources.length > 1) throw new UsageError(`'${target}' not directory`);
  return sources.map((source) => [source, isFolder ? joinPath(path, baseName(process.path(source))) : path] as const);
}

/** `cp [-rRapfin] SOURCE… TARGET`. */
export const cp: Program = async (process) => {
  const options = parseOptions(process, { letters: 'adfHiLnPprRsluvF' });
  let status = 0;
  for (const [source, target] of pairWithTarget(process, options.operands)) {
    const refusal = await copy(process, options, { source, target });
    if (refusal !== 0) status = refusal;
  }
  return status;
};

async function copy(
  process: ProgramProcess,
  options: ParsedOptions,
  places: { readonly source: string; readonly target: string },
): Promise<number> {
  const { files } = process;
  const from = process.path(places.source);
  const node = files.stat(from);
  if (isRefusal(node)) return process.fail(`bad '${places.source}': ${describeErrno(node.errno)}`);
  if (node.kind === 'directory') {
    if (!/[rRa]/u.test(['r', 'R', 'a'].filter((letter) => options.has(letter)).join(''))) {
      return process.fail(`Skipped dir '${baseName(places.target)}'`);
    }
    return copyFolder(process, options, places);
  }
  const bytes = files.read(from);
  if (isRefusal(bytes)) return process.fail(`bad '${places.source}': ${describeErrno(bytes.errno)}`);
  if (options.has('n') && files.has(places.target)) return 0;
  const kept = options.has('p') || options.has('a') ? { modifiedAt: node.modifiedAt } : {};
  const refusal = files.write(places.target, bytes, { mode: node.mode, ...kept });
  return refusal === null ? 0 : process.fail(`${places.target}: ${describeErrno(refusal.errno)}`);
}

async function copyFolder(
  process: ProgramProcess,
  options: ParsedOptions,
  { source, target }: { readonly source: string; readonly target: string },
): Promise<number> {
  const { files } = process;
  const entries = files.list(process.path(source));
  if (isRefusal(entries)) return process.failOnFile(source, entries.errno);
  const refusal = files.has(target) ? null : files.makeDirectory(target);
  if (refusal !== null) return process.fail(`${target}: ${describeErrno(refusal.errno)}`);
  let status = 0;
  for (const [name, node] of entries) {
    const places = { source: joinPath(process.path(source), name), target: joinPath(target, name) };
    if (node.kind === 'link') files.makeLink(node.target, places.target);
    else status = Math.max(status, await copy(process, options, places));
  }
  return status;
}

/** `mv [-fin] SOURCE… TARGET`. */
export const mv: Program = async (process) => {
  const options = parseOptions(process, { letters: 'finvT' });
  let status = 0;
  for (const [source, target] of pairWithTarget(process, options.operands)) {
    if (options.has('n') && process.files.has(target)) continue;
    const refusal = process.files.rename(process.path(source), target);
    if (refusal !== null) status = await process.fail(`bad '${source}': ${describeErrno(refusal.errno)}`);
  }
  return status;
};

/** `rm [-rRf] FILE…`. */
export const rm: Program = async (process) => {
  const options = parseOptions(process, { letters: 'firRv' });
  const isRecursive = options.has('r') || options.has('R');
  let status = 0;
  for (const name of options.operands) {
    const path = process.path(name);
    const node = process.files.linkStat(path);
    if (isRefusal(node)) {
      if (!(options.has('f') && node.errno === 'ENOENT')) status = await process.failOnFile(name, node.errno);
    } else if (node.kind === 'directory' && !isRecursive) status = await process.failOnFile(name, 'EISDIR');
    else {
      const refusal = process.files.remove(path);
      if (refusal !== null) status = await process.failOnFile(name, refusal.errno);
    }
  }
  if (options.operands.length === 0 && !options.has('f')) {
    throw new UsageError('Needs 1 argument', { mentionsHelp: true });
  }
  return status;
};

/** `mkdir [-p] [-m MODE] DIR…`. */
export const mkdir: Program = async (process) => {
  const options = parseOptions(process, { letters: 'pm:v' });
  if (options.operands.length === 0) throw new UsageError('Needs 1 argument', { mentionsHelp: true });
  const mode = options.value('m') === null ? 0o777 : Number.parseInt(options.value('m') ?? '755', 8);
  let status = 0;
  for (const name of options.operands) {
    const refusal = makeFolder(process, process.path(name), { mode, makesParents: options.has('p') });
    if (refusal !== null) status = await process.fail(`'${name}': ${describeErrno(refusal.errno)}`);
  }
  return status;
};

function makeFolder(
  process: ProgramProcess,
  path: string,
  how: { readonly mode: number; readonly makesParents: boolean },
): Refusal | null {
  const existing = process.files.stat(path);
  if (how.makesParents) {
    if (!isRefusal(existing)) return existing.kind === 'directory' ? null : { errno: 'EEXIST' };
    const refusal = path === '/' ? null : makeFolder(process, parentPath(path), how);
    if (refusal !== null) return refusal;
  }
  return process.files.makeDirectory(path, how.mode);
}

/** `rmdir [-p] DIR…`. */
export const rmdir: Program = async (process) => {
  const options = parseOptions(process, { letters: 'p' });
  let status = 0;
  for (const name of options.operands) {
    const entries = process.files.list(process.path(name));
    const refusal = isRefusal(entries)
      ? entries
      : entries.length > 0
        ? ({ errno: 'ENOTEMPTY' } as const)
        : process.files.remove(process.path(name));
    if (refusal !== null) status = await process.failOnFile(name, refusal.errno);
  }
  return status;
};

/** `touch [-c] [-d TIME | -t TIME] FILE…`; a time may be `@SECONDS` or an ISO date. */
export const touch: Program = async (process) => {
  const options = parseOptions(process, { letters: 'acmd:t:r:h' });
  const given = options.value('d');
  const modifiedAt = given === null ? process.clock.now() : parseTime(given);
  let status = 0;
  for (const name of options.operands) {
    const path = process.path(name);
    const isNew = !process.files.has(path);
    if (isNew && options.has('c')) continue;
    const refusal = isNew
      ? process.files.write(path, new Uint8Array(), { modifiedAt })
      : process.files.setAttributes(path, { modifiedAt });
    if (refusal !== null) status = await process.fail(`'${name}': ${describeErrno(refusal.errno)}`);
  }
  return status;
};

function parseTime(text: string): number {
  const at = text.startsWith('@') ? Number(text.slice(1)) * 1000 : Date.parse(text);
  if (Number.isNaN(at)) throw new UsageError(`bad date '${text}'`);
  return at;
}

/** `ln [-sfn] TARGET LINK`. */
export const ln: Program = async (process) => {
  const options = parseOptions(process, { letters: 'sfnvrt:T' });
  const [target = '', name = baseName(options.operands[0] ?? '')] = options.operands;
  const node = process.files.stat(process.path(name));
  const isFolder = !isRefusal(node) && node.kind === 'directory' && !options.has('n');
  const path = isFolder ? joinPath(process.path(name), baseName(target)) : process.path(name);
  if (options.has('f')) process.files.remove(path);
  if (options.has('s')) {
    const refusal = process.files.makeLink(target, path);
    const text = refusal === null ? '' : describeErrno(refusal.errno);
    return refusal === null ? 0 : process.fail(`cannot create symlink from '${target}' to '${name}': ${text}`);
  }
  const bytes = process.files.read(process.path(target));
  const refusal = isRefusal(bytes) ? bytes : process.files.write(path, bytes);
  const text = refusal === null ? '' : describeErrno(refusal.errno);
  return refusal === null ? 0 : process.fail(`cannot create hard link from '${target}' to '${name}': ${text}`);
};

/** `chmod [-R] MODE FILE…` with octal or symbolic modes. */
export const chmod: Program = async (process) => {
  const words = process.args.filter((word) => word !== '-R' && word !== '-f' && word !== '-v');
  const [mode = '', ...names] = words;
  let status = 0;
  for (const name of names) {
    const node = process.files.stat(process.path(name));
    const changed = isRefusal(node) ? 0 : applyMode(node.mode, mode);
    const refusal = isRefusal(node) ? node : process.files.setAttributes(process.path(name), { mode: changed });
    if (refusal !== null) {
      const octal = changed.toString(8).padStart(4, '0');
      status = await process.fail(`chmod '${name}' to ${octal}: ${describeErrno(refusal.errno)}`);
    }
  }
  return status;
};

/** Works out a mode such as `755`, `u+x` or `a=r,u+w`. */
function applyMode(before: number, text: string): number {
  if (/^[0-7]{1,4}$/u.test(text)) return Number.parseInt(text, 8);
  let mode = before;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwxX]*)$/u.exec(clause);
    if (match === null) throw new UsageError(`bad mode '${text}'`);
    const who = match[1] === '' || match[1]?.includes('a') === true ? 'ugo' : (match[1] ?? '');
    let bits = 0;
    for (const letter of match[3] ?? '') bits |= letter === 'r' ? 4 : letter === 'w' ? 2 : 1;
    for (const letter of who) {
      const shift = letter === 'u' ? 6 : letter === 'g' ? 3 : 0;
      if (match[2] === '=') mode = (mode & ~(7 << shift)) | (bits << shift);
      else if (match[2] === '+') mode |= bits << shift;
      else mode &= ~(bits << shift);
    }
  }
  return mode;
}

/** `truncate -s SIZE FILE…`. */
export const truncate: Program = async (process) => {
  const options = parseOptions(process, { letters: 's:c' });
  const size = Number(options.value('s') ?? '0');
  let status = 0;
  for (const name of options.operands) {
    const path = process.path(name);
    const bytes = process.files.read(path);
    const changed = new Uint8Array(size);
    if (!isRefusal(bytes)) changed.set(bytes.subarray(0, size));
    const refusal = process.files.write(path, changed);
    if (refusal !== null) status = await process.failOnFile(name, refusal.errno);
  }
  return status;
};
