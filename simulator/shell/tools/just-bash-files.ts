import type { IFileSystem } from 'just-bash';
import { decodeText, encodeText } from '../byte-stream.ts';
import { describeErrno, isRefusal, type Refusal } from '../errno.ts';
import { type FileNode, modeWithType } from '../file-node.ts';
import { joinPath } from '../file-tree.ts';
import type { PhoneFiles } from '../phone-files.ts';

function orThrow<T extends object | string>(value: T | Refusal, path: string): T {
  if (isRefusal(value)) throw new Error(`${value.errno}: ${describeErrno(value.errno)}, '${path}'`);
  return value;
}

function throwRefusal(refusal: Refusal | null, path: string): void {
  if (refusal !== null) orThrow(refusal, path);
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encodeText(content) : content;
}

/** The phone's files for a tool that is borrowed from just-bash, which looks for an executable at `toolPath`. */
export function asJustBashFiles(files: PhoneFiles, toolPath: string): IFileSystem {
  const describe = (node: FileNode): Awaited<ReturnType<IFileSystem['stat']>> => ({
    isFile: node.kind === 'file' || node.kind === 'device',
    isDirectory: node.kind === 'directory',
    isSymbolicLink: node.kind === 'link',
    mode: modeWithType(node),
    size: files.sizeOf(node),
    mtime: new Date(node.modifiedAt),
  });
  const tool = { isFile: true, isDirectory: false, isSymbolicLink: false, mode: 0o100755, size: 0, mtime: new Date(0) };
  return {
    readFile: async (path) => decodeText(orThrow(files.read(path), path)),
    readFileBuffer: async (path) => orThrow(files.read(path), path),
    writeFile: async (path, content) => throwRefusal(files.write(path, toBytes(content)), path),
    appendFile: async (path, content) => throwRefusal(files.write(path, toBytes(content), { isAppending: true }), path),
    exists: async (path) => path === toolPath || files.has(path),
    stat: async (path) => (path === toolPath ? tool : describe(orThrow(files.stat(path), path))),
    lstat: async (path) => describe(orThrow(files.linkStat(path), path)),
    mkdir: async (path) => throwRefusal(files.makeDirectory(path), path),
    readdir: async (path) => orThrow(files.list(path), path).map(([name]) => name),
    rm: async (path) => throwRefusal(files.remove(path), path),
    cp: async (source, target) => throwRefusal(files.write(target, orThrow(files.read(source), source)), target),
    mv: async (source, target) => throwRefusal(files.rename(source, target), source),
    resolvePath: (base, path) => joinPath(base, path),
    getAllPaths: () => [],
    chmod: async (path, mode) => throwRefusal(files.setAttributes(path, { mode }), path),
    symlink: async (target, path) => throwRefusal(files.makeLink(target, path), path),
    link: async (source, path) => throwRefusal(files.write(path, orThrow(files.read(source), source)), path),
    readlink: async (path) => {
      const node = orThrow(files.linkStat(path), path);
      return node.kind === 'link' ? node.target : '';
    },
    realpath: async (path) => orThrow(files.realPath(path), path),
    utimes: async (path, _accessed, modified) =>
      throwRefusal(files.setAttributes(path, { modifiedAt: modified.getTime() }), path),
  };
}
