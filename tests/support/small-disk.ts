import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeTempFolder } from './temp-folder.ts';

/** True where this process may mount a file system of a few megabytes: Linux, as root. */
export const canMountSmallDisk = process.platform === 'linux' && process.getuid?.() === 0 && mayMount();

/** Ends a test's title, so that a skipped one tells why. */
export const smallDiskNote = canMountSmallDisk ? '' : ' (skipped: needs Linux and root to mount a small disk)';

/** A disk of `megabytes`, empty, unmounted after the running test. Call it first, so that it is unmounted last. */
export function mountSmallDisk(megabytes: number): string {
  const folder = join(makeTempFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Fills the disk to its last block; the returned function makes room again. */
export function fillDisk(folder: string): () => void {
  const filler = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  return () => rmSync(filler);
}

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
