import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { npmCommand } from './npm.mjs';

/** @import { Machine } from './machine.mjs' */

const answerLimitMs = 10_000;
const downloadLimitMs = 10 * 60_000;
const unpackLimitMs = 5 * 60_000;

/**
 * Downloads `url` into `file`. A server that does not answer within 10 s, or needs more than 10 minutes, is given up.
 *
 * @param {string} url
 * @param {string} file removed again on failure
 * @returns {Promise<void>}
 * @throws with the reason
 */
export async function download(url, file) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error('it took too long'));
  let timer = setTimeout(giveUp, answerLimitMs);
  try {
    const response = await fetch(url, { signal: controller.signal });
    clearTimeout(timer);
    timer = setTimeout(giveUp, downloadLimitMs);
    if (!response.ok || response.body === null) throw new Error(`the answer was ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file), { signal: controller.signal });
  } catch (error) {
    await rm(file, { force: true });
    throw new Error(`${url} could not be downloaded: ${reasonOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {unknown} error
 * @returns {string} what went wrong, down to the first cause
 */
export function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${reasonOf(error.cause)})` : error.message;
}

/**
 * Tells whether a server answers at all, so that a program which would wait long for it need not be started.
 *
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function isAnswering(url) {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(answerLimitMs),
    });
    return response.status < 500 && response.status !== 403;
  } catch {
    return false;
  }
}

/**
 * A package of the npm registry that is fetched on demand, never through package.json.
 *
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} integrity `sha512-…` of its archive
 */

/**
 * Fetches a pinned package with npm, checks it and unpacks it.
 *
 * @param {Machine} machine
 * @param {PinnedPackage} pinned
 * @param {string} folder an existing folder
 * @returns {Promise<string>} the folder with the package's files
 * @throws with the reason
 */
export async function fetchPackage(machine, { name, version, integrity }, folder) {
  const { program, args } = npmCommand(machine);
  const pack = [...args, 'pack', `${name}@${version}`, '--silent', '--pack-destination', folder];
  const { children, env } = machine;
  const packed = await children.run(program, pack, { timeoutMs: downloadLimitMs, cwd: folder, env });
  if (!packed.isDone) throw new Error(`${name}@${version} could not be fetched: ${packed.problem}`);
  const archive = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`${name}@${version}: npm left no archive`);
  const file = join(folder, archive);
  const actual = await readIntegrity(file);
  if (actual !== integrity) throw new Error(`${name}@${version} is not what was pinned: ${actual}`);
  const unpacked = await children.run('tar', ['-xzf', archive], { timeoutMs: unpackLimitMs, cwd: folder });
  if (!unpacked.isDone) throw new Error(`${name}@${version} could not be unpacked: ${unpacked.problem}`);
  await rm(file);
  return join(folder, 'package');
}

/**
 * @param {string} file
 * @returns {Promise<string>} its sha512 in the form that npm writes
 */
export async function readIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
