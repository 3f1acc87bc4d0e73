import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { KnownIdentifier } from '../masking/identifier.ts';

/** Settings whose text is one of a few words; any other text may name a person, a place or a secret. */
const openTexts: ReadonlySet<string> = new Set([
  'language',
  'theme',
  'lockPolicy',
  'devicesView',
  'notificationsFrom',
  'alertKindsOff',
]);
const shortestSecret = 4;

/** The settings as support may see them: numbers and switches as they are, texts only as set or not set. */
export function withoutSecrets(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, showSafely(key, value)]));
}

function showSafely(key: string, value: unknown): unknown {
  if (typeof value === 'string') return openTexts.has(key) ? value : value === '' ? '(empty)' : '(set, not shown)';
  if (Array.isArray(value)) return value.map((item) => showSafely(key, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, of]) => [inner, showSafely(`${key}.${inner}`, of)]));
}

/** Every console comes with them: they tell nothing of this one. */
const shippedTexts: ReadonlySet<string> = new Set(textsIn('', defaultSettings));

/** Those texts and, of web addresses, what is behind the host: so that a log that quotes one is masked as well. */
export function secretsOf(settings: Settings): KnownIdentifier[] {
  const own = textsIn('', settings).filter((text) => !shippedTexts.has(text));
  return own.flatMap((text) => {
    const whole: KnownIdentifier = { kind: /^https?:/.test(text) ? 'web-address' : 'free-text', value: text };
    return [whole, ...(URL.canParse(text) ? tokensOf(new URL(text)) : [])];
  });
}

function textsIn(key: string, value: unknown): string[] {
  if (typeof value === 'string') return openTexts.has(key) || value.length < shortestSecret ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, of]) => textsIn(key === '' ? inner : `${key}.${inner}`, of));
}

function tokensOf(url: URL): KnownIdentifier[] {
  const parts = [...url.searchParams.values(), ...url.pathname.split('/')];
  return parts.filter((part) => part.length >= 8).map((value) => ({ kind: 'free-text', value }));
}
