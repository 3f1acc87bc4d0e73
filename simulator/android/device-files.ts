import type { DeviceFiles, FileRefusal, FileStat } from '../device-port.ts';
import { isRefusal, type Refusal } from '../shell/errno.ts';
import { type FileNode, modeWithType } from '../shell/file-node.ts';
import { parentPath } from '../shell/file-tree.ts';
import type { PhoneFiles } from '../shell/phone-files.ts';

/** The phone's files as adbd's `sync:` service sees them: as the user `shell`. */
export class SyncFiles implements DeviceFiles {
  readonly #files: PhoneFiles;

  constructor(files: PhoneFiles) {
    this.#files = files;
  }

  stat(path: string): FileStat | FileRefusal {
    const node = this.#files.stat(path);
    return isRefusal(node) ? toFileRefusal(node) : this.#describe(node);
  }

  list(path: string): readonly (FileStat & { readonly name: string })[] | FileRefusal {
    const entries = this.#files.list(path);
    if (isRefusal(entries)) return toFileRefusal(entries);
    return entries.map(([name, node]) => Object.assign(this.#describe(node), { name }));
  }

  read(path: string): Uint8Array | FileRefusal {
    const bytes = this.#files.read(path);
    return isRefusal(bytes) ? toFileRefusal(bytes) : bytes;
  }

  /** Writes a pushed file; folders on the way are made, as adbd does. */
  write(path: string, bytes: Uint8Array, mode: number, modifiedAt: number): FileRefusal | null {
    const refusal =
      this.#makeFolders(parentPath(path)) ?? this.#files.write(path, bytes, { mode: mode & 0o7777, modifiedAt });
    return refusal === null ? null : toFileRefusal(refusal);
  }

  #makeFolders(path: string): Refusal | null {
    if (this.#files.has(path)) return null;
    return this.#makeFolders(parentPath(path)) ?? this.#files.makeDirectory(path, 0o771);
  }

  #describe(node: FileNode): FileStat {
    return { mode: modeWithType(node), size: this.#files.sizeOf(node), modifiedAt: node.modifiedAt };
  }
}

/** `sync:` knows fewer errors than the kernel; the rest reads as a denied permission. */
function toFileRefusal(refusal: Refusal): FileRefusal {
  switch (refusal.errno) {
    case 'ENOENT':
    case 'EACCES':
    case 'ENOSPC':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EROFS':
      return { errno: refusal.errno };
    case 'ENOTEMPTY':
    case 'ELOOP':
    case 'EXDEV':
    case 'EINVAL':
    case 'EPERM':
      return { errno: 'EACCES' };
  }
}
