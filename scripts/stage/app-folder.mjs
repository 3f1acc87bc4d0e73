import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../bootstrap/manifest.mjs';
import { replaceFolder } from '../bootstrap/temporary-folder.mjs';
import { fallbackSqliteVersions, stageFallbackSqlite } from './fallback-sqlite.mjs';
import { followDependencies, readExternals } from './externals.mjs';

/** @import { Machine } from '../bootstrap/machine.mjs' */
/** @import { ElectronRuntime } from '../bootstrap/electron.mjs' */

const keptFields = new Set(['name', 'productName', 'version', 'description', 'license', 'author', 'type', 'main']);

/**
 * Puts together what an Electron distribution runs: package.json, the built files, the resources, and those packages
 * that bundling left outside.
 *
 * @param {Machine} machine
 * @param {string} target replaced as a whole
 * @param {ElectronRuntime} runtime the fallback gets the better-sqlite3 that its Node can load
 * @returns {Promise<void>}
 * @throws when the project is not built or a package is missing
 */
export async function stageApp(machine, target, runtime) {
  const { root } = machine;
  const built = ['main', 'preload'].map((name) => join(root, 'out', name));
  if (!built.every((folder) => existsSync(folder))) throw new Error('the project is not built: npm run build');
  const externals = await readExternals(root, built);
  const places = await followDependencies(
    root,
    externals.filter((name) => !isReplaced(name, runtime)),
  );
  await replaceFolder(target, async (folder) => {
    for (const name of ['out', 'resources', 'LICENSE']) {
      if (existsSync(join(root, name)))
        await cp(join(root, name), join(folder, name), { recursive: true, filter: (file) => isNeeded(file) });
    }
    for (const place of places.keys()) {
      await cp(join(root, place), join(folder, place), { recursive: true, filter: (file) => isNeeded(file) });
    }
    const versions = Object.fromEntries([...places].map(([place, version]) => [place, version]));
    await writeManifest(root, folder, { externals, versions, runtime });
    if (!runtime.isFallback || runtime.betterSqliteNative === null) return;
    await stageFallbackSqlite(machine, runtime.betterSqliteNative, join(folder, 'node_modules'));
  });
}

/**
 * @param {string} name
 * @param {ElectronRuntime} runtime
 */
function isReplaced(name, runtime) {
  return runtime.isFallback && Object.hasOwn(fallbackSqliteVersions, name);
}

/**
 * Leaves out what only building needs.
 *
 * @param {string} file
 */
function isNeeded(file) {
  if (file.endsWith('.built') || /[/\\]better-sqlite3[/\\](?:deps|src)(?:[/\\]|$)/u.test(file)) return false;
  const runtime = /[/\\]onnxruntime-node[/\\]bin[/\\][^/\\]+[/\\]([^/\\]+)(?:[/\\]([^/\\]+))?/u.exec(file);
  // One runtime for each system and processor, a hundred megabytes together: this app runs on one of them.
  const [, system = process.platform, processor = process.arch] = runtime ?? [];
  return system === process.platform && processor === process.arch;
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {{ externals: readonly string[], versions: Readonly<Record<string, string>>, runtime: ElectronRuntime }} staged
 */
async function writeManifest(root, folder, { externals, versions, runtime }) {
  const { fields } = await readManifest(root);
  const dependencies = Object.fromEntries(
    externals.map((external) => [
      external,
      isReplaced(external, runtime) ? fallbackSqliteVersions[external] : versions[`node_modules/${external}`],
    ]),
  );
  const kept = Object.entries(fields).filter(([field]) => keptFields.has(field));
  const manifest = { ...Object.fromEntries(kept), dependencies };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
