import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startVirtualDisplay } from '../bootstrap/display.mjs';
import { reasonOf } from '../bootstrap/download.mjs';
import { chooseNode } from '../bootstrap/node-runtime.mjs';
import { buildApp } from '../launch/build.mjs';
import { countShow, countVitest, countWhole } from './counts.mjs';

/** @import { Counts } from './counts.mjs' */
/** @import { Machine } from '../bootstrap/machine.mjs' */

/**
 * One part of the checks; `run` never rejects. `isFast` ones make up `npm run check`.
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {boolean} isFast
 * @property {(machine: Machine) => Promise<Counts>} run
 */

const minuteMs = 60_000;
const showScript = join('tests', 'show', 'run.ts');

/** @type {readonly Stage[]} */
const fastStages = [
  tool('typecheck', ['typescript', 'bin', 'tsc'], ['-p', '.']),
  tool('typecheck renderer', ['typescript', 'bin', 'tsc'], ['-p', 'renderer']),
  tool('lint', ['oxlint', 'bin', 'oxlint'], ['.']),
  tool('format', ['oxfmt', 'bin', 'oxfmt'], ['--check', '.']),
];

/** @type {readonly Stage[]} */
export const stages = [
  ...fastStages,
  vitest('unit', 10 * minuteMs),
  vitest('integration', 20 * minuteMs),
  { name: 'build', isFast: false, run: runBuild },
  { name: 'e2e', isFast: false, run: onVirtualDisplay(vitest('e2e', 20 * minuteMs)) },
  { name: 'show', isFast: false, run: onVirtualDisplay({ name: 'show', isFast: false, run: runShow }) },
];

/**
 * A stage that runs a program of a package and is one check.
 *
 * @param {string} name
 * @param {readonly string[]} place of the program below node_modules
 * @param {readonly string[]} args
 * @returns {Stage}
 */
function tool(name, place, args) {
  /** @param {Machine} machine */
  const run = async (machine) => {
    const program = join(machine.root, 'node_modules', ...place);
    const options = { timeoutMs: 5 * minuteMs, cwd: machine.root, env: machine.env, isShown: true };
    const done = await machine.children.run(chooseNode(machine), [program, ...args], options);
    return countWhole(done.isDone);
  };
  return { name, isFast: true, run };
}

/**
 * @param {string} project
 * @param {number} timeoutMs
 * @returns {Stage}
 */
function vitest(project, timeoutMs) {
  /** @param {Machine} machine */
  const run = async (machine) => {
    const report = join(machine.root, 'reports', `${project}.json`);
    await mkdir(join(machine.root, 'reports'), { recursive: true });
    await rm(report, { force: true });
    const program = join(machine.root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = [program, 'run', '--project', project, ...reporters];
    const options = { timeoutMs, cwd: machine.root, env: machine.env, isShown: true };
    const done = await machine.children.run(chooseNode(machine), args, options);
    if (done.problem !== '') console.log(done.problem);
    return countVitest(await readReport(report), done.isDone);
  };
  return { name: project, isFast: false, run };
}

/**
 * @param {string} file
 * @returns {Promise<unknown>} null when vitest wrote none
 */
async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {Machine} machine */
async function runBuild(machine) {
  try {
    await buildApp(machine, { isForced: true, isShown: true });
    return countWhole(true);
  } catch (error) {
    console.log(reasonOf(error));
    return countWhole(false);
  }
}

/** The same worlds each time, so that what one run found the next one finds again; by itself each line draws others. */
const showSeed = '41';

/**
 * The short forms of the figures that the product must show.
 *
 * @param {Machine} machine
 */
async function runShow(machine) {
  if (!existsSync(join(machine.root, showScript))) return { passed: 0, failed: 0, failures: [] };
  const args = [showScript, '--all', '--short', '--json', '--seed', showSeed];
  const options = { timeoutMs: 30 * minuteMs, cwd: machine.root, env: machine.env, isShown: true };
  const done = await machine.children.run(chooseNode(machine), args, options);
  return countShow(done.stdout, done.isDone);
}

/**
 * Runs a stage under a virtual display of its own on Linux, so that no window appears on the desk.
 *
 * @param {Stage} stage
 * @returns {Stage['run']}
 */
function onVirtualDisplay({ run }) {
  return async (machine) => {
    if (machine.platform !== 'linux') return run(machine);
    try {
      const display = await startVirtualDisplay(machine);
      try {
        return await run({ ...machine, env: { ...machine.env, ...display.env } });
      } finally {
        await display.close();
      }
    } catch (error) {
      console.log(reasonOf(error));
      return countWhole(false);
    }
  };
}
