import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeTempFolder } from './temp-folder.ts';

/** True where this process may mount a file system of a few megabytes: Linux, as root. */
export const canMountSmallDisk = process.platform === 'linux' && process.getuid?.() === 0 && mayMount();

/** Why a small disk cannot be had everywhere. */
export const smallDiskNeeds = 'needs Linux and root to mount a small disk';

/** Ends a test's title, so that a skipped one tells why. */
export const smallDiskNote = canMountSmallDisk ? '' : ` (skipped: ${smallDiskNeeds})`;

/** Mounts a disk of `megabytes` on `folder`, which it makes; the returned function unmounts it. */
export function mountDisk(folder: string, megabytes: number): () => void {
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  return () => void execFileSync('umount', ['-l', folder]);
}

/** An empty disk that is unmounted after the running test. Call it first, so that it is unmounted last. */
export function mountSmallDisk(megabytes: number): string {
  const folder = join(makeTempFolder(), 'disk');
  onTestFinished(mountDisk(folder, megabytes));
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
