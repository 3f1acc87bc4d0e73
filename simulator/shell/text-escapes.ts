import { encodeText } from './byte-stream.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export interface EscapedText {
  readonly bytes: Uint8Array;
  /** `\c` was met: nothing more is to be printed, not even the newline. */
  readonly isCut: boolean;
}

/** Interprets backslash escapes as `echo` (octal with a leading 0) or `printf` (octal without) do. */
export function interpretEscapes(text: string, options: { readonly octalNeedsZero: boolean }): EscapedText {
  const octal = options.octalNeedsZero ? '0[0-7]{0,3}' : '0?[0-7]{1,3}';
  const escape = new RegExp(String.raw`\\(?:(${octal})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|(.))`, 'gsu');
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const match of text.matchAll(escape)) {
    parts.push(encodeText(text.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[4] === 'c') return { bytes: Buffer.concat(parts), isCut: true };
    parts.push(escapeBytes(match));
  }
  parts.push(encodeText(text.slice(at)));
  return { bytes: Buffer.concat(parts), isCut: false };
}

function escapeBytes(match: RegExpExecArray): Uint8Array {
  const [whole, octal, hex, unicode, letter] = match;
  if (octal !== undefined) return Uint8Array.of(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  if (unicode !== undefined) return encodeText(String.fromCodePoint(Number.parseInt(unicode, 16)));
  return encodeText(simple[letter ?? ''] ?? whole);
}
