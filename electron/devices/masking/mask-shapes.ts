import { createHmac } from 'node:crypto';
import { canonicalForm, type KnownIdentifier } from './identifier.ts';

/** A stream of numbers that the same salt and identifier always give; without the salt it tells nothing. */
export type Digits = (limit: number) => number;

/** `attempt` gives another mask where two identifiers would get the same one. */
export function digitsOf(salt: string, identifier: KnownIdentifier, attempt: number): Digits {
  const bytes = createHmac('sha512', salt)
    .update(`${identifier.kind} ${attempt} ${canonicalForm(identifier)}`)
    .digest();
  let at = 0;
  return (limit) => {
    const pair = bytes.readUInt16BE(at % (bytes.length - 1));
    at += 2;
    return pair % limit;
  };
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const hexLetters = 'abcdef';

/**
 * A stand-in of the same shape, so that whoever reads the output reads it as before, and recognisable as one: serials
 * begin with FAKE, subscriber numbers with zeros, hardware addresses with 02:00:00, addresses lie in the ranges that are
 * reserved for tests (198.18.0.0/15, 2001:db8::/32). Numbers of a place become nought: a few digits could not be told from
 * real ones.
 */
export function shapeMask({ kind, value }: KnownIdentifier, digits: Digits): string {
  switch (kind) {
    case 'serial':
      return maskSerial(value, digits);
    case 'subscriber':
      return maskNumber(value, digits);
    case 'mac':
      return maskHardwareAddress(value, digits);
    case 'ip':
      return value.includes(':') ? maskLongAddress(digits) : `198.${18 + digits(2)}.${digits(256)}.${1 + digits(254)}`;
    case 'network-name':
      return `WIFI-${word(digits, 6)}`;
    case 'device-name':
      return `device-${word(digits, 6)}`;
    case 'place':
      return maskPlace(value, digits);
    case 'phone-number':
      return maskPhoneNumber(value, digits);
    case 'account':
      return value.includes('@') ? `user-${word(digits, 6)}@example.invalid` : `name-${word(digits, 6)}`;
    case 'web-address':
      return `https://${word(digits, 8)}.invalid`;
    case 'free-text':
      return `hidden-${word(digits, 6)}`;
  }
}

function word(digits: Digits, length: number): string {
  return Array.from({ length }, () => lower[digits(lower.length)] ?? 'x').join('');
}

/** Each character stays a digit, an upper or a lower letter, at its place; separators stay. */
function maskSerial(value: string, digits: Digits): string {
  const isHex = /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(value);
  const hexStart = /[A-F]/.test(value) ? 'FA4E' : 'fa4e';
  const start = value.length < 8 ? '' : isHex ? hexStart : /^[a-z0-9]+$/.test(value) ? 'fake' : 'FAKE';
  const letters = isHex ? hexLetters : lower;
  const rest = value.slice(start.length).replaceAll(/[0-9A-Za-z]/g, (sign) => {
    if (/\d/.test(sign)) return String(digits(10));
    if (/[A-Z]/.test(sign)) return (letters[digits(letters.length)] ?? 'x').toUpperCase();
    return letters[digits(letters.length)] ?? 'x';
  });
  return start + rest;
}

const keptDigits = 6;

/** The last digits at their places, noughts before them. Never all zeros: some dumps say "none" that way. */
function maskNumber(value: string, digits: Digits): string {
  const tail = `${1 + digits(9)}${Array.from({ length: keptDigits - 1 }, () => digits(10)).join('')}`;
  let at = tail.length - value.replaceAll(/[^0-9A-Za-z]/g, '').length;
  return value.replaceAll(/[0-9A-Za-z]/g, () => {
    const masked = tail[at] ?? '0';
    at += 1;
    return masked;
  });
}

function maskPlace(value: string, digits: Digits): string {
  if (/^(?:-?\d+|0x[\da-f]+)$/i.test(value)) return '0';
  return /^-?\d+\.\d+$/.test(value) ? '0.0' : `place-${word(digits, 6)}`;
}

function maskHardwareAddress(value: string, digits: Digits): string {
  const separator = /[:-]/.exec(value)?.[0] ?? '';
  const bytes = Array.from({ length: 3 }, () => digits(256).toString(16).padStart(2, '0'));
  const masked = ['02', '00', '00', ...bytes].join(separator);
  return /[A-F]/.test(value) ? masked.toUpperCase() : masked;
}

function maskLongAddress(digits: Digits): string {
  return `2001:db8::${(1 + digits(65_535)).toString(16)}:${digits(65_536).toString(16)}`;
}

/** No mobile number begins with 100. */
function maskPhoneNumber(value: string, digits: Digits): string {
  const tail = `100${Array.from({ length: 8 }, () => digits(10)).join('')}`;
  let at = tail.length - value.replaceAll(/\D/g, '').length;
  return value.replaceAll(/\d/g, (sign) => {
    const masked = at < 0 ? sign : (tail[at] ?? '0');
    at += 1;
    return masked;
  });
}
