import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { readManifest } from '../bootstrap/manifest.mjs';

/**
 * Finds the packages that a built file still imports: bundling left them outside because they are native or loaded
 * lazily.
 *
 * @param {string} source
 * @returns {readonly string[]} names of packages, without Node's own modules and electron
 */
export function findExternals(source) {
  const forms = [
    /\bfrom\s*["']([^"'\n]+)["']/gu,
    /\bimport\s*["']([^"'\n]+)["']/gu,
    /\b(?:import|require(?:\$\d+)?(?:\.resolve)?)\s*\(\s*["']([^"'\n]+)["']\s*\)/gu,
  ];
  const specifiers = forms.flatMap((form) => [...source.matchAll(form)].map((match) => match[1] ?? ''));
  return [...new Set(specifiers.map((specifier) => packageOf(specifier)).filter((name) => name !== null))];
}

/**
 * @param {string} specifier
 * @returns {string | null} the package's name; null for a file, a module of Node's, or electron
 */
function packageOf(specifier) {
  const name = /^(@[a-z0-9][\w.-]*\/[\w.-]+|[a-z0-9][\w.-]*)(?:\/|$)/iu.exec(specifier)?.[1];
  if (name === undefined || name === 'electron' || specifier.startsWith('node:')) return null;
  return builtinModules.includes(name) ? null : name;
}

/**
 * The packages that the built app needs beside it.
 *
 * @param {string} root the project folder
 * @param {readonly string[]} folders with the built files of the main process
 * @returns {Promise<readonly string[]>} only such as the project's package.json names as dependencies: other names that
 * look like imports are text inside bundled libraries
 */
export async function readExternals(root, folders) {
  const { dependencies } = await readManifest(root);
  /** @type {Set<string>} */
  const names = new Set();
  for (const folder of folders) {
    for (const file of await readdir(folder, { recursive: true })) {
      if (!/\.[cm]?js$/u.test(file)) continue;
      for (const name of findExternals(await readFile(join(folder, file), 'utf8'))) names.add(name);
    }
  }
  return [...names].filter((name) => Object.hasOwn(dependencies, name)).toSorted();
}

/**
 * Follows the dependencies of packages through node_modules, nested ones included.
 *
 * @param {string} root
 * @param {readonly string[]} names
 * @returns {Promise<ReadonlyMap<string, string>>} folder below `root` -> version; optional ones that are not installed
 * are left out
 * @throws when one that is needed is not installed
 */
export async function followDependencies(root, names) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const queue = names.map((name) => ({ name, from: '', isOptional: false }));
  for (let wanted = queue.pop(); wanted !== undefined; wanted = queue.pop()) {
    const place = findPlace(root, wanted.name, wanted.from);
    if (place === null && wanted.isOptional) continue;
    if (place === null) throw new Error(`${wanted.name} is not installed`);
    if (found.has(place)) continue;
    const manifest = await readManifest(join(root, place));
    found.set(place, manifest.version);
    const optional = Object.keys(manifest.optionalDependencies);
    for (const name of Object.keys(manifest.dependencies)) {
      queue.push({ name, from: place, isOptional: optional.includes(name) });
    }
    for (const name of optional) queue.push({ name, from: place, isOptional: true });
  }
  return found;
}

/**
 * @param {string} root
 * @param {string} name
 * @param {string} from the package that asks, '' for the project
 * @returns {string | null} the nearest folder, as Node would find it
 */
function findPlace(root, name, from) {
  const inside = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (existsSync(join(root, inside, 'package.json'))) return inside;
  if (from === '') return null;
  const parent = from.lastIndexOf('/node_modules/');
  return findPlace(root, name, parent === -1 ? '' : from.slice(0, parent));
}
