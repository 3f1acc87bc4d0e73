import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { stopOnSignals } from './bootstrap/children.mjs';
import { reasonOf } from './bootstrap/download.mjs';
import { fallbackDist, fallbackVersion } from './bootstrap/electron-fallback.mjs';
import { readMachine } from './bootstrap/machine.mjs';
import { readManifest } from './bootstrap/manifest.mjs';
import { chooseNode } from './bootstrap/node-runtime.mjs';
import { buildApp } from './launch/build.mjs';
import { valueOf } from './launch/flags.mjs';
import { stageApp } from './stage/app-folder.mjs';

/** @import { Machine } from './bootstrap/machine.mjs' */
/** @import { ElectronRuntime } from './bootstrap/electron.mjs' */

const packLimitMs = 10 * 60_000;

/**
 * Makes an unpacked app against an Electron distribution that is already on this machine.
 *
 * @param {Machine} machine
 * @param {{ dist: string, out: string }} options the distribution's folder, and where the app goes
 * @returns {Promise<void>}
 */
async function pack(machine, { dist, out }) {
  const runtime = await readDistribution(machine, dist);
  if (runtime.isFallback)
    console.log('后备运行时：仅供检查，不可分发 / fallback runtime: for checks, not to be given away');
  await buildApp(machine);
  const staged = join(machine.runtimeFolder, 'pack', 'app');
  await stageApp(machine, staged, runtime);
  const builder = join(machine.root, 'node_modules', 'electron-builder', 'cli.js');
  const settings = {
    electronDist: dist,
    electronVersion: runtime.version,
    'directories.app': staged,
    'directories.output': out,
  };
  const args = Object.entries(settings).map(([name, value]) => `--config.${name}=${value}`);
  const done = await machine.children.run(
    chooseNode(machine),
    [builder, '--dir', '--publish', 'never', '--config', join(machine.root, 'electron-builder.yml'), ...args],
    { timeoutMs: packLimitMs, cwd: machine.root, env: machine.env, isShown: true },
  );
  if (!done.isDone) throw new Error(`the app was not packed: ${done.problem}`);
  if (runtime.isFallback) await rm(join(out, 'linux-unpacked', 'resources', 'app'), { recursive: true, force: true });
  console.log(`PACKED ${out}`);
}

/**
 * @param {Machine} machine
 * @param {string} dist
 * @returns {Promise<ElectronRuntime>}
 * @throws when the folder is no Electron distribution
 */
async function readDistribution(machine, dist) {
  const file = join(dist, 'version');
  const isFallback = resolve(dist) === join(fallbackDist(machine).folder, 'dist');
  if (!isFallback && !existsSync(file))
    throw new Error(`${dist} is not an Electron distribution: it has no file version`);
  const version = isFallback ? fallbackVersion : (await readFile(file, 'utf8')).trim().replace(/^v/u, '');
  const { betterSqliteNative, executable } = fallbackDist(machine);
  if (isFallback) return { executable, version, isFallback, betterSqliteNative };
  return { executable: join(dist, basename(executable)), version, isFallback, betterSqliteNative: null };
}

const machine = readMachine({ env: process.env });
stopOnSignals(machine.children);
try {
  const argv = process.argv.slice(2);
  const { version } = await readManifest(machine.root);
  const dist = valueOf(argv, '--electron') ?? join(machine.root, 'node_modules', 'electron', 'dist');
  const out = valueOf(argv, '--out') ?? join(machine.root, 'dist', version);
  await pack(machine, { dist: resolve(dist), out: resolve(out) });
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
