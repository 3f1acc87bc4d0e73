import { ByteReader, decodeText } from '../byte-stream.ts';
import { describeErrno, isRefusal } from '../errno.ts';
import { type Program, type ProgramProcess, UsageError } from '../program.ts';
import { type ParsedOptions, parseOptions } from './options.ts';

interface Search {
  readonly process: ProgramProcess;
  readonly options: ParsedOptions;
  readonly matcher: RegExp;
  readonly showsNames: boolean;
}

/** `grep`, `egrep`, `fgrep`: basic and extended expressions, reading line by line as the input comes. */
export const grep: Program = async (process) => {
  const options = parseOptions(process, {
    letters: 'EFinvclLqorRhHwxsabe:f:m:A:B:C:z',
    long: { color: 'a', 'line-buffered': 'b', include: 'z' },
  });
  const operands = [...options.operands];
  const patterns = options.values('e').length > 0 ? options.values('e') : [operands.shift()];
  if (patterns[0] === undefined) throw new UsageError('no REGEX');
  const isRecursive = options.has('r') || options.has('R');
  const names = operands.length === 0 ? [isRecursive ? '.' : '-'] : operands;
  const search: Search = {
    process,
    options,
    matcher: buildMatcher(
      patterns.filter((text) => text !== undefined),
      options,
      process.name,
    ),
    showsNames: options.has('H') || ((names.length > 1 || isRecursive) && !options.has('h')),
  };
  let hasFound = false;
  let hasFailed = false;
  for (const name of names) {
    const outcome = await searchPath(search, name, isRecursive);
    hasFound = hasFound || outcome === 'found';
    hasFailed = hasFailed || outcome === 'failed';
    if (hasFound && options.has('q')) return 0;
  }
  if (hasFailed) return 2;
  return hasFound ? 0 : 1;
};

type Outcome = 'found' | 'nothing' | 'failed';

async function searchPath(search: Search, name: string, isRecursive: boolean): Promise<Outcome> {
  const { process, options } = search;
  if (name === '-') return searchReader(search, process.stdin, '(standard input)');
  const node = process.files.stat(process.path(name));
  if (!isRefusal(node) && node.kind === 'directory' && isRecursive) return searchFolder(search, name);
  const bytes = process.files.read(process.path(name));
  if (!isRefusal(bytes)) return searchReader(search, ByteReader.ofBytes(bytes), name);
  if (!options.has('s')) await process.printError(`${process.name}: ${name}: ${describeErrno(bytes.errno)}\n`);
  return 'failed';
}

async function searchFolder(search: Search, name: string): Promise<Outcome> {
  const entries = search.process.files.list(search.process.path(name));
  if (isRefusal(entries)) return 'failed';
  let outcome: Outcome = 'nothing';
  for (const [child] of entries) {
    if ((await searchPath(search, `${name === '/' ? '' : name}/${child}`, true)) === 'found') outcome = 'found';
  }
  return outcome;
}

async function searchReader(search: Search, reader: ByteReader, name: string): Promise<Outcome> {
  const { process, options, matcher } = search;
  const limit = Number(options.value('m') ?? Infinity);
  const context = new Context(search, name);
  let count = 0;
  let number = 0;
  for (let bytes = await reader.readLine(); bytes !== null && count < limit; bytes = await reader.readLine()) {
    number += 1;
    const text = decodeText(bytes).replace(/\n$/u, '');
    matcher.lastIndex = 0;
    const isHit = matcher.test(text) !== options.has('v');
    if (isHit) count += 1;
    if (isHit && options.has('q')) return 'found';
    if (isHit && (options.has('l') || options.has('L'))) break;
    if (!options.has('c') && !options.has('l') && !options.has('L')) await context.take(text, number, isHit);
  }
  if (options.has('l') && count > 0) await process.print(`${name}\n`);
  if (options.has('L') && count === 0) await process.print(`${name}\n`);
  if (options.has('c')) await process.print(`${search.showsNames ? `${name}:` : ''}${count}\n`);
  return count > 0 ? 'found' : 'nothing';
}

/** Prints hits, and the lines around them for `-A`, `-B` and `-C`. */
class Context {
  readonly #search: Search;
  readonly #name: string;
  readonly #before: number;
  readonly #after: number;
  #held: { readonly text: string; readonly number: number }[] = [];
  #afterLeft = 0;
  #lastPrinted = 0;

  constructor(search: Search, name: string) {
    const { options } = search;
    this.#search = search;
    this.#name = name;
    this.#before = Number(options.value('B') ?? options.value('C') ?? '0');
    this.#after = Number(options.value('A') ?? options.value('C') ?? '0');
  }

  async take(text: string, number: number, isHit: boolean): Promise<void> {
    if (isHit) {
      for (const line of this.#held) await this.#print(line.text, line.number, '-');
      this.#held = [];
      await this.#print(text, number, ':');
      this.#afterLeft = this.#after;
    } else if (this.#afterLeft > 0) {
      this.#afterLeft -= 1;
      await this.#print(text, number, '-');
    } else if (this.#before > 0) this.#held = [...this.#held, { text, number }].slice(-this.#before);
  }

  async #print(text: string, number: number, mark: string): Promise<void> {
    const { process, options, showsNames, matcher } = this.#search;
    const usesContext = this.#before > 0 || this.#after > 0;
    if (usesContext && this.#lastPrinted > 0 && number > this.#lastPrinted + 1) await process.print('--\n');
    this.#lastPrinted = number;
    const label = `${showsNames ? `${this.#name}${mark}` : ''}${options.has('n') ? `${number}${mark}` : ''}`;
    if (!options.has('o')) return process.print(`${label}${text}\n`);
    matcher.lastIndex = 0;
    for (const hit of text.matchAll(matcher)) if (hit[0] !== '') await process.print(`${label}${hit[0]}\n`);
  }
}

function buildMatcher(patterns: readonly string[], options: ParsedOptions, name: string): RegExp {
  const isFixed = options.has('F') || name === 'fgrep';
  const isExtended = options.has('E') || name === 'egrep';
  const sources = patterns
    .flatMap((text) => text.split('\n'))
    .map((text) => (isFixed ? text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`) : toSource(text, isExtended)));
  const joined = sources.map((source) => `(?:${source})`).join('|');
  const bounded = options.has('x') ? `^(?:${joined})$` : options.has('w') ? `\\b(?:${joined})\\b` : joined;
  try {
    return new RegExp(bounded, options.has('i') ? 'gi' : 'g');
  } catch {
    throw new UsageError(`bad REGEX '${patterns[0] ?? ''}'`);
  }
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: String.raw`\s`,
  blank: ' \\t',
  punct: String.raw`!-\/:-@\[-\x60{-~`,
  xdigit: '0-9A-Fa-f',
};

/** A POSIX expression as one of JavaScript: in basic ones `\(`, `\{`, `\|`, `\+`, `\?` are the operators. */
export function toSource(text: string, isExtended: boolean): string {
  return text.replaceAll(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|\\[\s\S]|[(){}|+?]|^\*/gu, (token) => {
    if (token.startsWith('[')) {
      return token.replaceAll('\\', '\\\\').replaceAll(/\[:(\w+):\]/gu, (_all, name: string) => classes[name] ?? '');
    }
    if (token === '*') return String.raw`\*`;
    if (token.length === 1) return isExtended ? token : `\\${token}`;
    const letter = token.charAt(1);
    if (/[(){}|+?]/u.test(letter)) return isExtended ? token : letter;
    if (letter === '<' || letter === '>') return String.raw`\b`;
    return /[a-zA-Z0-9]/u.test(letter) && !/[bBwWsSdD1-9]/u.test(letter) ? letter : token;
  });
}
