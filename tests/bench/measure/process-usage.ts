import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as `/proc` tells it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly commandLine: readonly string[];
  /** The file it runs. */
  readonly executable: string;
}

/**
 * Time on a core of a process since it began, in milliseconds: the sum over its threads, from
 * `/proc/PID/task/TID/schedstat` (nanoseconds; kernel documentation, sched-stats). Linux only.
 */
export function readCpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => sum + readThreadNs(`${tasks}/${task}`), 0) / 1e6;
}

/** Proportional set size in MB (10⁶ bytes): memory, with shared pages counted by share. Linux only. */
export function readPssMb(pid: number): number {
  return readRollup(pid, 'Pss');
}

/** Resident set size in MB (10⁶ bytes). Linux only. */
export function readRssMb(pid: number): number {
  return readRollup(pid, 'Rss');
}

/** The process and everything that it started, in no order. Linux only. */
export function listTree(rootPid: number): readonly ProcessEntry[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((entry) => entry !== null);
  const tree = all.filter(({ pid }) => pid === rootPid);
  for (const member of tree) tree.push(...all.filter(({ parentPid }) => parentPid === member.pid));
  return tree;
}

/** Time on a core of all children that have ended and were waited for, in milliseconds, to the kernel's 10 ms. */
export function readEndedChildrenCpuMs(): number {
  const fields = statFields(process.pid);
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}

/** `CLK_TCK` is 100 on every Linux that Node runs on. */
const tickMs = 10;

/** A thread that ended between listing and reading has no time to tell. */
function readThreadNs(folder: string): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
  } catch (failure) {
    if (isGone(failure)) return 0;
    throw failure;
  }
}

function readRollup(pid: number, field: 'Pss' | 'Rss'): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${field} in smaps_rollup of ${pid}`);
  return (Number(found) * 1024) / 1e6;
}

function readProcess(pid: number): ProcessEntry | null {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { pid, parentPid: Number(statFields(pid)[1]), commandLine, executable: readlinkSync(`/proc/${pid}/exe`) };
  } catch (failure) {
    if (isGone(failure)) return null;
    throw failure;
  }
}

/** What follows the name in brackets, which may itself hold spaces and brackets: state, parent, … (proc(5)). */
function statFields(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** It ended meanwhile, or it is a thread of the kernel, or another user's. */
function isGone(failure: unknown): boolean {
  const code = failure instanceof Error && 'code' in failure ? failure.code : null;
  return code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM';
}
