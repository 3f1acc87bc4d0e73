import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';

/**
 * Makes the folder `target` in one move: `fill` works in a folder beside it, which takes its place only when `fill` has
 * succeeded. A failure leaves what was there before and nothing half made.
 *
 * @template T
 * @param {string} target
 * @param {(folder: string) => Promise<T>} fill
 * @returns {Promise<T>}
 */
export async function replaceFolder(target, fill) {
  const draft = `${target}.draft-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    const result = await fill(draft);
    const isReplaced = await moveAside(target, old);
    try {
      await rename(draft, target);
    } catch (error) {
      if (isReplaced) await rename(old, target);
      throw error;
    }
    return result;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/**
 * @param {string} target
 * @param {string} old
 * @returns {Promise<boolean>} whether there was something to move
 */
async function moveAside(target, old) {
  try {
    await rename(target, old);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
