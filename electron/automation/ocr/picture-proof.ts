import type { PictureLine } from '../engine/run-ports.ts';

/** Where on a picture the words that count stand. */
export interface PicturePlace {
  /** A pattern that one line must fit: the page's title. */
  readonly title: string;
  /** The words at the beginning of the line that counts. */
  readonly label: string;
}

/** What stands beside the label. `elsewhere`: it is no picture of that page; `unclear`: of the page, but not legible; `cut`: not all of it. */
export type PictureRow =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unclear' | 'cut' }
  | { readonly kind: 'elsewhere' };

/** How a text that was read from a picture stands to one that is known. */
export type Likeness = 'same' | 'unclear' | 'cut' | 'other';

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
  if (/(?:…|[.·]{2,})$/u.test(text)) return { kind: 'cut' };
  return text !== '' && row.confidence >= surelyRead ? { kind: 'text', text } : { kind: 'unclear' };
}

/** The number in the page's title; null where the title does not surely say one. */
export function readTitleNumber(lines: readonly PictureLine[], { title }: Pick<PicturePlace, 'title'>): number | null {
  const pattern = new RegExp(title, 'u');
  const sure = lines.filter(({ confidence }) => confidence >= surelyRead);
  const numbers = new Set(sure.flatMap(({ text }) => pattern.exec(packedOf(text))?.[1] ?? []));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? Number(only) : null;
}

/** A sentence of a page as it was read. `isClosed`: up to the mark that ends it, every line of it surely. */
export interface SaidText {
  readonly text: string;
  readonly isClosed: boolean;
}

/**
 * What the last sentence of that kind on a page is about; null where there is none. It may go on in the next lines. One
 * character may stand before its beginning, as the first one of a line is read badly; a quotation mark may not, since
 * then somebody else is spoken of.
 */
export function readSaid(
  lines: readonly PictureLine[],
  { start, end }: { readonly start: string; readonly end: string },
): SaidText | null {
  const packed = lines.map(({ text, confidence }) => ({ text: packedOf(text), confidence }));
  const beginning = packedOf(start);
  const first = packed.findLastIndex(({ text }) => {
    const at = text.indexOf(beginning);
    return at === 0 || (at === 1 && !text.startsWith('"'));
  });
  if (first < 0) return null;
  const said = packed.slice(first, first + mostLines);
  const whole = said.map(({ text }) => text).join('');
  const text = whole.slice(whole.indexOf(beginning) + beginning.length);
  const closedAt = text.indexOf(packedOf(end));
  const isSure = said.every(({ confidence }) => confidence >= surelyRead);
  return closedAt < 0 ? { text, isClosed: false } : { text: text.slice(0, closedAt), isClosed: isSure };
}

/** Whether what was read up to where it could not be told how it goes on may be a known text. */
export function mayBe({ text }: SaidText, known: string): boolean {
  return packedOf(text).startsWith(packedOf(known)) || compareRead(text, known) !== 'other';
}

/**
 * Whether what was read is a known text. Reading loses spaces, which therefore count for nothing; it loses emoji too, and
 * takes marks and the size of letters for one another: where only those differ, it is not for a picture to say.
 */
export function compareRead(read: string, known: string): Likeness {
  if (packedOf(read) === packedOf(known) && !pictograph.test(known)) return 'same';
  if (baredOf(read) === baredOf(known)) return 'unclear';
  return isCutOf(packedOf(read), packedOf(known)) ? 'cut' : 'other';
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
