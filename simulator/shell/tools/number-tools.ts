import { type Program, UsageError } from '../program.ts';
import { interpretEscapes } from '../text-escapes.ts';
import { toSource } from './grep-tool.ts';

/** `seq [-w] [-s SEPARATOR] [FIRST [STEP]] LAST`. */
export const seq: Program = async (process) => {
  const rest = [...process.args];
  let isPadded = false;
  let separator = '\n';
  while (rest[0] === '-w' || rest[0] === '-s') {
    if (rest.shift() === '-w') isPadded = true;
    else separator = rest.shift() ?? '';
  }
  const numbers = rest.map(Number);
  if (numbers.some(Number.isNaN) || numbers.length === 0)
    throw new UsageError('Needs 1 argument', { mentionsHelp: true });
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  const decimals = Math.max(0, ...rest.map((word) => word.split('.')[1]?.length ?? 0));
  const values: string[] = [];
  for (let index = 0; step > 0 ? first + index * step <= last : step < 0 && first + index * step >= last; index += 1) {
    values.push((first + index * step).toFixed(decimals));
  }
  const width = isPadded ? Math.max(0, ...values.map((value) => value.length)) : 0;
  if (values.length > 0) await process.print(`${values.map((value) => value.padStart(width, '0')).join(separator)}\n`);
  return 0;
};

/** `printf FORMAT [ARGUMENT…]`; the format is used again while arguments are left. */
export const printf: Program = async (process) => {
  const [format, ...args] = process.args;
  if (format === undefined) throw new UsageError('Needs 1 argument', { mentionsHelp: true });
  const queue = [...args];
  do {
    const before = queue.length;
    const { bytes, isCut } = formatOnce(format, queue);
    await process.write(bytes);
    if (isCut || queue.length === before) break;
  } while (queue.length > 0);
  return 0;
};

function formatOnce(format: string, queue: string[]): { readonly bytes: Uint8Array; readonly isCut: boolean } {
  const parts: Uint8Array[] = [];
  for (const token of format.matchAll(/%[-+ 0#]*(?:\*|\d*)(?:\.(?:\*|\d*))?[diouxXcsbeEfgG%]|[^%]+|%/gu)) {
    const text = token[0];
    if (text.startsWith('%') && text.length > 1) {
      const { bytes, isCut } = formatValue(text, queue);
      parts.push(bytes);
      if (isCut) return { bytes: Buffer.concat(parts), isCut };
    } else {
      const { bytes, isCut } = interpretEscapes(text, { octalNeedsZero: false });
      parts.push(bytes);
      if (isCut) return { bytes: Buffer.concat(parts), isCut };
    }
  }
  return { bytes: Buffer.concat(parts), isCut: false };
}

function formatValue(token: string, queue: string[]): { readonly bytes: Uint8Array; readonly isCut: boolean } {
  const match = /^%([-+ 0#]*)(\*|\d*)(?:\.(\*|\d*))?(.)$/u.exec(token);
  const [, flags = '', widthText = '', precisionText, kind = 's'] = match ?? [];
  if (kind === '%') return { bytes: Buffer.from('%'), isCut: false };
  const width = Number(widthText === '*' ? (queue.shift() ?? '0') : widthText);
  const precision =
    precisionText === undefined ? null : Number(precisionText === '*' ? (queue.shift() ?? '0') : precisionText);
  const value = queue.shift() ?? '';
  if (kind === 'b') return interpretEscapes(value, { octalNeedsZero: true });
  const text =
    kind === 's' || kind === 'c' ? formatText(value, kind, precision) : formatNumber(value, { kind, flags, precision });
  const padding = flags.includes('0') && !flags.includes('-') && kind !== 's' ? '0' : ' ';
  const isNegative = padding === '0' && text.startsWith('-');
  const padded = flags.includes('-')
    ? text.padEnd(width)
    : isNegative
      ? `-${text.slice(1).padStart(width - 1, '0')}`
      : text.padStart(width, padding);
  return { bytes: Buffer.from(padded), isCut: false };
}

function formatText(value: string, kind: string, precision: number | null): string {
  if (kind === 'c') return value.slice(0, 1);
  return precision === null ? value : value.slice(0, precision);
}

function formatNumber(
  text: string,
  how: { readonly kind: string; readonly flags: string; readonly precision: number | null },
): string {
  const value = parseNumber(text);
  const sign = how.flags.includes('+') && value >= 0 ? '+' : '';
  switch (how.kind) {
    case 'x':
      return `${how.flags.includes('#') ? '0x' : ''}${value.toString(16)}`;
    case 'X':
      return value.toString(16).toUpperCase();
    case 'o':
      return value.toString(8);
    case 'e':
      return value.toExponential(how.precision ?? 6).replace(/e([+-])(\d)$/u, 'e$10$2');
    case 'f':
    case 'g':
      return sign + (how.kind === 'f' ? value.toFixed(how.precision ?? 6) : String(value));
    default:
      return sign + String(Math.trunc(value)).padStart(how.precision ?? 0, '0');
  }
}

function parseNumber(text: string): number {
  if (/^["']/u.test(text)) return text.codePointAt(1) ?? 0;
  if (/^0[0-7]+$/u.test(text)) return Number.parseInt(text, 8);
  const value = Number(text === '' ? '0' : text);
  if (Number.isNaN(value)) throw new UsageError(`bad number '${text}'`);
  return value;
}

/** `expr EXPRESSION`: integers, comparisons, `:`, `length`, `substr`, `index`. */
export const expr: Program = async (process) => {
  const words = [...process.args];
  const value = parseExpression(words, 0);
  if (words.length > 0) throw new UsageError('syntax error');
  await process.print(`${value}\n`);
  return value === '' || value === '0' ? 1 : 0;
};

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

function parseExpression(words: string[], level: number): string {
  const operators = levels[level];
  if (operators === undefined) return parseOperand(words);
  let left = parseExpression(words, level + 1);
  for (let operator = words[0]; operator !== undefined && operators.includes(operator); operator = words[0]) {
    words.shift();
    left = applyOperator(operator, left, parseExpression(words, level + 1));
  }
  return left;
}

function parseOperand(words: string[]): string {
  const word = words.shift();
  if (word === undefined) throw new UsageError('syntax error');
  if (word === '(') {
    const inner = parseExpression(words, 0);
    if (words.shift() !== ')') throw new UsageError('syntax error');
    return inner;
  }
  if (word === 'length' && words.length > 0) return String(Array.from(words.shift() ?? '').length);
  if (word === 'substr' && words.length > 2) {
    const [text = '', start = '1', length = '0'] = words.splice(0, 3);
    return text.slice(Number(start) - 1, Number(start) - 1 + Number(length));
  }
  if (word === 'index' && words.length > 1) {
    const [text = '', letters = ''] = words.splice(0, 2);
    return String(Array.from(text).findIndex((letter) => letters.includes(letter)) + 1);
  }
  return word;
}

function isZero(text: string): boolean {
  return text === '' || text === '0';
}

function applyOperator(operator: string, left: string, right: string): string {
  switch (operator) {
    case '|':
      return isZero(left) ? right : left;
    case '&':
      return isZero(left) || isZero(right) ? '0' : left;
    case ':': {
      const match = new RegExp(`^(?:${toSource(right, false)})`, 'u').exec(left);
      if (right.includes(String.raw`\(`)) return match?.[1] ?? '';
      return String(match?.[0].length ?? 0);
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return String(calculate(operator, left, right));
    default:
      return compare(operator, left, right) ? '1' : '0';
  }
}

function calculate(operator: string, left: string, right: string): number {
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isInteger(a) || !Number.isInteger(b)) throw new UsageError('non-integer argument');
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (b === 0) throw new UsageError('division by zero');
  return operator === '/' ? Math.trunc(a / b) : a % b;
}

function compare(operator: string, left: string, right: string): boolean {
  const areNumbers = /^-?\d+$/u.test(left) && /^-?\d+$/u.test(right);
  const order = areNumbers ? Number(left) - Number(right) : left < right ? -1 : Number(left > right);
  switch (operator) {
    case '=':
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** `factor NUMBER…`. */
export const factor: Program = async (process) => {
  for (const word of process.args) {
    let rest = Number(word);
    const factors: number[] = [];
    for (let divisor = 2; divisor * divisor <= rest; divisor += 1) {
      for (; rest % divisor === 0; rest /= divisor) factors.push(divisor);
    }
    if (rest > 1) factors.push(rest);
    await process.print(`${word}: ${factors.join(' ')}\n`);
  }
  return 0;
};
