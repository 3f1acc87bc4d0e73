import { delimiter, dirname } from 'node:path';
import { findAdb } from '../bootstrap/adb.mjs';
import { fontEnv } from '../bootstrap/fonts.mjs';
import { chooseNode } from '../bootstrap/node-runtime.mjs';
import { libraryEnv } from '../bootstrap/system-libraries.mjs';
import { compiledFolder } from './compiled.mjs';

/** @import { Machine } from '../bootstrap/machine.mjs' */

/**
 * The environment in which the console and its tests find what the bootstrap provided: Node and adb first on the PATH,
 * privately unpacked libraries and fonts.
 *
 * @param {Machine} machine
 * @returns {Promise<{ env: NodeJS.ProcessEnv, adbPath: string | null }>}
 */
export async function runEnvironment(machine) {
  const adb = await findAdb(machine);
  const adbPath = adb.isFound ? adb.detail : null;
  const folders = [dirname(chooseNode(machine)), ...(adbPath === null ? [] : [dirname(adbPath)])];
  const env = {
    ...machine.env,
    ...libraryEnv(machine),
    ...fontEnv(machine),
    ...(adbPath === null ? {} : { JIQUN_ADB: adbPath }),
    PATH: [...folders, machine.env['PATH'] ?? ''].join(delimiter),
  };
  return { env, adbPath };
}

/**
 * The same for what runs the project's TypeScript in Node itself. What Node strips of types is kept: otherwise every thread takes the
 * WebAssembly of the stripper up and puts it down again, and threads that come and go with it end the process now and then
 * (`jit_page.has_value()`, nodejs/node#64500).
 *
 * @param {Machine} machine
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function nodeEnvironment(machine) {
  const { env } = await runEnvironment(machine);
  return { ...env, NODE_COMPILE_CACHE: compiledFolder(machine) };
}
