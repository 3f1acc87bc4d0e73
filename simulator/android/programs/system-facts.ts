import { formatDate } from '../../shell/tools/date-tool.ts';
import { parseOptions } from '../../shell/tools/options.ts';
import { loadAverages, memoryUse } from '../kernel-files.ts';
import type { PhoneProgram } from '../phone-program.ts';

/** Groups of the user `shell` (AOSP `adb/daemon/main.cpp`). */
const shellGroups: readonly (readonly [number, string])[] = [
  [2000, 'shell'],
  [1004, 'input'],
  [1007, 'log'],
  [1011, 'adb'],
  [1015, 'sdcard_rw'],
  [1028, 'sdcard_r'],
  [3001, 'net_bt_admin'],
  [3002, 'net_bt'],
  [3003, 'inet'],
  [3006, 'net_bw_stats'],
  [3009, 'readproc'],
  [3011, 'uhid'],
];

/** `id [-u | -g | -G] [-n]`. */
export const id: PhoneProgram = async (process) => {
  const options = parseOptions(process, { letters: 'GguneZr' });
  const isNamed = options.has('n');
  if (options.has('u') || options.has('g')) await process.print(`${isNamed ? 'shell' : '2000'}\n`);
  else if (options.has('G'))
    await process.print(`${shellGroups.map(([number, name]) => (isNamed ? name : number)).join(' ')}\n`);
  else {
    const groups = shellGroups.map(([number, name]) => `${number}(${name})`).join(',');
    await process.print(`uid=2000(shell) gid=2000(shell) groups=${groups} context=u:r:shell:s0\n`);
  }
  return 0;
};

export const whoami: PhoneProgram = async (process) => {
  await process.print('shell\n');
  return 0;
};

export const hostname: PhoneProgram = async (process) => {
  await process.print('localhost\n');
  return 0;
};

/** `uname [-asnrvm]`. */
export const uname: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'asnrvmo' });
  const machine = phone.model.abiList.startsWith('arm64') ? 'aarch64' : 'armv8l';
  const built = `#1 SMP PREEMPT ${formatDate('%a %b %e %H:%M:%S CST %Y', { at: phone.model.android.builtAt, timeZone: 'Asia/Shanghai' })}`;
  const parts = [
    ['s', 'Linux'],
    ['n', 'localhost'],
    ['r', phone.model.kernel],
    ['v', built],
    ['m', machine],
  ] as const;
  const chosen = parts.filter(([letter]) => options.has('a') || options.has(letter));
  await process.print(`${(chosen.length === 0 ? [parts[0]] : chosen).map(([, text]) => text).join(' ')}\n`);
  return 0;
};

/** `uptime [-p]`; `-p` since Android 12. */
export const uptime: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'ps' });
  const minutes = Math.floor(phone.uptimeMs / 60_000);
  const [weeks, days] = [Math.floor(minutes / 10_080), Math.floor(minutes / 1440)];
  const hours = Math.floor(minutes / 60) % 24;
  if (options.has('p')) {
    await process.print(`up ${weeks} weeks, ${days % 7} days, ${hours} hours, ${minutes % 60} minutes\n`);
    return 0;
  }
  const moment = { at: phone.now(), timeZone: process.timeZone };
  if (options.has('s')) {
    await process.print(`${formatDate('%F %T', { ...moment, at: phone.now() - phone.uptimeMs })}\n`);
    return 0;
  }
  const dayText = days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : '';
  const clock = `${String(hours).padStart(days > 0 ? 2 : 1)}:${String(minutes % 60).padStart(2, '0')}`;
  const averages = loadAverages(phone).map((value) => value.toFixed(2));
  await process.print(
    ` ${formatDate('%T', moment)} up ${dayText}${clock},  0 users,  load average: ${averages.join(', ')}\n`,
  );
  return 0;
};

/** `free [-bkmgh]`. */
export const free: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'bkmgth' });
  const { totalKb, availableKb } = memoryUse(phone);
  const divisor = options.has('m') ? 1024 : options.has('g') ? 1_048_576 : options.has('k') ? 1 : 1 / 1024;
  const freeKb = Math.round(availableKb * 0.35);
  const row = (name: string, values: readonly number[]): string =>
    `${name.padEnd(8)}${values.map((value) => String(Math.floor(value / divisor)).padStart(12)).join('')}\n`;
  await process.print('                total        used        free      shared     buffers\n');
  await process.print(
    row('Mem:', [totalKb, totalKb - freeKb, freeKb, Math.round(totalKb * 0.005), Math.round(totalKb * 0.004)]),
  );
  await process.print(row('-/+ buffers/cache:', [totalKb - availableKb, availableKb]));
  await process.print(row('Swap:', [1_048_572, 316_668, 731_904]));
  return 0;
};

export const nproc: PhoneProgram = async (process, phone) => {
  await process.print(`${phone.processor.cores}\n`);
  return 0;
};

export const getenforce: PhoneProgram = async (process) => {
  await process.print('Enforcing\n');
  return 0;
};

/** `dmesg` is closed to `shell`. */
export const dmesg: PhoneProgram = (process) => process.fail('klogctl: Permission denied');

/** `run-as PACKAGE …`: shipped apps are not debuggable. */
export const runAs: PhoneProgram = async (process, phone) => {
  const name = process.args[0] ?? '';
  const text = phone.packages.has(name) ? `package not debuggable: ${name}` : `unknown package: ${name}`;
  return process.fail(text);
};
