import type { PhoneState, Verdict } from '@contract/phones.ts';
import type { CatalogueVerdict } from './phone-filter.ts';

/** The colour family of a mark; each family also has shapes of its own, so that colour never stands alone. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'special' | 'quiet';

export const stateTones: Readonly<Record<PhoneState, Tone>> = {
  absent: 'quiet',
  connecting: 'info',
  offline: 'warn',
  unauthorized: 'warn',
  authorizing: 'info',
  'no-permission': 'warn',
  'not-android': 'special',
  preparing: 'info',
  ready: 'good',
  busy: 'info',
  'needs-hand': 'bad',
  'set-aside': 'quiet',
};

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  ok: 'good',
  warn: 'warn',
  bad: 'bad',
  unknown: 'quiet',
};

export const catalogueTones: Readonly<Record<CatalogueVerdict, Tone>> = {
  recommended: 'good',
  compatible: 'info',
  'not-recommended': 'bad',
  unknown: 'quiet',
};

/** The colour that a score of health is shown in; the limits are those between "well", "look at it" and "act". */
export function scoreTone(score: number | null): Tone {
  if (score === null) return 'quiet';
  if (score >= 90) return 'good';
  return score >= 70 ? 'warn' : 'bad';
}
