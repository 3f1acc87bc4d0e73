import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { findProgram } from './machine.mjs';

/** @import { Machine } from './machine.mjs' */

/**
 * How npm is run here without a shell: its own script through a Node, since `npm.cmd` cannot be started directly.
 *
 * @param {Machine} machine
 * @param {string} [nodePath] the Node to run it with; npm resolves other versions of packages under an older one
 * @returns {{ program: string, args: readonly string[] }}
 */
export function npmCommand(machine, nodePath = process.execPath) {
  const script = findNpmScript(machine);
  return script === null ? { program: 'npm', args: [] } : { program: nodePath, args: [script] };
}

/**
 * @param {Machine} machine
 * @returns {string | null}
 */
export function findNpmScript(machine) {
  const npm = findProgram(machine, 'npm');
  const folders = [process.execPath, ...(npm === null ? [] : [npm])].map((file) => dirname(file));
  const places = folders.flatMap((folder) => [
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ]);
  const asked = machine.env['npm_execpath'];
  if (asked?.endsWith('npm-cli.js') === true) places.unshift(asked);
  return places.find((place) => existsSync(place)) ?? null;
}
