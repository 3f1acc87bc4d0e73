import type { Duplex } from 'node:stream';

/** The streams of one command on a virtual phone; `signal` aborts when the host closes the stream. */
export interface CommandStreams {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Resolves when the host can take more. */
  writeOut(bytes: Uint8Array): Promise<void>;
  writeErr(bytes: Uint8Array): Promise<void>;
  readonly signal: AbortSignal;
  readonly hasTerminal: boolean;
}

export interface FileStat {
  /** POSIX st_mode, type bits included. */
  readonly mode: number;
  readonly size: number;
  readonly modifiedAt: number;
}

/** A refusal with the errno a phone's kernel would give (`ENOENT`, `EACCES`, `ENOSPC`, `EISDIR`, `ENOTDIR`). */
export interface FileRefusal {
  readonly errno: 'ENOENT' | 'EACCES' | 'ENOSPC' | 'EISDIR' | 'ENOTDIR' | 'EEXIST' | 'EROFS';
}

/** The phone's file system as `sync:` needs it. Paths are absolute device paths. */
export interface DeviceFiles {
  stat(path: string): FileStat | FileRefusal;
  list(path: string): readonly (FileStat & { readonly name: string })[] | FileRefusal;
  read(path: string): Uint8Array | FileRefusal;
  write(path: string, bytes: Uint8Array, mode: number, modifiedAt: number): FileRefusal | null;
}

export type BootTarget = 'system' | 'recovery' | 'bootloader' | 'sideload';

/** What adbd offers to a host: everything behind the wire protocol. Implemented by `simulator/android`. */
export interface VirtualDevice {
  readonly serial: string;
  /** Connection banner: `ro.product.name|model|device` and the adbd feature list. */
  banner(): { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] };
  /** Runs one command line (or an interactive shell for an empty one); resolves to the exit status 0–255. */
  run(command: string, streams: CommandStreams): Promise<number>;
  readonly files: DeviceFiles;
  /** Called for the `reboot:` service after adbd has answered; adbd drops its connections itself. */
  reboot(target: BootTarget): void;
  /** A socket listening on the phone (`tcp:6790`, `localabstract:scrcpy`), or null when nothing listens there. */
  openSocket(name: string): Duplex | null;
}
