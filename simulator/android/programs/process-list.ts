import { parseOptions } from '../../shell/tools/options.ts';
import type { PhoneProgram } from '../phone-program.ts';
import { type RunningProcess, runningProcesses } from '../running-processes.ts';

const androidO = 26;

type Column = readonly [name: string, width: number, value: (process: RunningProcess) => string];

const columns: readonly Column[] = [
  ['USER', -12, ({ user }) => user],
  ['PID', 6, ({ pid }) => String(pid)],
  ['PPID', 6, ({ parent }) => String(parent)],
  ['VSZ', 10, ({ vszKb }) => String(vszKb)],
  ['RSS', 6, ({ rssKb }) => String(rssKb)],
  ['WCHAN', -16, () => '0'],
  ['ADDR', 8, () => '0'],
  ['S', 1, () => 'S'],
  ['NAME', -1, ({ name }) => name],
];

const oldColumns: readonly Column[] = [
  ['USER', -9, ({ user }) => user],
  ['PID', -5, ({ pid }) => String(pid)],
  ['PPID', -5, ({ parent }) => String(parent)],
  ['VSIZE', -7, ({ vszKb }) => String(vszKb)],
  ['RSS', -7, ({ rssKb }) => String(rssKb)],
  ['WCHAN', 10, () => 'SyS_epoll_'],
  ['PC', 10, () => '7f9a0c11d8'],
  ['NAME', -1, ({ name }) => `S ${name}`],
];

const extraColumns: Readonly<Record<string, Column>> = {
  CMD: ['CMD', -27, ({ name }) => name],
  COMM: ['COMM', -15, ({ name }) => name],
  ARGS: ['ARGS', -27, ({ name }) => name],
  TID: ['TID', 6, ({ pid }) => String(pid)],
  UID: ['UID', -12, ({ user }) => user],
};

/** `ps [-A | -e] [-f] [-o COLUMNS] [-p PIDS]`; up to Android 7 it lists everything by itself, in other columns. */
export const ps: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'AadeflnTtwZMHo:O:p:u:k:P:s:g:G:U:' });
  const isOld = phone.sdk < androidO;
  const wanted = options.value('p')?.split(',').map(Number) ?? null;
  const names = options.value('o')?.split(',') ?? null;
  const isAll = isOld || options.has('A') || options.has('e') || options.has('a');
  const filter = isOld ? (options.operands[0] ?? null) : null;
  const shown = runningProcesses(phone).filter(({ pid, user, name }) => {
    if (filter !== null) return name.includes(filter);
    return wanted === null ? isAll || user === 'shell' : wanted.includes(pid);
  });
  const chosen = names === null ? (isOld ? oldColumns : columns) : names.map(findColumn);
  const known = chosen.filter((column) => column !== null);
  if (known.length < chosen.length) return process.fail(`bad -o '${options.value('o') ?? ''}'`);
  const header = known.map(([name, width]) => pad(name, width)).join(' ');
  const rows = shown.map((entry) => known.map(([, width, value]) => pad(value(entry), width)).join(' '));
  await process.print([header, ...rows].map((line) => `${line.trimEnd()}\n`).join(''));
  return 0;
};

function findColumn(name: string): Column | null {
  const label = name.toUpperCase().split('=')[0] ?? '';
  return columns.find(([column]) => column === label) ?? extraColumns[label] ?? null;
}

function pad(text: string, width: number): string {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

/** `pidof NAME…`. */
export const pidof: PhoneProgram = async (process, phone) => {
  const found = runningProcesses(phone).filter(({ name }) => process.args.includes(name));
  if (found.length === 0) return 1;
  await process.print(`${found.map(({ pid }) => pid).join(' ')}\n`);
  return 0;
};

/** `pgrep [-f] PATTERN`. */
export const pgrep: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'flLnovxu:' });
  const pattern = options.operands[0] ?? '';
  const found = runningProcesses(phone).filter(({ name }) => name.includes(pattern));
  await process.print(found.map(({ pid, name }) => (options.has('l') ? `${pid} ${name}\n` : `${pid}\n`)).join(''));
  return found.length > 0 ? 0 : 1;
};

/** `kill [-SIGNAL] PID…`: `shell` may not touch the processes of others. */
export const kill: PhoneProgram = async (process, phone) => {
  let status = 0;
  for (const word of process.args.filter((argument) => !argument.startsWith('-'))) {
    const target = runningProcesses(phone).find(({ pid }) => pid === Number(word));
    if (target?.user === 'shell') continue;
    status = await process.fail(`${word}: ${target === undefined ? 'No such process' : 'Operation not permitted'}`);
  }
  return status;
};
