import { maskedKinds } from '../../contract/reports.ts';

/** What can tell a phone, its owner or its place apart, by kind. */
export const identifierKinds = maskedKinds;
export type IdentifierKind = (typeof identifierKinds)[number];

/** An identifier that is known before any text is read: from the registry, the settings, a note. */
export interface KnownIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Nobody writes it in hexadecimal or base64: a name that a person gave something on this desk. */
  readonly isPlainOnly?: boolean;
}

/** An identifier where it stands in a text: `[from, to)` in UTF-16 units. */
export interface FoundIdentifier extends KnownIdentifier {
  readonly from: number;
  readonly to: number;
  /** Only what stands before it makes it one: a cell's three digits. Not looked for elsewhere. */
  readonly isOnlyHere: boolean;
}

/** Names that people gave: any word may be one. */
const nameKinds: ReadonlySet<IdentifierKind> = new Set<IdentifierKind>([
  'network-name',
  'device-name',
  'account',
  'place',
  'free-text',
]);

export function isName({ kind }: KnownIdentifier): boolean {
  return nameKinds.has(kind);
}

/** The form in which two spellings of one identifier are the same: `A4:50…` and `a450…`, `+86 138…` and `138…`. */
export function canonicalForm({ kind, value }: KnownIdentifier): string {
  switch (kind) {
    case 'mac':
      return value.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
    case 'phone-number':
      return value.replaceAll(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');
    case 'subscriber':
      return value.replaceAll(/[^0-9a-z]/gi, '').toLowerCase();
    case 'serial':
    case 'account':
    case 'web-address':
    case 'ip':
      return value.toLowerCase();
    case 'network-name':
    case 'device-name':
    case 'place':
    case 'free-text':
      return value;
  }
}

/** What is the same identifier has the same key. */
export function keyOf(identifier: KnownIdentifier): string {
  return `${identifier.kind} ${canonicalForm(identifier)}`;
}
