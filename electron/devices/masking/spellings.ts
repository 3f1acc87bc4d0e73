import { canonicalForm, type KnownIdentifier } from './identifier.ts';

export interface Spelling {
  /** How the identifier may be written. */
  readonly written: string;
  /** What stands in its place. */
  readonly masked: string;
}

const shortestEncoded = 4;

/**
 * The ways in which one identifier is written in plain text: as it was found, a hardware address without its colons, a
 * phone number without its country, with the escapes of JSON and of wpa_supplicant. The mask is written the same way.
 */
export function plainSpellings(identifier: KnownIdentifier, mask: string): Spelling[] {
  const { value } = identifier;
  const plain = [{ written: value, masked: mask }, ...ownSpellings(identifier, mask)];
  const escaped = escapes.map((escape) => ({ written: escape(value), masked: escape(mask) }));
  return withoutTwins([...plain, ...escaped]);
}

/** The same in base64, hexadecimal and as part of a web address. Upper and lower case are one. */
export function encodedSpellings(identifier: KnownIdentifier, mask: string): Spelling[] {
  const { value, isPlainOnly = false } = identifier;
  if (isPlainOnly || value.length < shortestEncoded) return [];
  const plain = [{ written: value, masked: mask }, ...ownSpellings(identifier, mask)];
  const known = new Set(plain.map(({ written }) => written));
  return withoutTwins(plain.flatMap(encode)).filter(({ written }) => !known.has(written));
}

function ownSpellings(identifier: KnownIdentifier, mask: string): Spelling[] {
  const written = canonicalForm(identifier);
  const masked = canonicalForm({ kind: identifier.kind, value: mask });
  switch (identifier.kind) {
    case 'mac':
      return [':', '-', ''].map((sign) => ({ written: joinBytes(written, sign), masked: joinBytes(masked, sign) }));
    case 'phone-number':
    case 'subscriber':
      return [{ written, masked }];
    case 'serial':
    case 'ip':
    case 'network-name':
    case 'device-name':
    case 'account':
    case 'web-address':
    case 'place':
    case 'free-text':
      return [];
  }
}

const escapes: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.replaceAll(/[^ -~]/g, (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) =>
    text.replaceAll(/[^ -~]+/gu, (signs) =>
      Buffer.from(signs)
        .toString('hex')
        .replaceAll(/../g, String.raw`\x$&`),
    ),
];

function joinBytes(hex: string, separator: string): string {
  return (hex.match(/../g) ?? []).join(separator);
}

function encode({ written, masked }: Spelling): Spelling[] {
  const forms: readonly ((text: string) => string)[] = [
    (text) => Buffer.from(text).toString('base64'),
    (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
    (text) => Buffer.from(text).toString('base64url'),
    (text) => Buffer.from(text).toString('hex'),
    (text) => Buffer.from(text, 'utf16le').toString('hex'),
    encodeWellFormed,
  ];
  return forms.map((form) => ({ written: form(written), masked: form(masked) }));
}

/** Half a surrogate pair has no form in a web address. */
function encodeWellFormed(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function withoutTwins(spellings: readonly Spelling[]): Spelling[] {
  const known = new Set<string>();
  return spellings.filter(({ written }) => !known.has(written) && known.add(written));
}
