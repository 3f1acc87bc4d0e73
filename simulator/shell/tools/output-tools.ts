import { decodeText, encodeText } from '../byte-stream.ts';
import { isRefusal } from '../errno.ts';
import { type Program, type ProgramProcess, UsageError } from '../program.ts';
import { forEachInput, splitLines } from './inputs.ts';
import { parseOptions } from './options.ts';

/** `cat [FILE…]`, passing bytes on as they come. */
export const cat: Program = (process) => {
  const options = parseOptions(process, { letters: 'etuv' });
  return forEachInput(process, options.operands, async (reader) => {
    for (let bytes = await reader.read(); bytes !== null; bytes = await reader.read()) await process.write(bytes);
  });
};

/** `tac`: lines in reverse order. */
export const tac: Program = (process) =>
  forEachInput(process, process.args, async (reader) => {
    for (const line of splitLines(decodeText(await reader.readAll())).toReversed()) await process.print(`${line}\n`);
  });

/** `rev`: each line backwards. */
export const rev: Program = (process) =>
  forEachInput(process, process.args, async (reader) => {
    for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) {
      const text = decodeText(line);
      const hasNewline = text.endsWith('\n');
      const letters = Array.from(hasNewline ? text.slice(0, -1) : text).toReversed();
      await process.print(letters.join('') + (hasNewline ? '\n' : ''));
    }
  });

function headLimit(value: string | null, fallback: number): number {
  if (value === null) return fallback;
  const count = Number(value);
  if (!Number.isInteger(count)) throw new UsageError(`not integer: ${value}`);
  return count;
}

/** `-5` as short for `-n 5`. */
function withoutBareNumbers(process: ProgramProcess): ProgramProcess {
  const args = process.args.flatMap((word) => (/^-\d+$/u.test(word) ? ['-n', word.slice(1)] : [word]));
  return process.withArgs(args);
}

/** `head [-n LINES | -c BYTES] [FILE…]`; stops reading as soon as it has enough. */
export const head: Program = async (original) => {
  const process = withoutBareNumbers(original);
  const options = parseOptions(process, { letters: 'n:c:qv' });
  const bytes = options.value('c');
  const lines = headLimit(options.value('n'), 10);
  const isTitled = (options.operands.length > 1 && !options.has('q')) || options.has('v');
  let isFirst = true;
  return forEachInput(process, options.operands, async (reader, name) => {
    if (isTitled) await process.print(`${isFirst ? '' : '\n'}==> ${name} <==\n`);
    isFirst = false;
    if (bytes !== null) {
      await process.write(await reader.readExactly(headLimit(bytes, 0)));
      return;
    }
    for (let count = 0; count < lines; count += 1) {
      const line = await reader.readLine();
      if (line === null) return;
      await process.write(line);
    }
  });
};

/** `tail [-n [+]LINES | -c [+]BYTES] [FILE…]`. */
export const tail: Program = async (original) => {
  const process = withoutBareNumbers(original);
  const options = parseOptions(process, { letters: 'n:c:fF' });
  const limit = options.value('c') ?? options.value('n') ?? '10';
  const count = Math.abs(headLimit(limit.replace('+', ''), 10));
  const isFromStart = limit.startsWith('+');
  return forEachInput(process, options.operands, async (reader) => {
    const whole = await reader.readAll();
    if (options.value('c') !== null) {
      await process.write(whole.subarray(isFromStart ? count - 1 : Math.max(0, whole.length - count)));
      return;
    }
    const text = decodeText(whole);
    const lines = splitLines(text);
    const kept = isFromStart ? lines.slice(Math.max(0, count - 1)) : lines.slice(Math.max(0, lines.length - count));
    if (kept.length > 0) await process.print(kept.join('\n') + (text.endsWith('\n') ? '\n' : ''));
  });
};

/** `tee [-a] [FILE…]`. */
export const tee: Program = async (process) => {
  const options = parseOptions(process, { letters: 'ai' });
  const files = options.operands.map((name) => process.path(name));
  let status = 0;
  for (const [index, path] of files.entries()) {
    const refusal = process.files.write(path, new Uint8Array(), { isAppending: options.has('a') });
    if (refusal !== null) status = await process.failOnFile(options.operands[index] ?? path, refusal.errno);
  }
  for (let bytes = await process.stdin.read(); bytes !== null; bytes = await process.stdin.read()) {
    await process.write(bytes);
    for (const path of files) process.files.write(path, bytes, { isAppending: true });
  }
  return status;
};

/** `dd if=… of=… bs=… count=… skip=…`. */
export const dd: Program = async (process) => {
  const values = new Map(
    process.args.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const blockSize = parseSize(values.get('bs') ?? '512');
  const count = values.get('count');
  const input = values.get('if');
  const source = input === undefined ? await process.stdin.readAll() : process.files.read(process.path(input));
  if (isRefusal(source)) return process.failOnFile(input ?? '', source.errno);
  const start = blockSize * Number(values.get('skip') ?? '0');
  const bytes = source.subarray(start, count === undefined ? source.length : start + blockSize * Number(count));
  const output = values.get('of');
  if (output === undefined) await process.write(bytes);
  else {
    const refusal = process.files.write(process.path(output), bytes);
    if (refusal !== null) return process.failOnFile(output, refusal.errno);
  }
  const full = Math.floor(bytes.length / blockSize);
  const partial = bytes.length % blockSize === 0 ? 0 : 1;
  const records = `${full}+${partial} records`;
  await process.printError(`${records} in\n${records} out\n${bytes.length} bytes copied, 0.001 s, 1.0 M/s\n`);
  return 0;
};

/** A number with toybox's unit letters: `4k`, `1M`. */
export function parseSize(text: string): number {
  const match = /^(\d+)([ckmgKMG]?)/u.exec(text);
  const units: Readonly<Record<string, number>> = { '': 1, c: 1, k: 1024, m: 1_048_576, g: 1_073_741_824 };
  return Number(match?.[1] ?? '0') * (units[(match?.[2] ?? '').toLowerCase()] ?? 1);
}

/** `yes [TEXT]`, until nobody reads. */
export const yes: Program = async (process) => {
  const line = encodeText(`${process.args.length === 0 ? 'y' : process.args.join(' ')}\n`);
  for (;;) {
    await process.write(line);
    await process.wait(1);
  }
};

/** `split [-l LINES | -b BYTES] [-a LENGTH] [FILE [PREFIX]]`: pieces named `xaa`, `xab` … */
export const split: Program = async (process) => {
  const options = parseOptions(process, { letters: 'l:b:a:' });
  const [name = '-', prefix = 'x'] = options.operands;
  const source = name === '-' ? await process.stdin.readAll() : process.files.read(process.path(name));
  if (isRefusal(source)) return process.failOnFile(name, source.errno);
  const length = Number(options.value('a') ?? '2');
  for (const [index, piece] of cutPieces(source, options.value('b'), Number(options.value('l') ?? '1000')).entries()) {
    const suffix = Array.from({ length }, (_, place) =>
      'abcdefghijklmnopqrstuvwxyz'.charAt(Math.floor(index / 26 ** (length - 1 - place)) % 26),
    );
    const refusal = process.files.write(process.path(prefix + suffix.join('')), piece);
    if (refusal !== null) return process.failOnFile(prefix, refusal.errno);
  }
  return 0;
};

function cutPieces(source: Uint8Array, bytes: string | null, lines: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  if (bytes !== null) {
    const size = Math.max(1, parseSize(bytes));
    for (let at = 0; at < source.length; at += size) pieces.push(source.subarray(at, at + size));
    return pieces;
  }
  let start = 0;
  while (start < source.length) {
    let end = start;
    for (let count = 0; count < lines && end < source.length; count += 1) {
      const newline = source.indexOf(0x0a, end);
      end = newline < 0 ? source.length : newline + 1;
    }
    pieces.push(source.subarray(start, end));
    start = end;
  }
  return pieces;
}
