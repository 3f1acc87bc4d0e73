import { canonicalForm, type KnownIdentifier } from './identifier.ts';

export interface Spelling {
  /** How the identifier may be written. */
  readonly written: string;
  /** What stands in its place. */
  readonly masked: string;
}

const shortestEncoded = 4;

/**
 * The ways in which one identifier is written elsewhere than where it was found: a hardware address without its colons,
 * a phone number with its country, anything in hexadecimal or base64. The mask is written the same way. Upper and lower
 * case are one.
 */
export function spellingsOf(identifier: KnownIdentifier, mask: string): Spelling[] {
  const { value } = identifier;
  const plain = [{ written: value, masked: mask }, ...ownSpellings(identifier, mask)];
  const encoded = value.length < shortestEncoded ? [] : plain.flatMap(encodedSpellings);
  const known = new Set<string>();
  return [...plain, ...encoded].filter(({ written }) => !known.has(written) && known.add(written));
}

function ownSpellings(identifier: KnownIdentifier, mask: string): Spelling[] {
  const written = canonicalForm(identifier);
  const masked = canonicalForm({ kind: identifier.kind, value: mask });
  switch (identifier.kind) {
    case 'mac':
      return [':', '-', ''].map((sign) => ({ written: joinBytes(written, sign), masked: joinBytes(masked, sign) }));
    case 'phone-number':
      return [{ written, masked }];
    case 'serial':
    case 'subscriber':
    case 'ip':
    case 'network-name':
    case 'account':
    case 'web-address':
    case 'free-text':
      return [];
  }
}

function joinBytes(hex: string, separator: string): string {
  return (hex.match(/../g) ?? []).join(separator);
}

function encodedSpellings({ written, masked }: Spelling): Spelling[] {
  const forms: readonly ((text: string) => string)[] = [
    (text) => Buffer.from(text).toString('base64'),
    (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
    (text) => Buffer.from(text).toString('base64url'),
    (text) => Buffer.from(text).toString('hex'),
    (text) => Buffer.from(text, 'utf16le').toString('hex'),
    encodeURIComponent,
  ];
  return forms.map((encode) => ({ written: encode(written), masked: encode(masked) }));
}
