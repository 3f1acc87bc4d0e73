import { type ProgramProcess, UsageError } from '../program.ts';

/** The options of a command line, in the manner of toybox. */
export interface ParsedOptions {
  has(letter: string): boolean;
  /** The value of an option that takes one; the last wins. */
  value(letter: string): string | null;
  /** All values of an option that may be given several times. */
  values(letter: string): readonly string[];
  readonly operands: readonly string[];
}

export interface OptionSpec {
  /** Letters of options; a colon after one says that it takes a value, as in `n:c:q`. */
  readonly letters: string;
  /** Options end at the first operand (`xargs`, `env`, `timeout`). */
  readonly stopsAtOperand?: boolean;
  /** Long names and the letters they stand for. */
  readonly long?: Readonly<Record<string, string>>;
}

/** Splits arguments into options and operands. Throws {@link UsageError} on an option that does not exist. */
export function parseOptions(process: ProgramProcess, spec: OptionSpec): ParsedOptions {
  const found = new Map<string, string[]>();
  const operands: string[] = [];
  const rest = [...process.args];
  const note = (letter: string, value: string): void => {
    found.set(letter, [...(found.get(letter) ?? []), value]);
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') operands.push(...rest.splice(0));
    else if (word.startsWith('--')) noteLong(word.slice(2), spec, { rest, note });
    else if (word.startsWith('-') && word.length > 1) noteLetters(word.slice(1), spec, { rest, note });
    else if (spec.stopsAtOperand === true) operands.push(word, ...rest.splice(0));
    else operands.push(word);
  }
  return {
    has: (letter) => found.has(letter),
    value: (letter) => found.get(letter)?.at(-1) ?? null,
    values: (letter) => found.get(letter) ?? [],
    operands,
  };
}

interface Notes {
  readonly rest: string[];
  readonly note: (letter: string, value: string) => void;
}

function unknownOption(option: string): UsageError {
  return new UsageError(`Unknown option '${option}'`, { mentionsHelp: true });
}

function noteLong(word: string, spec: OptionSpec, { rest, note }: Notes): void {
  const at = word.indexOf('=');
  const name = at < 0 ? word : word.slice(0, at);
  const letter = spec.long?.[name];
  if (letter === undefined) throw unknownOption(name);
  const takesValue = spec.letters.includes(`${letter}:`);
  note(letter, at >= 0 ? word.slice(at + 1) : takesValue ? (rest.shift() ?? '') : '');
}

function noteLetters(letters: string, spec: OptionSpec, { rest, note }: Notes): void {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    const place = spec.letters.indexOf(letter);
    if (place < 0 || letter === ':') throw unknownOption(letter);
    if (spec.letters.charAt(place + 1) !== ':') {
      note(letter, '');
      continue;
    }
    const attached = letters.slice(at + 1);
    const value = attached === '' ? rest.shift() : attached;
    if (value === undefined) throw new UsageError(`Missing argument to -${letter}`);
    note(letter, value);
    return;
  }
}
