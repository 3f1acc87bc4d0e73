import { maskedKinds } from '../../contract/reports.ts';

/** What can tell a phone, its owner or its place apart, by kind. */
export const identifierKinds = maskedKinds;
export type IdentifierKind = (typeof identifierKinds)[number];

/** An identifier that is known before any text is read: from the registry, the settings, a note. */
export interface KnownIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** An identifier where it stands in a text: `[from, to)` in UTF-16 units. */
export interface FoundIdentifier extends KnownIdentifier {
  readonly from: number;
  readonly to: number;
}

/** The form in which two spellings of one identifier are the same: `A4:50…` and `a450…`, `+86 138…` and `138…`. */
export function canonicalForm({ kind, value }: KnownIdentifier): string {
  switch (kind) {
    case 'mac':
      return value.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
    case 'phone-number':
      return value.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');
    case 'serial':
    case 'account':
    case 'web-address':
    case 'ip':
      return value.toLowerCase();
    case 'subscriber':
    case 'network-name':
    case 'free-text':
      return value;
  }
}
