import { decodeText } from '../byte-stream.ts';
import { isRefusal } from '../errno.ts';
import { joinPath } from '../file-tree.ts';
import { type Program, type ProgramProcess, UsageError } from '../program.ts';
import { parseOptions } from './options.ts';

const unitMs: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([smhd]?)$/u.exec(text);
  if (match === null) throw new UsageError(`Not a number '${text}'`);
  return Number(match[1]) * (unitMs[match[2] ?? ''] ?? 1000);
}

/** `sleep DURATION…` on the phone's clock. */
export const sleep: Program = async (process) => {
  if (process.args.length === 0) throw new UsageError('Needs 1 argument', { mentionsHelp: true });
  const total = process.args.map(parseDuration).reduce((sum, part) => sum + part, 0);
  await process.wait(total);
  return 0;
};

/** `usleep MICROSECONDS`. */
export const usleep: Program = async (process) => {
  await process.wait(Number(process.args[0] ?? '0') / 1000);
  return 0;
};

/** `timeout [-s SIGNAL] [-k DURATION] DURATION COMMAND…`: status 124 when the time is up. */
export const timeout: Program = async (process) => {
  const options = parseOptions(process, { letters: 's:k:vi', stopsAtOperand: true, long: { foreground: 'i' } });
  const [duration = '', ...command] = options.operands;
  const limit = new AbortController();
  const signal = AbortSignal.any([process.signal, limit.signal]);
  const cancel = process.clock.after(parseDuration(duration), () => limit.abort());
  try {
    return await process.surroundings.run(command, { signal });
  } catch (reason) {
    if (limit.signal.aborted && !process.signal.aborted) return 124;
    throw reason;
  } finally {
    cancel();
  }
};

/** `nohup`, `setsid`, `nice`, `ionice`: run the command as it is. */
export const runThrough: Program = (process) => {
  const options = parseOptions(process, { letters: 'n:c:p:dw', stopsAtOperand: true });
  return process.surroundings.run(options.operands);
};

/** `time COMMAND…`. */
export const time: Program = async (process) => {
  const startedAt = process.clock.now();
  const status = await process.surroundings.run(process.args);
  const seconds = ((process.clock.now() - startedAt) / 1000).toFixed(3);
  await process.printError(`\nreal\t${seconds}\nuser\t0.0010\nsys\t0.001\n`);
  return status;
};

/** `env [-i] [NAME=VALUE…] [COMMAND…]`. */
export const env: Program = async (process) => {
  const options = parseOptions(process, { letters: 'iu:0', stopsAtOperand: true });
  const environment = new Map(options.has('i') ? [] : process.surroundings.environment);
  for (const name of options.values('u')) environment.delete(name);
  const words = [...options.operands];
  for (let word = words[0]; word?.includes('=') === true; word = words[0]) {
    words.shift();
    environment.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  if (words.length > 0) return process.surroundings.run(words, { environment });
  await process.print([...environment].map(([name, value]) => `${name}=${value}\n`).join(''));
  return 0;
};

/** `printenv [NAME…]`. */
export const printenv: Program = async (process) => {
  const { environment } = process.surroundings;
  if (process.args.length === 0) {
    await process.print([...environment].map(([name, value]) => `${name}=${value}\n`).join(''));
    return 0;
  }
  const values = process.args.map((name) => environment.get(name)).filter((value) => value !== undefined);
  await process.print(values.map((value) => `${value}\n`).join(''));
  return values.length === process.args.length ? 0 : 1;
};

/** `which [-a] NAME…`. */
export const which: Program = async (process) => {
  let status = 0;
  for (const name of process.args.filter((word) => word !== '-a')) {
    const path = findInPath(process, name);
    if (path === null) status = 1;
    else await process.print(`${path}\n`);
  }
  return status;
};

function findInPath(process: ProgramProcess, name: string): string | null {
  const folders = (process.surroundings.environment.get('PATH') ?? '').split(':');
  const paths = folders.map((folder) => joinPath(folder, name));
  return paths.find((path) => !isRefusal(process.files.stat(path))) ?? null;
}

/** Splits input of `xargs`: at blanks with quotes, or at NUL. */
function splitItems(text: string, isZeroSeparated: boolean): string[] {
  if (isZeroSeparated) return text.split('\0').filter(Boolean);
  return Array.from(text.matchAll(/(?:"([^"]*)"|'([^']*)'|\\([\s\S])|([^\s"'\\]))+/gu), ([whole]) =>
    whole.replaceAll(
      /"([^"]*)"|'([^']*)'|\\([\s\S])/gu,
      (_all, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
    ),
  );
}

/** `xargs [-n COUNT] [-0] [-r] [COMMAND…]`; toybox has no `-I`. */
export const xargs: Program = async (process) => {
  const options = parseOptions(process, { letters: 'n:0rtps:E:o', stopsAtOperand: true });
  const text = decodeText(await process.stdin.readAll());
  const items = splitItems(text, options.has('0'));
  const command = options.operands.length === 0 ? ['echo'] : options.operands;
  if (items.length === 0 && options.has('r')) return 0;
  const size = Number(options.value('n') ?? Math.max(1, items.length));
  let status = 0;
  for (let at = 0; at === 0 || at < items.length; at += size) {
    const argv = [...command, ...items.slice(at, at + size)];
    if (options.has('t')) await process.printError(`${argv.join(' ')}\n`);
    const result = await process.surroundings.run(argv);
    if (result !== 0) status = result === 127 ? 127 : 123;
  }
  return status;
};

/** `mktemp [-d] [-p DIR] [TEMPLATE]` under `/data/local/tmp`. */
export const mktemp: Program = async (process) => {
  const options = parseOptions(process, { letters: 'dqup:t' });
  const template = options.operands[0] ?? 'tmp.XXXXXXXXXX';
  if (!template.endsWith('XXXXXX')) throw new UsageError(`need XXXXXX in ${template}`);
  const folder = options.value('p') ?? process.surroundings.environment.get('TMPDIR') ?? '/data/local/tmp';
  const isPath = template.includes('/');
  let serial = process.clock.now();
  for (;;) {
    const letters = (serial * 2_654_435_761).toString(36).padStart(10, 'a');
    const name = template.replace(/X+$/u, (run) => letters.slice(-run.length));
    const path = isPath ? process.path(name) : joinPath(folder, name);
    serial += 1;
    if (process.files.has(path)) continue;
    const refusal = options.has('u')
      ? null
      : options.has('d')
        ? process.files.makeDirectory(path, 0o700)
        : process.files.write(path, new Uint8Array(), { mode: 0o600 });
    if (refusal !== null) return process.failOnFile(path, refusal.errno);
    await process.print(`${path}\n`);
    return 0;
  }
};

/** `cmp [-s] FILE FILE`. */
export const cmp: Program = async (process) => {
  const options = parseOptions(process, { letters: 'sl' });
  const [first = '', second = ''] = options.operands;
  const left = process.files.read(process.path(first));
  const right = process.files.read(process.path(second));
  if (isRefusal(left)) return process.failOnFile(first, left.errno);
  if (isRefusal(right)) return process.failOnFile(second, right.errno);
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left[at] === right[at]) at += 1;
  if (at === length && left.length === right.length) return 0;
  if (options.has('s')) return 1;
  const line = decodeText(left.subarray(0, at)).split('\n').length;
  if (at < length) await process.print(`${first} ${second} differ: char ${at + 1}, line ${line}\n`);
  else await process.printError(`cmp: EOF on ${left.length < right.length ? first : second}\n`);
  return 1;
};
