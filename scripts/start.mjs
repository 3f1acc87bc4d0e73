import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { prerequisites, provideAll } from './bootstrap/bootstrap.mjs';
import { stopOnSignals } from './bootstrap/children.mjs';
import { findOwnDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { reasonOf } from './bootstrap/download.mjs';
import { readElectron } from './bootstrap/electron.mjs';
import { readMachine } from './bootstrap/machine.mjs';
import { Progress } from './bootstrap/progress.mjs';
import { buildApp } from './launch/build.mjs';
import { ElectronLog } from './launch/electron-log.mjs';
import { runEnvironment } from './launch/environment.mjs';
import { electronArguments, parseStartFlags, usage } from './launch/flags.mjs';
import { endLeftovers, runMark } from './launch/leftovers.mjs';

/** @import { Display } from './bootstrap/display.mjs' */
/** @import { Machine } from './bootstrap/machine.mjs' */
/** @import { StartFlags } from './launch/flags.mjs' */

const onceLimitMs = 5 * 60_000;

/**
 * Sets the machine up, opens the console and stays until it has ended.
 *
 * @param {readonly string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function start(argv) {
  const flags = parseStartFlags(argv);
  if (flags.isHelp) {
    console.log(usage);
    return 0;
  }
  const mark = randomUUID();
  const machine = readMachine({ env: { ...process.env, [runMark]: mark }, adbPath: flags.adbPath });
  stopOnSignals(machine.children);
  const progress = new Progress();
  const isReady = await provideAll(prerequisites(machine, progress, { needsVirtualDisplay: false }), progress);
  if (!isReady) return 1;
  await progress.during({ zh: '构建', en: 'building' }, () => buildApp(machine));
  const display = (await findOwnDisplay(machine)) ?? (await startVirtualDisplay(machine));
  try {
    return await runConsole(machine, { flags, display });
  } finally {
    await display.close();
    await machine.children.stopAll();
    if (flags.isOnce) await reportLeftovers(mark, progress);
  }
}

/**
 * @param {Machine} machine
 * @param {{ flags: StartFlags, display: Display }} options
 * @returns {Promise<number>} the console's exit code
 */
async function runConsole(machine, { flags, display }) {
  const runtime = await readElectron(machine);
  if (runtime === null) throw new Error('Electron is missing');
  const { env, adbPath } = await runEnvironment(machine);
  const args = electronArguments({
    flags,
    adbPath,
    isFallback: runtime.isFallback,
    isRootOnLinux: machine.isRoot && machine.platform === 'linux',
    isVirtualDisplay: display.isVirtual,
    displayFlags: display.flags,
    root: machine.root,
  });
  const log = await ElectronLog.open(machine);
  const child = machine.children.start(runtime.executable, args, {
    cwd: machine.root,
    env: { ...env, ...display.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.pipe(process.stdout, { end: false });
  log.take(child.stderr);
  const timer = flags.isOnce ? setTimeout(() => void machine.children.stop(child), onceLimitMs) : undefined;
  await once(child, 'close');
  const { exitCode } = child;
  clearTimeout(timer);
  if (exitCode !== 0) {
    const lines = [...(await log.explain()), `! Electron ${exitCode ?? 'ended'}: ${log.file}`];
    process.stderr.write(`${lines.join('\n')}\n`);
  }
  return exitCode ?? 1;
}

/**
 * @param {string} mark
 * @param {Progress} progress
 */
async function reportLeftovers(mark, progress) {
  for (const command of await endLeftovers(mark)) {
    progress.warn({ zh: `仍在运行，已结束：${command}`, en: `was still running and has been ended: ${command}` });
  }
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`! ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
