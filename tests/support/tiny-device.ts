import { setTimeout as delay } from 'node:timers/promises';
import { PassThrough, type Duplex } from 'node:stream';
import type {
  BootTarget,
  CommandStreams,
  DeviceFiles,
  FileRefusal,
  FileStat,
  VirtualDevice,
} from '../../simulator/device-port.ts';

const fileMode = 0o100644;
const folderMode = 0o040755;

interface TinyFile {
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly modifiedAt: number;
}

/** Files by path; folders are whatever a file lies in. `/system` is read-only, `/data/full` has no space. */
export class TinyFiles implements DeviceFiles {
  readonly #files = new Map<string, TinyFile>();

  stat(path: string): FileStat | FileRefusal {
    const file = this.#files.get(path);
    if (file !== undefined) return { mode: file.mode, size: file.bytes.byteLength, modifiedAt: file.modifiedAt };
    return this.#isFolder(path) ? { mode: folderMode, size: 4096, modifiedAt: 0 } : { errno: 'ENOENT' };
  }

  list(path: string): readonly (FileStat & { readonly name: string })[] | FileRefusal {
    if (!this.#isFolder(path)) return { errno: this.#files.has(path) ? 'ENOTDIR' : 'ENOENT' };
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const names = [...this.#files.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
    return [...new Set(names.map((name) => name.split('/')[0] ?? ''))].map((name) => {
      const stat = this.stat(prefix + name);
      return Object.assign({ name, mode: 0, size: 0, modifiedAt: 0 }, 'errno' in stat ? {} : stat);
    });
  }

  read(path: string): Uint8Array | FileRefusal {
    if (path.startsWith('/data/secret')) return { errno: 'EACCES' };
    return this.#files.get(path)?.bytes ?? { errno: this.#isFolder(path) ? 'EISDIR' : 'ENOENT' };
  }

  write(path: string, bytes: Uint8Array, mode: number, modifiedAt: number): FileRefusal | null {
    if (path.startsWith('/system/')) return { errno: 'EROFS' };
    if (path.startsWith('/data/full/')) return { errno: 'ENOSPC' };
    if (this.#isFolder(path)) return { errno: 'EISDIR' };
    this.#files.set(path, { bytes: Buffer.from(bytes), mode: mode === 0 ? fileMode : mode, modifiedAt });
    return null;
  }

  #isFolder(path: string): boolean {
    if (path === '/' || path === '/system' || path === '/data' || path === '/data/full' || path === '/sdcard')
      return true;
    return [...this.#files.keys()].some((name) => name.startsWith(`${path}/`));
  }
}

/**
 * The smallest phone that shows every behaviour of adbd: `echo`, `cat`, `err TEXT`, `exit N`, `bytes N`, `forever`,
 * `boot`, and a socket `tcp:7` that echoes.
 */
export class TinyDevice implements VirtualDevice {
  readonly serial: string;
  readonly files = new TinyFiles();
  readonly rebootTargets: BootTarget[] = [];
  runningCount = 0;
  readonly #features: readonly string[];

  constructor(serial = 'TINY0001', features: readonly string[] = ['shell_v2', 'cmd', 'stat_v2']) {
    this.serial = serial;
    this.#features = features;
  }

  banner(): { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] } {
    const properties = { 'ro.product.name': 'tiny', 'ro.product.model': 'Tiny Phone', 'ro.product.device': 'tiny' };
    return { properties, features: this.#features };
  }

  async run(command: string, streams: CommandStreams): Promise<number> {
    this.runningCount++;
    try {
      return command === '' ? await this.#interact(streams) : await this.#line(command, streams);
    } finally {
      this.runningCount--;
    }
  }

  reboot(target: BootTarget): void {
    this.rebootTargets.push(target);
  }

  openSocket(name: string): Duplex | null {
    return name === 'tcp:7' || name === 'localabstract:echo' ? new PassThrough() : null;
  }

  async #interact(streams: CommandStreams): Promise<number> {
    for await (const chunk of streams.stdin) {
      for (const line of Buffer.from(chunk)
        .toString('utf8')
        .split('\n')
        .filter((text) => text !== '')) {
        if (line.startsWith('exit')) return Number(line.slice(5));
        await this.#line(line, streams);
      }
    }
    return 0;
  }

  async #line(command: string, streams: CommandStreams): Promise<number> {
    const [verb = '', ...words] = command.split(' ');
    const rest = words.join(' ');
    switch (verb) {
      case 'echo':
        await streams.writeOut(Buffer.from(`${rest}\n`));
        return 0;
      case 'err':
        await streams.writeErr(Buffer.from(`${rest}\n`));
        return 1;
      case 'exit':
        return Number(rest);
      case 'cat':
        for await (const chunk of streams.stdin) await streams.writeOut(chunk);
        return 0;
      case 'bytes':
        await streams.writeOut(Buffer.from(Array.from({ length: Number(rest) }, (_, index) => index & 0xff)));
        return 0;
      case 'forever':
        while (!streams.signal.aborted)
          await delay(60_000, undefined, { signal: streams.signal }).catch(() => undefined);
        return 130;
      case 'boot':
        await streams.writeOut(Buffer.from(`${this.rebootTargets.length}\n`));
        return 0;
      default:
        await streams.writeErr(Buffer.from(`/system/bin/sh: ${verb}: inaccessible or not found\n`));
        return 127;
    }
  }
}
