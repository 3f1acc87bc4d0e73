import type { PhoneFacts } from '../../contract/phones.ts';

/** `ro.serialno` + model. */
export interface IdentityKey {
  readonly text: string;
  /** False when the serial is one that whole batches of phones share; such a key never proves anything by itself. */
  readonly isIdentifying: boolean;
}

/**
 * Serials that factories leave in place of a real one: MediaTek's reference value, bootloader placeholders and
 * runs of one character. Compared in lower case.
 */
const junkSerials: ReadonlySet<string> = new Set([
  '',
  'unknown',
  'null',
  'none',
  'android',
  'serial',
  'default',
  '0123456789abcdef',
  '123456789abcdef',
  '1234567890abcdef',
  '0123456789',
  '123456789',
  '1234567890',
  'abcdef0123456789',
]);

/** True when a serial says nothing about which phone it is. Shorter than four characters counts as junk too. */
export function isJunkSerial(serial: string | null): boolean {
  const text = serial?.trim().toLowerCase() ?? '';
  return text.length < 4 || junkSerials.has(text) || /^(.)\1*$/.test(text) || /^[?*\s]+$/.test(text);
}

/** The key of a phone that has answered; a phone without a model never has an identifying key. */
export function identityKeyOf(facts: Pick<PhoneFacts, 'hardwareSerial' | 'model'>): IdentityKey {
  const serial = facts.hardwareSerial?.trim() ?? '';
  const model = facts.model?.trim() ?? '';
  return { text: `${serial}|${model}`, isIdentifying: !isJunkSerial(serial) && model !== '' };
}
