import { createHash } from 'node:crypto';
import { decodeText } from '../byte-stream.ts';
import type { Program } from '../program.ts';
import { forEachInput } from './inputs.ts';
import { parseOptions } from './options.ts';

/** `md5sum`, `sha1sum`, `sha256sum` …: digest, two spaces, name. */
export function hashTool(algorithm: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'): Program {
  return (process) => {
    const options = parseOptions(process, { letters: 'bcs' });
    return forEachInput(process, options.operands, async (reader, name) => {
      const digest = createHash(algorithm)
        .update(await reader.readAll())
        .digest('hex');
      await process.print(options.has('b') ? `${digest}\n` : `${digest}  ${name}\n`);
    });
  };
}

const bytesPerLine = 76;

/** `base64 [-d] [-w COLUMNS] [FILE]`. */
export const base64: Program = (process) => {
  const options = parseOptions(process, { letters: 'diw:' });
  const columns = Number(options.value('w') ?? bytesPerLine);
  return forEachInput(process, options.operands, async (reader) => {
    const bytes = await reader.readAll();
    if (options.has('d')) return process.write(Buffer.from(decodeText(bytes), 'base64'));
    const text = Buffer.from(bytes).toString('base64');
    const lines = columns === 0 ? [text] : (text.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? []);
    return process.print(lines.join('\n') + (columns === 0 ? '' : '\n'));
  });
};

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.';
}

/** `xxd [-p] [-l LENGTH] [FILE]`. */
export const xxd: Program = (process) => {
  const options = parseOptions(process, { letters: 'pl:c:g:s:ir' });
  return forEachInput(process, options.operands, async (reader) => {
    const whole = Buffer.from(await reader.readAll());
    const bytes = whole.subarray(0, Number(options.value('l') ?? whole.length));
    if (options.has('p')) {
      const lines = bytes.toString('hex').match(/.{1,60}/gu) ?? [];
      return process.print(lines.map((line) => `${line}\n`).join(''));
    }
    for (let at = 0; at < bytes.length; at += 16) {
      const row = bytes.subarray(at, at + 16);
      const pairs = (row.toString('hex').match(/.{1,4}/gu) ?? []).join(' ').padEnd(40);
      await process.print(`${at.toString(16).padStart(8, '0')}: ${pairs} ${Array.from(row, printable).join('')}\n`);
    }
    return undefined;
  });
};

const named: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

/** `od [-A BASE] [-t TYPE | -c | -x | -b] [FILE]` for the usual types. */
export const od: Program = (process) => {
  const options = parseOptions(process, { letters: 'A:t:cxbvN:j:w:' });
  const type =
    options.value('t') ?? (options.has('c') ? 'c' : options.has('b') ? 'o1' : options.has('x') ? 'x2' : 'o2');
  const base = options.value('A') ?? 'o';
  return forEachInput(process, options.operands, async (reader) => {
    const whole = Buffer.from(await reader.readAll());
    const bytes = whole.subarray(0, Number(options.value('N') ?? whole.length));
    const label = (at: number): string =>
      base === 'n' ? '' : at.toString(base === 'x' ? 16 : base === 'd' ? 10 : 8).padStart(7, '0');
    for (let at = 0; at < bytes.length; at += 16) {
      await process.print(`${label(at)}${odRow(bytes.subarray(at, at + 16), type)}\n`);
    }
    if (base !== 'n') await process.print(`${label(bytes.length)}\n`);
  });
};

function odRow(row: Buffer, type: string): string {
  if (type === 'c') return Array.from(row, (byte) => (named[byte] ?? odLetter(byte)).padStart(4)).join('');
  const radix = type.startsWith('x') ? 16 : type.startsWith('d') || type.startsWith('u') ? 10 : 8;
  const size = Number(type.slice(1) || '2');
  const digits = radix === 16 ? size * 2 : radix === 8 ? Math.ceil((size * 8) / 3) : 3;
  const cells: string[] = [];
  for (let at = 0; at < row.length; at += size) {
    const value = Array.from(row.subarray(at, at + size)).reduceRight((total, byte) => total * 256 + byte, 0);
    cells.push(` ${value.toString(radix).padStart(digits, radix === 10 ? ' ' : '0')}`);
  }
  return cells.join('');
}

function odLetter(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : byte.toString(8).padStart(3, '0');
}
