import type { PictureLine } from '../engine/run-ports.ts';

export interface PictureClaim {
  /** A pattern that one line must fit: the page's title. */
  readonly title: string;
  /** The words at the beginning of the line that counts. */
  readonly label: string;
  /** What must stand beside them. */
  readonly reads: string;
  /** What stood there before; null when it is not known. */
  readonly before: string | null;
}

const surelyRead = 0.75;

/**
 * Whether the lines read from a picture prove the claim. Reading loses spaces, emoji and closing quotes: words are compared
 * without them, and where the text before the act would then read the same, nothing is proven.
 */
export function isPictureProof(lines: readonly PictureLine[], { title, label, reads, before }: PictureClaim): boolean {
  const wanted = baredOf(reads);
  if (wanted === '' || (before !== null && baredOf(before) === wanted)) return false;
  const pattern = new RegExp(title, 'u');
  const isTitled = lines.some(({ text }) => pattern.test(text.replaceAll(/\s+/g, '')));
  const row = baredOf(label) + wanted;
  return isTitled && lines.some(({ text, confidence }) => confidence >= surelyRead && baredOf(text) === row);
}

/** Only letters and numbers of any script, full-width ones as plain ones. */
export function baredOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
