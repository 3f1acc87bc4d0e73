import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @import { Machine } from './machine.mjs' */

/** Debian's names of this computer's kind of processor, which its library folders carry. */
const triplets = /** @type {Readonly<Record<string, string>>} */ ({
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
});

/**
 * Where Debian packages are unpacked privately, one folder for each purpose.
 *
 * @param {Machine} machine
 * @param {'adb' | 'xvfb' | 'fonts' | 'emoji' | 'libraries'} purpose
 * @returns {string}
 */
export function privateTree({ runtimeFolder }, purpose) {
  return join(runtimeFolder, 'debs', purpose);
}

/**
 * The library folders of a privately unpacked tree, as LD_LIBRARY_PATH wants them.
 *
 * @param {Machine} machine
 * @param {string} tree
 * @returns {string}
 */
export function libraryPath({ arch }, tree) {
  const triplet = triplets[arch] ?? '';
  const folders = ['usr/lib', 'lib'].map((folder) => join(tree, folder, triplet));
  return [join(tree, 'usr/lib', triplet, 'android'), ...folders].filter((folder) => existsSync(folder)).join(':');
}
