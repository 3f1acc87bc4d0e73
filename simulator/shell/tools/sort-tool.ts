import type { Program } from '../program.ts';
import { printLines, readLines } from './inputs.ts';
import { type ParsedOptions, parseOptions } from './options.ts';

interface SortKey {
  readonly start: number;
  readonly end: number;
  readonly isNumeric: boolean;
  readonly isReversed: boolean;
}

/** `sort [-nrufgs] [-t X] [-k KEY] [-o FILE] [FILE…]`, bytewise as on a phone without locales. */
export const sort: Program = async (process) => {
  const options = parseOptions(process, { letters: 'nrufgsbdiMchVx:t:k:o:z' });
  const { lines, status } = await readLines(process, options.operands);
  const keys = options.values('k').map((text) => parseKey(text, options));
  const compareKeys = keys.map((key) => keyComparison(key, options.value('t')));
  const isNumeric = options.has('n') || options.has('g');
  const isIgnoringCase = options.has('f');
  const compare = (a: string, b: string): number => {
    for (const compareKey of compareKeys) {
      const order = compareKey(a, b);
      if (order !== 0) return order;
    }
    const order = keys.length > 0 ? 0 : compareTexts(a, b, isNumeric, isIgnoringCase);
    const settled = order === 0 && !options.has('s') && !options.has('u') ? compareTexts(a, b, false, false) : order;
    return options.has('r') ? -settled : settled;
  };
  const sorted = lines.toSorted(compare);
  const kept = options.has('u')
    ? sorted.filter((line, at) => at === 0 || compare(sorted[at - 1] ?? '', line) !== 0)
    : sorted;
  const output = options.value('o');
  if (output === null) await printLines(process, kept);
  else {
    const bytes = Buffer.from(kept.map((line) => `${line}\n`).join(''));
    const refusal = process.files.write(process.path(output), bytes);
    if (refusal !== null) return process.failOnFile(output, refusal.errno);
  }
  return status;
};

function parseKey(text: string, options: ParsedOptions): SortKey {
  const match = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?/u.exec(text);
  const flags = `${match?.[2] ?? ''}${match?.[4] ?? ''}`;
  return {
    start: Number(match?.[1] ?? '1'),
    end: match?.[3] === undefined ? Infinity : Number(match[3]),
    isNumeric: flags.includes('n') || options.has('n'),
    isReversed: flags.includes('r') !== (flags === '' && options.has('r')) || flags.includes('r'),
  };
}

function keyComparison(key: SortKey, separator: string | null): (a: string, b: string) => number {
  const fieldsOf = (line: string): string => {
    const fields = separator === null ? line.trim().split(/\s+/u) : line.split(separator);
    return fields.slice(key.start - 1, key.end).join(separator ?? ' ');
  };
  return (a, b) => {
    const order = compareTexts(fieldsOf(a), fieldsOf(b), key.isNumeric, false);
    return key.isReversed ? -order : order;
  };
}

function compareTexts(a: string, b: string, isNumeric: boolean, isIgnoringCase: boolean): number {
  if (isNumeric) return leadingNumber(a) - leadingNumber(b);
  const [left, right] = isIgnoringCase ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function leadingNumber(text: string): number {
  return Number(/^\s*([+-]?\d+(?:\.\d+)?)/u.exec(text)?.[1] ?? '0');
}
