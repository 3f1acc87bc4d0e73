import type { PictureLine } from '../engine/run-ports.ts';

/** Where on a picture the words that count stand. */
export interface PicturePlace {
  /** A pattern that one line must fit: the page's title. */
  readonly title: string;
  /** The words at the beginning of the line that counts. */
  readonly label: string;
}

/** What stands beside the label. `elsewhere`: it is no picture of that page; `unclear`: of the page, but not legible. */
export type PictureRow =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'elsewhere' };

/** How a text that was read from a picture stands to one that is known. */
export type Likeness = 'same' | 'unclear' | 'other';

const surelyRead = 0.75;
/** Lines that one sentence of a page goes over. */
const mostLines = 4;
const pictograph = /\p{Extended_Pictographic}/u;

/** Reads the row from the lines of a picture. */
export function readPictureRow(lines: readonly PictureLine[], { title, label }: PicturePlace): PictureRow {
  const pattern = new RegExp(title, 'u');
  const packed = lines.map(({ text, confidence }) => ({ text: packedOf(text), confidence }));
  if (!packed.some(({ text }) => pattern.test(text))) return { kind: 'elsewhere' };
  const row = packed.find(({ text }) => text.startsWith(packedOf(label)));
  if (row === undefined) return { kind: 'elsewhere' };
  const text = row.text.slice(packedOf(label).length);
  const isLegible = text !== '' && row.confidence >= surelyRead && !/(?:…|\.{2,})$/u.test(text);
  return isLegible ? { kind: 'text', text } : { kind: 'unclear' };
}

/**
 * Whether the last of the page's lines of that beginning says just this, as far as its closing mark. It may go on in the
 * next lines.
 * @param said how it reads up to what it is about, and what follows that
 */
export function saysLast(
  lines: readonly PictureLine[],
  said: { readonly start: string; readonly end: string },
  about: string,
): boolean {
  const packed = lines.map(({ text, confidence }) => ({ text: packedOf(text), confidence }));
  const first = packed.findLastIndex(({ text }) => text.startsWith(packedOf(said.start)));
  if (first < 0 || pictograph.test(about)) return false;
  const wanted = packedOf(`${said.start}${about}${said.end}`);
  let read = '';
  for (const { text, confidence } of packed.slice(first, first + mostLines)) {
    if (confidence < surelyRead) return false;
    read += text;
    if (read.length >= wanted.length) return read === wanted;
  }
  return false;
}

/**
 * Whether what was read is a known text. Reading loses spaces, which therefore count for nothing; it loses emoji too, and
 * takes marks and the size of letters for one another: where only those differ, it is not for a picture to say.
 */
export function compareRead(read: string, known: string): Likeness {
  if (packedOf(read) === packedOf(known) && !pictograph.test(known)) return 'same';
  return baredOf(read) === baredOf(known) || isCutOf(packedOf(read), packedOf(known)) ? 'unclear' : 'other';
}

/** The mark of a cut is read as a dot or two. */
function isCutOf(read: string, known: string): boolean {
  const stem = /^(.+?)[.…·。]+$/u.exec(read)?.[1];
  return stem !== undefined && stem.length < known.length && known.startsWith(stem);
}

/** Without spaces, full-width characters as plain ones, and marks that look alike as one. */
function packedOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/(?:[\s\u200B-\u200D]|\uFE0F)+/gu, '')
    .replaceAll(/[“”„″"]/gu, '"')
    .replaceAll(/[‘’′']/gu, "'")
    .replaceAll(/[‐‑–—-]/gu, '-')
    .replaceAll(/[·•・]/gu, '·');
}

/** Only letters and numbers of any script, full-width ones as plain ones. */
export function baredOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
