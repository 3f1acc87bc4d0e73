import { isRefusal, type Refusal, refuse } from './errno.ts';
import { type ComputedContent, type DirectoryNode, type FileNode, isComputed } from './file-node.ts';
import { baseName, type FileTree, joinPath, parentPath, type Resolved } from './file-tree.ts';

/** Who asks: the `shell` user of adb, or the system itself, to which nothing is forbidden. */
export interface FileUser {
  readonly name: 'shell' | 'root';
  readonly groups: ReadonlySet<string>;
}

export const rootUser: FileUser = { name: 'root', groups: new Set(['root']) };

/** What the file system asks the phone it belongs to. */
export interface FileHost {
  now(): number;
  /** The text of a computed file, e.g. of `/proc/stat`; null when this phone has no such file. */
  compute(key: string): Uint8Array | null;
  /** False when the partition of `realPath` has no room for `growth` more bytes. */
  hasRoom(realPath: string, growth: number): boolean;
  /** Tells the phone that a partition has grown or shrunk. */
  charge(realPath: string, growth: number): void;
  isReadOnly(realPath: string): boolean;
}

const readBit = 4;
const writeBit = 2;
const enterBit = 1;
/** An endless device is cut here: nobody needs more of `/dev/zero` in one read. */
const deviceReadBytes = 1 << 20;

/** A phone's file system as one user sees it: permissions, read-only partitions, free space. Paths are absolute. */
export class PhoneFiles {
  readonly #tree: FileTree;
  readonly #host: FileHost;
  readonly #user: FileUser;

  constructor(tree: FileTree, host: FileHost, user: FileUser) {
    this.#tree = tree;
    this.#host = host;
    this.#user = user;
  }

  /** The same files for another user. */
  as(user: FileUser): PhoneFiles {
    return new PhoneFiles(this.#tree, this.#host, user);
  }

  stat(path: string): FileNode | Refusal {
    const found = this.#resolve(path);
    return isRefusal(found) ? found : found.node;
  }

  /** Like `stat`, but tells of a symbolic link itself. */
  linkStat(path: string): FileNode | Refusal {
    const found = this.#resolve(path, false);
    return isRefusal(found) ? found : found.node;
  }

  realPath(path: string): string | Refusal {
    const found = this.#resolve(path);
    return isRefusal(found) ? found : found.realPath;
  }

  has(path: string): boolean {
    return !isRefusal(this.stat(path));
  }

  /** Size in bytes as `stat` tells it; computed files are 0 long, as in `/proc`. */
  sizeOf(node: FileNode): number {
    switch (node.kind) {
      case 'file':
        return isComputed(node.content) ? 0 : node.content.length;
      case 'directory':
        return 4096;
      case 'link':
        return node.target.length;
      case 'device':
        return 0;
    }
  }

  may(node: FileNode, access: 'read' | 'write' | 'execute'): boolean {
    return this.#isAllowed(node, access === 'read' ? readBit : access === 'write' ? writeBit : enterBit);
  }

  /** Names and nodes of a directory, sorted by name. */
  list(path: string): readonly (readonly [string, FileNode])[] | Refusal {
    const found = this.#resolve(path);
    if (isRefusal(found)) return found;
    if (found.node.kind !== 'directory') return refuse('ENOTDIR');
    if (!this.#isAllowed(found.node, readBit)) return refuse('EACCES');
    return [...found.node.entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  read(path: string): Uint8Array | Refusal {
    const found = this.#resolve(path);
    if (isRefusal(found)) return found;
    const { node } = found;
    if (node.kind === 'directory') return refuse('EISDIR');
    if (!this.#isAllowed(node, readBit)) return refuse('EACCES');
    if (node.kind === 'device') return new Uint8Array(node.source === 'empty' ? 0 : deviceReadBytes);
    if (node.kind === 'link') return refuse('ENOENT');
    return isComputed(node.content) ? this.#compute(node.content) : node.content;
  }

  /** Writes a whole file, or adds to its end; a new file belongs to the user with the given mode. */
  write(path: string, bytes: Uint8Array, options: WriteOptions = {}): Refusal | null {
    const existing = this.#resolve(path);
    if (isRefusal(existing)) return existing.errno === 'ENOENT' ? this.#create(path, bytes, options) : existing;
    const { node, realPath } = existing;
    if (node.kind === 'device') return null;
    if (node.kind !== 'file') return refuse('EISDIR');
    if (this.#host.isReadOnly(realPath)) return refuse('EROFS');
    if (isComputed(node.content) || !this.#isAllowed(node, writeBit)) return refuse('EACCES');
    const content = options.isAppending === true ? joinBytes(node.content, bytes) : bytes.slice();
    const growth = content.length - node.content.length;
    if (growth > 0 && !this.#host.hasRoom(realPath, growth)) return refuse('ENOSPC');
    this.#host.charge(realPath, growth);
    const modifiedAt = options.modifiedAt ?? this.#host.now();
    return this.#tree.put(realPath, { ...node, content, modifiedAt, mode: options.mode ?? node.mode });
  }

  makeDirectory(path: string, mode = 0o777): Refusal | null {
    return this.#add(path, (owner, parent) => ({
      kind: 'directory',
      mode,
      owner,
      group: this.#groupIn(parent),
      modifiedAt: this.#host.now(),
      entries: new Map(),
      owningTree: null,
    }));
  }

  makeLink(target: string, path: string): Refusal | null {
    return this.#add(path, (owner, parent) => ({
      kind: 'link',
      mode: 0o777,
      owner,
      group: this.#groupIn(parent),
      modifiedAt: this.#host.now(),
      target,
    }));
  }

  /** Removes a file, link or, with everything in it, a directory. */
  remove(path: string): Refusal | null {
    const found = this.#changeable(path);
    if (isRefusal(found)) return found;
    this.#host.charge(found.realPath, -weigh(found.node));
    return this.#tree.remove(found.realPath);
  }

  /** Moves a node; replaces a file at the target. */
  rename(from: string, to: string): Refusal | null {
    const found = this.#changeable(from);
    if (isRefusal(found)) return found;
    const target = this.#place(to);
    if (isRefusal(target)) return target;
    if (`${target}/`.startsWith(`${found.realPath}/`) && target !== found.realPath) return refuse('EINVAL');
    this.#tree.remove(found.realPath);
    return this.#tree.put(target, found.node);
  }

  /** Changes permission bits or the time of a node the user owns. */
  setAttributes(path: string, change: { readonly mode?: number; readonly modifiedAt?: number }): Refusal | null {
    const found = this.#resolve(path);
    if (isRefusal(found)) return found;
    if (this.#host.isReadOnly(found.realPath)) return refuse('EROFS');
    if (this.#user.name !== 'root' && found.node.owner !== this.#user.name) return refuse('EPERM');
    return this.#tree.put(found.realPath, { ...found.node, ...change });
  }

  #resolve(path: string, followsLast = true): Resolved | Refusal {
    return this.#tree.resolve(path, { followsLast, mayEnter: (directory) => this.#isAllowed(directory, enterBit) });
  }

  /** The real path for a new node: its parent must exist and be writable. */
  #place(path: string): string | Refusal {
    const tidy = joinPath('/', path);
    const parent = this.#resolve(parentPath(tidy));
    if (isRefusal(parent)) return parent;
    if (parent.node.kind !== 'directory') return refuse('ENOTDIR');
    const realPath = joinPath(parent.realPath, baseName(tidy));
    if (this.#host.isReadOnly(realPath)) return refuse('EROFS');
    return this.#isAllowed(parent.node, writeBit) ? realPath : refuse('EACCES');
  }

  #changeable(path: string): Resolved | Refusal {
    const found = this.#resolve(path, false);
    if (isRefusal(found)) return found;
    const place = this.#place(found.realPath);
    return isRefusal(place) ? place : found;
  }

  #create(path: string, bytes: Uint8Array, options: WriteOptions): Refusal | null {
    const realPath = this.#place(path);
    if (isRefusal(realPath)) return realPath;
    if (!this.#host.hasRoom(realPath, bytes.length)) return refuse('ENOSPC');
    this.#host.charge(realPath, bytes.length);
    const modifiedAt = options.modifiedAt ?? this.#host.now();
    const parent = this.#resolve(parentPath(realPath));
    const group = isRefusal(parent) || parent.node.kind !== 'directory' ? this.#user.name : this.#groupIn(parent.node);
    const attributes = { mode: options.mode ?? 0o666, owner: this.#user.name, group, modifiedAt };
    return this.#tree.put(realPath, { kind: 'file', ...attributes, content: bytes.slice() });
  }

  #add(path: string, build: (owner: string, parent: DirectoryNode) => FileNode): Refusal | null {
    if (!isRefusal(this.linkStat(path))) return refuse('EEXIST');
    const realPath = this.#place(path);
    if (isRefusal(realPath)) return realPath;
    const parent = this.#resolve(parentPath(realPath));
    if (isRefusal(parent)) return parent;
    if (parent.node.kind !== 'directory') return refuse('ENOTDIR');
    return this.#tree.put(realPath, build(this.#user.name, parent.node));
  }

  #groupIn(parent: DirectoryNode): string {
    return parent.group === 'sdcard_rw' || parent.group === 'media_rw' ? parent.group : this.#user.name;
  }

  #compute(content: ComputedContent): Uint8Array | Refusal {
    return this.#host.compute(content.key) ?? refuse('ENOENT');
  }

  #isAllowed(node: FileNode, bit: number): boolean {
    if (this.#user.name === 'root' || node.kind === 'link') return true;
    if (node.owner === this.#user.name) return ((node.mode >> 6) & bit) !== 0;
    if (this.#user.groups.has(node.group)) return ((node.mode >> 3) & bit) !== 0;
    return (node.mode & bit) !== 0;
  }
}

export interface WriteOptions {
  readonly mode?: number;
  readonly modifiedAt?: number;
  readonly isAppending?: boolean;
}

/** Bytes that a node and everything below it take. */
export function weigh(node: FileNode): number {
  if (node.kind === 'file') return isComputed(node.content) ? 0 : node.content.length;
  if (node.kind !== 'directory') return 0;
  return [...node.entries.values()].reduce((total, entry) => total + weigh(entry), 0);
}

function joinBytes(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
