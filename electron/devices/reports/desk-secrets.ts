import { isIP } from 'node:net';
import type { Host } from '../../contract/hosts.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { KnownIdentifier } from '../masking/identifier.ts';
import { identifiersOf, textsOfNote, wordsOfModel } from '../masking/phone-identifiers.ts';
import { secretsOf } from './safe-settings.ts';

/** What this console knows of its desk and must not tell whoever gets an export. */
export interface DeskSecrets {
  readonly phones: readonly Phone[];
  readonly hosts: readonly Host[];
  readonly settings: Settings;
  /** Of this computer: they name its user more often than not. */
  readonly folders: readonly string[];
  readonly people: readonly string[];
  /** Whatever else somebody here gave a name to: chat groups, hubs, views. */
  readonly things: readonly string[];
}

/**
 * Every secret of the desk, for exports of phones and of the console alike: a person or a place must not be recognised by
 * whoever does not work here. Which of them are looked for as words, and which are words that an export cannot do without,
 * the masker decides.
 */
export function secretsOfDesk({ phones, hosts, settings, folders, people, things }: DeskSecrets): KnownIdentifier[] {
  const labels = phones.flatMap(({ label, tags }) => [label, ...tags]);
  return [
    ...phones.flatMap((phone) => [...identifiersOf(phone), ...textsOfNote(phone.note)]),
    ...secretsOf(settings),
    ...hosts.flatMap(secretsOfHost),
    ...folders.map((value): KnownIdentifier => ({ kind: 'free-text', value })),
    ...people.map((value): KnownIdentifier => ({ kind: 'account', value })),
    ...[...labels, ...things].map((value): KnownIdentifier => ({ kind: 'free-text', value, isPlainOnly: true })),
  ];
}

/** What tells a reader which phones these are, as they say it themselves and as the catalogue does. */
export function wordsOfModels(phones: readonly Phone[]): string[] {
  return phones.flatMap(({ facts, catalogue: { modelKey, nameZh, nameEn } }) => [
    ...wordsOfModel(facts),
    ...[modelKey, nameZh, nameEn].filter((word) => word !== null),
  ]);
}

function secretsOfHost({ kind, address, name }: Host): KnownIdentifier[] {
  if (kind !== 'remote') return [];
  return [
    { kind: isIP(address) === 0 ? 'device-name' : 'ip', value: address },
    { kind: 'free-text', value: name },
  ];
}
