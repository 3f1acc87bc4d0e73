import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { download } from './download.mjs';
import { findProgram, isExecutable } from './machine.mjs';
import { libraryPath, privateTree } from './private-tree.mjs';
import { replaceFolder } from './temporary-folder.mjs';
import { unpackZip } from './zip.mjs';

/** @import { Debian } from './debian.mjs' */
/** @import { Finding, Machine, Text } from './machine.mjs' */

const versionLimitMs = 10_000;

/** Google's own distribution, "SDK Platform-Tools". */
const downloads = /** @type {Readonly<Record<string, string>>} */ ({
  linux: 'https://dl.google.com/android/repository/platform-tools-latest-linux.zip',
  darwin: 'https://dl.google.com/android/repository/platform-tools-latest-darwin.zip',
  win32: 'https://dl.google.com/android/repository/platform-tools-latest-windows.zip',
});

const remedies = /** @type {Readonly<Record<string, Text>>} */ ({
  linux: {
    zh: '运行 sudo apt-get install adb，或用 --adb 指定路径',
    en: 'run sudo apt-get install adb, or name it with --adb',
  },
  darwin: {
    zh: '运行 brew install --cask android-platform-tools，或用 --adb 指定路径',
    en: 'run brew install --cask android-platform-tools, or name it with --adb',
  },
  win32: {
    zh: '下载 Android SDK Platform-Tools 并解压，用 --adb 指定 adb.exe',
    en: 'unpack the Android SDK Platform-Tools and name adb.exe with --adb',
  },
});

/**
 * Where adb may be, the surest first: named by the operator, fetched for this project, on the PATH, in an Android SDK.
 *
 * @param {Machine} machine
 * @returns {readonly string[]}
 */
export function adbPlaces(machine) {
  const { env, platform, runtimeFolder, adbPath, hidden } = machine;
  if (adbPath !== null) return [adbPath];
  const name = platform === 'win32' ? 'adb.exe' : 'adb';
  const own = [join(privateTree(machine, 'adb'), 'adb'), join(runtimeFolder, 'platform-tools', name)];
  if (hidden.has('adb')) return own;
  const onPath = findProgram(machine, 'adb');
  const sdks = [env['ANDROID_HOME'], env['ANDROID_SDK_ROOT'], ...usualSdks(machine)];
  const inSdks = sdks.filter((sdk) => sdk !== undefined && sdk !== '');
  return [...own, ...(onPath === null ? [] : [onPath]), ...inSdks.map((sdk) => join(`${sdk}`, 'platform-tools', name))];
}

/**
 * @param {Machine} machine
 * @returns {readonly string[]}
 */
function usualSdks({ env, platform }) {
  if (platform === 'win32') {
    return [join(env['LOCALAPPDATA'] ?? 'C:\\', 'Android', 'Sdk'), 'C:\\', 'C:\\Android'];
  }
  if (platform === 'darwin')
    return [join(homedir(), 'Library/Android/sdk'), '/opt/homebrew/share/android-commandlinetools'];
  return [join(homedir(), 'Android/Sdk'), '/usr/lib/android-sdk', '/opt/android-sdk'];
}

/**
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findAdb(machine) {
  for (const place of adbPlaces(machine)) {
    if (!isExecutable(place)) continue;
    const asked = await machine.children.run(place, ['version'], { timeoutMs: versionLimitMs });
    if (asked.isDone) return { isFound: true, version: readAdbVersion(asked.stdout), detail: place };
  }
  const remedy = remedies[machine.platform] ?? { zh: '安装 adb', en: 'install adb' };
  const named = machine.adbPath;
  if (named === null) return { isFound: false, problem: { zh: '没有找到 adb', en: 'adb was not found' }, remedy };
  return { isFound: false, problem: { zh: `${named} 不是 adb`, en: `${named} is not adb` }, remedy };
}

/**
 * Reads `adb version`: "Android Debug Bridge version 1.0.41" and, on newer ones, "Version 28.0.2-debian".
 *
 * @param {string} text
 * @returns {string}
 */
export function readAdbVersion(text) {
  return /^Version (\S+)/mu.exec(text)?.[1] ?? /version (\S+)/u.exec(text)?.[1] ?? '?';
}

/**
 * Installs adb: Debian's package where that is allowed, else the official download, else Debian's package unpacked
 * privately.
 *
 * @param {Machine} machine
 * @param {Debian} debian
 * @returns {Promise<void>}
 * @throws with the reasons
 */
export async function provideAdb(machine, debian) {
  const isHidden = machine.hidden.has('adb');
  const ways = [
    ...(!isHidden && (await debian.mayInstall()) ? [() => debian.install([['adb']])] : []),
    ...(isHidden ? [] : [() => downloadAdb(machine)]),
    ...(debian.isHere ? [() => unpackAdb(machine, debian)] : []),
  ];
  /** @type {Error[]} */
  const failures = [];
  for (const provide of ways) {
    try {
      await provide();
      return;
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  throw new AggregateError(failures, failures.map((failure) => failure.message).join('; '));
}

/** @param {Machine} machine */
async function downloadAdb({ platform, runtimeFolder }) {
  const url = downloads[platform];
  if (url === undefined) throw new Error(`no official adb for ${platform}`);
  await replaceFolder(join(runtimeFolder, 'platform-tools'), async (folder) => {
    const draft = await mkdtemp(join(folder, 'download-'));
    const archive = join(draft, 'platform-tools.zip');
    await download(url, archive);
    await unpackZip(archive, draft);
    for (const name of platform === 'win32' ? ['adb.exe', 'AdbWinApi.dll', 'AdbWinUsbApi.dll'] : ['adb']) {
      await rename(join(draft, 'platform-tools', name), join(folder, name));
      await chmod(join(folder, name), 0o755);
    }
    await rm(draft, { recursive: true });
  });
}

/**
 * Debian's adb looks for its libraries below /usr: a starter beside it says where they are.
 *
 * @param {Machine} machine
 * @param {Debian} debian
 */
async function unpackAdb(machine, debian) {
  const tree = privateTree(machine, 'adb');
  await debian.unpack([['adb']], tree);
  const folders = libraryPath(machine, tree).replaceAll(tree, '$here');
  const starter = [
    '#!/bin/sh',
    'here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
    `LD_LIBRARY_PATH="${folders}" exec "$here/usr/lib/android-sdk/platform-tools/adb" "$@"`,
  ];
  await writeFile(join(tree, 'adb'), `${starter.join('\n')}\n`, { mode: 0o755 });
}
