import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { isAnswering } from './download.mjs';
import { fallbackDist, fallbackVersion, hasFallback, provideFallback } from './electron-fallback.mjs';
import { isExecutable } from './machine.mjs';
import { readManifest } from './manifest.mjs';
import { chooseNode } from './node-runtime.mjs';

/** @import { Finding, Machine } from './machine.mjs' */
/** @import { Progress } from './progress.mjs' */

/**
 * The Electron that runs the console, as `.runtime/electron/runtime.json` tells it to tests and packaging.
 *
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} version without a leading v
 * @property {boolean} isFallback it came with another program because the official download was out of reach
 * @property {string | null} betterSqliteNative the native file that fits the fallback's Node; null for the official one
 */

const downloadLimitMs = 5 * 60_000;
const officialSource = 'https://github.com/electron/electron/releases/';

/** @param {Machine} machine */
function runtimeFile({ runtimeFolder }) {
  return join(runtimeFolder, 'electron', 'runtime.json');
}

/**
 * The Electron that is here: the official one before the fallback.
 *
 * @param {Machine} machine
 * @returns {Promise<ElectronRuntime | null>}
 */
export async function readElectron(machine) {
  return (await readOfficial(machine)) ?? (await readFallback(machine));
}

/**
 * @param {Machine} machine
 * @returns {Promise<ElectronRuntime | null>}
 */
async function readOfficial({ root, platform, hidden }) {
  if (hidden.has('electron')) return null;
  const folder = join(root, 'node_modules', 'electron');
  const names = /** @type {Readonly<Record<string, string>>} */ ({
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  });
  const executable = join(folder, 'dist', names[platform] ?? 'electron');
  try {
    const version = (await readFile(join(folder, 'dist', 'version'), 'utf8')).trim().replace(/^v/u, '');
    const wanted = (await readManifest(folder)).version;
    const isWhole = version === wanted && isExecutable(executable);
    return isWhole ? { executable, version, isFallback: false, betterSqliteNative: null } : null;
  } catch {
    return null;
  }
}

/**
 * @param {Machine} machine
 * @returns {Promise<ElectronRuntime | null>}
 */
async function readFallback(machine) {
  if (!hasFallback(machine)) return null;
  const { executable, betterSqliteNative } = fallbackDist(machine);
  return { executable, version: fallbackVersion, isFallback: true, betterSqliteNative };
}

/**
 * @param {Machine} machine
 * @returns {Promise<Finding>}
 */
export async function findElectron(machine) {
  const runtime = await readElectron(machine);
  if (runtime === null) {
    return {
      isFound: false,
      problem: { zh: '没有 Electron', en: 'Electron is missing' },
      remedy: {
        zh: '运行 npm start 自动下载；连不上官方下载点时先设 ELECTRON_MIRROR',
        en: 'npm start fetches it; set ELECTRON_MIRROR where the official download is out of reach',
      },
    };
  }
  await rememberRuntime(machine, runtime);
  const note = runtime.isFallback ? '后备运行时 fallback runtime' : '官方 official';
  return { isFound: true, version: runtime.version, detail: `${note}: ${runtime.executable}` };
}

/**
 * Fetches Electron: the official distribution, else on Linux x64 the fallback.
 *
 * @param {Machine} machine
 * @param {Progress} progress
 * @returns {Promise<void>}
 * @throws with the reasons
 */
export async function provideElectron(machine, progress) {
  const problem = machine.hidden.has('electron') ? 'hidden' : await fetchOfficial(machine);
  if (problem === null) return;
  progress.warn({ zh: `官方 Electron 下载不到：${problem}`, en: `the official Electron is out of reach: ${problem}` });
  if (machine.platform !== 'linux' || machine.arch !== 'x64') {
    throw new Error('set ELECTRON_MIRROR to a mirror that you can reach and start again');
  }
  progress.say({
    zh: `改取后备运行时 Electron ${fallbackVersion}（约 200 MB，仅此一次）`,
    en: `fetching the fallback runtime, Electron ${fallbackVersion} (about 200 MB, once)`,
  });
  await provideFallback(machine);
}

/**
 * @param {Machine} machine
 * @returns {Promise<string | null>} why it failed, null when it is there
 */
async function fetchOfficial(machine) {
  const { env, root, children } = machine;
  const source = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'] ?? officialSource;
  const isProxied = (env['HTTPS_PROXY'] ?? env['https_proxy'] ?? '') !== '';
  if (!isProxied && !(await isAnswering(source))) return `${source} does not answer`;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const fetched = await children.run(chooseNode(machine), [installer], {
    timeoutMs: downloadLimitMs,
    cwd: root,
    env: isProxied ? { ...env, ELECTRON_GET_USE_PROXY: '1' } : env,
  });
  return fetched.isDone ? null : fetched.problem;
}

/**
 * @param {Machine} machine
 * @param {ElectronRuntime} runtime
 */
async function rememberRuntime(machine, runtime) {
  const file = runtimeFile(machine);
  const text = `${JSON.stringify(runtime, null, 2)}\n`;
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before === text) return;
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, file);
}
