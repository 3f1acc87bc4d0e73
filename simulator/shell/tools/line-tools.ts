import { decodeText } from '../byte-stream.ts';
import { type Program, UsageError } from '../program.ts';
import { forEachInput, printLines, readLines, splitLines } from './inputs.ts';
import { parseOptions } from './options.ts';

/** `wc [-lwcm] [FILE…]`: bare for one input, in columns for several numbers or files. */
export const wc: Program = async (process) => {
  const options = parseOptions(process, { letters: 'lwcm' });
  const letters = ['l', 'w', 'c', 'm'].filter((letter) => options.has(letter));
  const wanted = letters.length === 0 ? ['l', 'w', 'c'] : letters;
  const isAligned = options.operands.length > 1;
  const totals = new Map<string, number>();
  const format = (counts: ReadonlyMap<string, number>, name: string): string => {
    const columns = wanted.map((letter) => String(counts.get(letter) ?? 0).padStart(isAligned ? 7 : 0));
    return `${columns.join(' ')}${name === '-' ? '' : ` ${name}`}\n`;
  };
  const status = await forEachInput(process, options.operands, async (reader, name) => {
    const bytes = await reader.readAll();
    const text = decodeText(bytes);
    const counts = new Map([
      ['l', text.split('\n').length - 1],
      ['w', text.split(/\s+/u).filter(Boolean).length],
      ['c', bytes.length],
      ['m', Array.from(text).length],
    ]);
    for (const letter of wanted) totals.set(letter, (totals.get(letter) ?? 0) + (counts.get(letter) ?? 0));
    await process.print(format(counts, name));
  });
  if (options.operands.length > 1) await process.print(format(totals, 'total'));
  return status;
};

/** The 1-based positions of a list such as `1,3-5,7-`. */
function parseRanges(list: string): (position: number) => boolean {
  const ranges = list.split(',').map((part) => {
    const match = /^(\d*)(-?)(\d*)$/u.exec(part);
    if (match === null || part === '') throw new UsageError(`bad list '${list}'`);
    const start = match[1] === '' ? 1 : Number(match[1]);
    const end = match[2] === '' ? start : match[3] === '' ? Infinity : Number(match[3]);
    return { start, end };
  });
  return (position) => ranges.some(({ start, end }) => position >= start && position <= end);
}

/** `cut -c|-b|-f LIST [-d X] [-s] [FILE…]`. */
export const cut: Program = async (process) => {
  const options = parseOptions(process, { letters: 'c:b:f:d:snO:F:' });
  const list = options.value('c') ?? options.value('b') ?? options.value('f');
  if (list === null) throw new UsageError('need -cbf');
  const isWanted = parseRanges(list);
  const delimiter = options.value('d') ?? '\t';
  const { lines, status } = await readLines(process, options.operands);
  const result: string[] = [];
  for (const line of lines) {
    if (options.value('f') === null) {
      result.push(
        Array.from(line)
          .filter((_letter, index) => isWanted(index + 1))
          .join(''),
      );
    } else if (line.includes(delimiter)) {
      result.push(
        line
          .split(delimiter)
          .filter((_field, index) => isWanted(index + 1))
          .join(delimiter),
      );
    } else if (!options.has('s')) result.push(line);
  }
  await printLines(process, result);
  return status;
};

/** `uniq [-cdui] [FILE]`. */
export const uniq: Program = async (process) => {
  const options = parseOptions(process, { letters: 'cdui' });
  const { lines, status } = await readLines(process, options.operands.slice(0, 1));
  const runs: { line: string; count: number }[] = [];
  const normal = (line: string): string => (options.has('i') ? line.toLowerCase() : line);
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && normal(last.line) === normal(line)) last.count += 1;
    else runs.push({ line, count: 1 });
  }
  const kept = runs.filter(({ count }) => !(options.has('d') && count === 1) && !(options.has('u') && count > 1));
  await printLines(
    process,
    kept.map(({ line, count }) => (options.has('c') ? `${String(count).padStart(7)} ${line}` : line)),
  );
  return status;
};

/** `nl [FILE…]`: numbers in front of lines that are not empty. */
export const nl: Program = async (process) => {
  const options = parseOptions(process, { letters: 'b:n:s:w:v:E' });
  const { lines, status } = await readLines(process, options.operands);
  let number = 0;
  const result = lines.map((line) => {
    if (line === '' && options.value('b') !== 'a') return '';
    number += 1;
    return `${String(number).padStart(6)}\t${line}`;
  });
  await printLines(process, result);
  return status;
};

/** `paste [-s] [-d X] FILE…`. */
export const paste: Program = async (process) => {
  const options = parseOptions(process, { letters: 'sd:' });
  const delimiter = options.value('d') ?? '\t';
  const columns: (readonly string[])[] = [];
  const status = await forEachInput(process, options.operands, async (reader) => {
    columns.push(splitLines(decodeText(await reader.readAll())));
  });
  if (options.has('s')) {
    await printLines(
      process,
      columns.map((column) => column.join(delimiter)),
    );
    return status;
  }
  const rows = Math.max(0, ...columns.map((column) => column.length));
  const lines = Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? '').join(delimiter));
  await printLines(process, lines);
  return status;
};

/** Letters of a `tr` set: ranges, classes and escapes spelled out. */
function expandSet(set: string): string[] {
  const classes: Readonly<Record<string, string>> = {
    lower: 'a-z',
    upper: 'A-Z',
    digit: '0-9',
    alpha: 'A-Za-z',
    alnum: '0-9A-Za-z',
    space: ' \t\n\v\f\r',
    blank: ' \t',
    punct: '!-/:-@[-`{-~',
  };
  const plain = set
    .replaceAll(/\[:(\w+):\]/gu, (_all, name: string) => classes[name] ?? '')
    .replaceAll(/\\([ntr\\]|[0-7]{1,3})/gu, (_all, code: string) => {
      const named = { n: '\n', t: '\t', r: '\r', '\\': '\\' }[code];
      return named ?? String.fromCodePoint(Number.parseInt(code, 8));
    });
  return Array.from(plain.matchAll(/([\s\S])-([\s\S])|[\s\S]/gu)).flatMap(([whole, start, end]) => {
    if (start === undefined || end === undefined) return [whole];
    const first = start.codePointAt(0) ?? 0;
    const last = end.codePointAt(0) ?? 0;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => String.fromCodePoint(first + step));
  });
}

/** `tr [-cds] SET1 [SET2]`. */
export const tr: Program = async (process) => {
  const options = parseOptions(process, { letters: 'cCdst' });
  const from = expandSet(options.operands[0] ?? '');
  const to = expandSet(options.operands[1] ?? '');
  const isComplement = options.has('c') || options.has('C');
  const isIn = (letter: string): boolean => from.includes(letter) !== isComplement;
  const squeezed = new Set(options.operands.length > 1 ? to : from);
  let result = '';
  let last = '';
  for (const letter of decodeText(await process.stdin.readAll())) {
    if (options.has('d') && isIn(letter)) continue;
    const place = isComplement ? to.length - 1 : Math.min(from.indexOf(letter), to.length - 1);
    const changed = !options.has('d') && isIn(letter) && to.length > 0 ? (to[place] ?? letter) : letter;
    if (options.has('s') && changed === last && squeezed.has(changed)) continue;
    result += changed;
    last = changed;
  }
  await process.print(result);
  return 0;
};
