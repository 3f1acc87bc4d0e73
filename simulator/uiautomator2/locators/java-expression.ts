import { WebDriverError } from '../web-driver-error.ts';

/** A value of the little Java that clients write in `-android uiautomator` selectors. */
export type JavaValue = string | number | boolean | JavaObject;

/** `new UiSelector().text("微信").instance(1)`: a class, its constructor's arguments, and the calls that follow. */
export interface JavaObject {
  readonly type: string;
  readonly args: readonly JavaValue[];
  readonly calls: readonly JavaCall[];
}

export interface JavaCall {
  readonly name: string;
  readonly args: readonly JavaValue[];
}

const tokenPattern =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign>[().,;]))/uy;

/** Reads one expression; a chain may leave out `new UiSelector()` in front. Throws `invalid selector`. */
export function parseJavaExpression(text: string): JavaObject {
  const reader = new TokenReader(text);
  const object = text.trimStart().startsWith('.')
    ? { type: 'UiSelector', args: [], calls: readCalls(reader) }
    : readObject(reader);
  if (reader.peek() === ';') reader.next();
  if (reader.peek() !== null) throw wrong(text);
  return object;
}

function readObject(reader: TokenReader): JavaObject {
  let type = reader.next();
  if (type === 'new') type = reader.next();
  return { type, args: readArguments(reader), calls: readCalls(reader) };
}

function readCalls(reader: TokenReader): JavaCall[] {
  const calls: JavaCall[] = [];
  while (reader.peek() === '.') {
    reader.next();
    const name = reader.next();
    calls.push({ name, args: readArguments(reader) });
  }
  return calls;
}

function readArguments(reader: TokenReader): JavaValue[] {
  const args: JavaValue[] = [];
  reader.expect('(');
  while (reader.peek() !== ')') {
    args.push(readValue(reader));
    if (reader.peek() === ',') reader.next();
    else break;
  }
  reader.expect(')');
  return args;
}

function readValue(reader: TokenReader): JavaValue {
  const token = reader.peek();
  if (token === null) throw reader.wrong();
  if (token.startsWith('"')) return unescape(reader.next().slice(1, -1));
  if (/^-?\d/u.test(token)) return Number(reader.next());
  if (token === 'true' || token === 'false') return reader.next() === 'true';
  return readObject(reader);
}

function unescape(text: string): string {
  const plain: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gu, (_, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (plain[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

class TokenReader {
  readonly #text: string;
  #at = 0;
  #ahead: string | null | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next token without taking it; null at the end. */
  peek(): string | null {
    this.#ahead ??= this.#read();
    return this.#ahead;
  }

  next(): string {
    const token = this.peek();
    if (token === null) throw this.wrong();
    this.#ahead = undefined;
    return token;
  }

  expect(sign: string): void {
    if (this.next() !== sign) throw this.wrong();
  }

  wrong(): WebDriverError {
    return wrong(this.#text);
  }

  #read(): string | null {
    if (this.#text.slice(this.#at).trim() === '') return null;
    tokenPattern.lastIndex = this.#at;
    const match = tokenPattern.exec(this.#text);
    if (match === null) throw this.wrong();
    this.#at = tokenPattern.lastIndex;
    return match[0].trim();
  }
}

function wrong(text: string): WebDriverError {
  return new WebDriverError('invalid selector', `Could not parse expression \`${text}\``);
}
