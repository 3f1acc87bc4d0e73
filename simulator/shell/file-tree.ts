import type { DirectoryNode, FileNode } from './file-node.ts';
import { isRefusal, type Refusal, refuse } from './errno.ts';

export interface ResolveOptions {
  /** Follow a symbolic link in the last place; links on the way are always followed. */
  readonly followsLast?: boolean;
  /** Search permission on the directories that are walked through. */
  readonly mayEnter?: (directory: DirectoryNode) => boolean;
}

export interface Resolved {
  readonly node: FileNode;
  /** The path without symbolic links. */
  readonly realPath: string;
}

const maxLinks = 40;

/** Joins and tidies a device path: `.` and empty parts vanish, `..` is taken literally. */
export function joinPath(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function parentPath(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * One phone's file system: starts as a shared, never changed base and copies a directory only when something in it
 * changes, so that a hundred phones cost little more than one.
 */
export class FileTree {
  #root: DirectoryNode;

  constructor(base: DirectoryNode) {
    this.#root = base;
  }

  /** The node behind an absolute path, or why there is none. */
  resolve(path: string, options: ResolveOptions = {}): Resolved | Refusal {
    const pending = splitPath(path);
    let trail: readonly FileNode[] = [this.#root];
    let names: readonly string[] = [];
    let links = 0;
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      const here = trail[trail.length - 1];
      if (here?.kind !== 'directory') return refuse('ENOTDIR');
      if (options.mayEnter?.(here) === false) return refuse('EACCES');
      if (name === '..') {
        trail = trail.length > 1 ? trail.slice(0, -1) : trail;
        names = names.slice(0, -1);
        continue;
      }
      const next = here.entries.get(name);
      if (next === undefined) return refuse('ENOENT');
      if (next.kind === 'link' && (pending.length > 0 || options.followsLast !== false)) {
        links += 1;
        if (links > maxLinks) return refuse('ELOOP');
        if (next.target.startsWith('/')) {
          trail = [this.#root];
          names = [];
        }
        pending.unshift(...splitPath(next.target));
        continue;
      }
      trail = [...trail, next];
      names = [...names, name];
    }
    return { node: trail[trail.length - 1] ?? this.#root, realPath: `/${names.join('/')}` };
  }

  /** Puts a node at a path whose parent exists and has no links left in it. */
  put(realPath: string, node: FileNode): Refusal | null {
    const parent = this.#ownDirectory(parentPath(realPath));
    if (isRefusal(parent)) return parent;
    parent.entries.set(baseName(realPath), node);
    return null;
  }

  /** Takes a node away; a directory goes with everything in it. */
  remove(realPath: string): Refusal | null {
    const parent = this.#ownDirectory(parentPath(realPath));
    if (isRefusal(parent)) return parent;
    return parent.entries.delete(baseName(realPath)) ? null : refuse('ENOENT');
  }

  #ownDirectory(realPath: string): DirectoryNode | Refusal {
    if (this.#root.owningTree !== this) this.#root = this.#copy(this.#root);
    let directory = this.#root;
    for (const name of splitPath(realPath)) {
      const next = directory.entries.get(name);
      if (next === undefined) return refuse('ENOENT');
      if (next.kind !== 'directory') return refuse('ENOTDIR');
      const owned = next.owningTree === this ? next : this.#copy(next);
      if (owned !== next) directory.entries.set(name, owned);
      directory = owned;
    }
    return directory;
  }

  #copy(directory: DirectoryNode): DirectoryNode {
    return { ...directory, entries: new Map(directory.entries), owningTree: this };
  }
}

function splitPath(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
