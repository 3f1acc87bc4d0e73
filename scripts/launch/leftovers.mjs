import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';

/** Marks every process of one run through its environment, which daemons keep when they leave their group. */
export const runMark = 'JIQUN_RUN';

const probeGapMs = 100;

/**
 * Finds processes of this run that are still alive. Linux only: elsewhere nothing tells, and the list is empty.
 *
 * @param {string} mark the value of JIQUN_RUN
 * @param {string} [processFolder]
 * @returns {Promise<readonly { pid: number, command: string }[]>}
 */
export async function findLeftovers(mark, processFolder = '/proc') {
  const names = await readdir(processFolder).catch(() => []);
  const pids = names.filter((name) => /^\d+$/u.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => readMarked(join(processFolder, String(pid)), pid, mark)));
  return found.filter((entry) => entry !== null);
}

/**
 * @param {string} folder
 * @param {number} pid
 * @param {string} mark
 * @returns {Promise<{ pid: number, command: string } | null>} null when it is another's, ours but ending, or gone
 */
async function readMarked(folder, pid, mark) {
  if (pid === process.pid) return null;
  try {
    const environment = await readFile(join(folder, 'environ'), 'utf8');
    if (!environment.split('\0').includes(`${runMark}=${mark}`)) return null;
    const command = await readFile(join(folder, 'cmdline'), 'utf8');
    return command === '' ? null : { pid, command: command.replaceAll('\0', ' ').trim() };
  } catch {
    return null;
  }
}

/**
 * Ends what is left of this run after it had time to end by itself.
 *
 * @param {string} mark
 * @param {number} [graceMs]
 * @returns {Promise<readonly string[]>} the commands that had to be ended
 */
export async function endLeftovers(mark, graceMs = 3000) {
  const deadline = performance.now() + graceMs;
  let left = await findLeftovers(mark);
  while (left.length > 0 && performance.now() < deadline) {
    await setTimeout(probeGapMs);
    left = await findLeftovers(mark);
  }
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
    }
  }
  return left.map(({ command }) => command);
}
