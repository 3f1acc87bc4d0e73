import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A package.json as far as the scripts read it.
 *
 * @typedef {object} Manifest
 * @property {string} version
 * @property {Readonly<Record<string, string>>} dependencies
 * @property {Readonly<Record<string, string>>} optionalDependencies
 * @property {Readonly<Record<string, unknown>>} fields all of it
 */

/**
 * @param {string} folder
 * @returns {Promise<Manifest>}
 * @throws when there is none or it is not an object
 */
export async function readManifest(folder) {
  const file = join(folder, 'package.json');
  /** @type {unknown} */
  const value = JSON.parse(await readFile(file, 'utf8'));
  if (!isRecord(value)) throw new Error(`${file} is not a manifest`);
  const { version, dependencies, optionalDependencies } = value;
  return {
    version: typeof version === 'string' ? version : '',
    dependencies: readVersions(dependencies),
    optionalDependencies: readVersions(optionalDependencies),
    fields: value,
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, string>}
 */
function readVersions(value) {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, version]) => [name, String(version)]));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
