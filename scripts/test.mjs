import process from 'node:process';
import { prerequisites, provideAll } from './bootstrap/bootstrap.mjs';
import { stopOnSignals } from './bootstrap/children.mjs';
import { reasonOf } from './bootstrap/download.mjs';
import { readMachine } from './bootstrap/machine.mjs';
import { Progress } from './bootstrap/progress.mjs';
import { countWhole } from './checks/counts.mjs';
import { stages } from './checks/stages.mjs';
import { formatSummary, sumCounts } from './checks/summary.mjs';
import { keepCompiled } from './launch/compiled.mjs';
import { nodeEnvironment } from './launch/environment.mjs';

/** @import { StageResult } from './checks/summary.mjs' */

/**
 * Sets the machine up and runs every check in order; one that fails does not keep the others from running.
 *
 * @param {readonly string[]} argv `--fast` for those without running the product, names for single stages
 * @returns {Promise<readonly StageResult[]>}
 */
async function runChecks(argv) {
  const machine = readMachine({ env: process.env });
  stopOnSignals(machine.children);
  const progress = new Progress((line) => console.log(line));
  const isFast = argv.includes('--fast');
  const names = argv.filter((argument) => !argument.startsWith('--'));
  const needed = prerequisites(machine, progress, { needsVirtualDisplay: true });
  const wanted = isFast ? needed.filter(({ id }) => id === 'node' || id === 'packages') : needed;
  const isReady = await provideAll(wanted, progress);
  /** @type {StageResult[]} */
  const results = [{ name: 'bootstrap', counts: countWhole(isReady), seconds: 0 }];
  if (!isReady) return results;
  const env = await nodeEnvironment(machine);
  await keepCompiled(machine, env);
  for (const { name, run } of stages.filter((stage) => isWanted(stage, { isFast, names }))) {
    console.log(`\n> ${name}`);
    const startedAt = performance.now();
    const counts = await run({ ...machine, env });
    results.push({ name, counts, seconds: (performance.now() - startedAt) / 1000 });
  }
  return results;
}

/**
 * @param {{ name: string, isFast: boolean }} stage
 * @param {{ isFast: boolean, names: readonly string[] }} asked
 */
function isWanted(stage, { isFast, names }) {
  return (!isFast || stage.isFast) && (names.length === 0 || names.includes(stage.name));
}

/** @type {readonly StageResult[]} */
let results = [];
try {
  results = await runChecks(process.argv.slice(2));
} catch (error) {
  console.log(reasonOf(error));
  results = [{ name: 'bootstrap', counts: countWhole(false), seconds: 0 }];
}
for (const line of ['', ...formatSummary(results)]) console.log(line);
process.exitCode = sumCounts(results).failed === 0 ? 0 : 1;
