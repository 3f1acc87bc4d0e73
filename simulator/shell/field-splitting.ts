/**
 * A stretch of an expanded word. `quoted` text is taken as it is, `literal` text may hold pattern characters,
 * `expanded` text may also be split into fields, and a `boundary` ends a field (between the elements of `"$@"`).
 */
export type Piece =
  | { readonly kind: 'quoted' | 'literal' | 'expanded'; readonly text: string }
  | { readonly kind: 'boundary' };

/** One field: pieces that belong together, with their quoting. */
export type Field = readonly { readonly text: string; readonly isQuoted: boolean }[];

interface OpenField {
  pieces: { text: string; isQuoted: boolean }[];
  isOpen: boolean;
}

/** Splits the unquoted results of expansions at the characters of IFS, as POSIX says (XCU 2.6.5). */
export function splitFields(pieces: readonly Piece[], ifs: string): readonly Field[] {
  const fields: Field[] = [];
  const current: OpenField = { pieces: [], isOpen: false };
  const close = (): void => {
    if (current.isOpen) fields.push(current.pieces);
    current.pieces = [];
    current.isOpen = false;
  };
  for (const piece of pieces) {
    if (piece.kind === 'boundary') close();
    else if (piece.kind === 'expanded' && ifs !== '') splitExpanded(piece.text, ifs, current, close);
    else if (piece.text !== '' || piece.kind === 'quoted') {
      current.pieces.push({ text: piece.text, isQuoted: piece.kind === 'quoted' });
      current.isOpen = true;
    }
  }
  close();
  return fields;
}

function splitExpanded(text: string, ifs: string, current: OpenField, close: () => void): void {
  let wasSeparator = false;
  let pending = '';
  const flush = (): void => {
    if (pending === '') return;
    current.pieces.push({ text: pending, isQuoted: false });
    current.isOpen = true;
    pending = '';
  };
  for (const letter of text) {
    if (!ifs.includes(letter)) {
      pending += letter;
      wasSeparator = false;
      continue;
    }
    flush();
    if (/\s/u.test(letter)) close();
    else {
      if (wasSeparator || !current.isOpen) current.isOpen = true;
      close();
      wasSeparator = true;
    }
  }
  flush();
}

export function fieldText(field: Field): string {
  return field.map((piece) => piece.text).join('');
}
