import type { FaultReading } from '@contract/faults.ts';
import type { Phone } from '@contract/phones.ts';
import { createContext, useContext } from 'react';
import type { Texts } from '../../i18n/texts.ts';
import { modelName } from '../devices/phone-names.ts';

/** What the page points at, beside the state of each phone. */
export interface DeskMarks {
  /** The first reading that explains a phone: what dropped together wears one outline. */
  readonly readingOf: ReadonlyMap<string, FaultReading>;
  /** Phones that the search found; null while nothing is searched. */
  readonly foundIds: ReadonlySet<string> | null;
  /** Phones that a reading's card points at right now. */
  readonly pointedIds: ReadonlySet<string>;
  /** The phone that is being put somewhere; null when none is. */
  readonly placing: string | null;
  readonly setPlacing: (phoneId: string | null) => void;
  readonly point: (phoneIds: readonly string[]) => void;
  readonly move: (phoneId: string, place: { readonly hubId: string; readonly port: number } | null) => void;
}

export const DeskMarksContext = createContext<DeskMarks | null>(null);

export function useDeskMarks(): DeskMarks {
  const marks = useContext(DeskMarksContext);
  if (marks === null) throw new Error('useDeskMarks is called outside DeskMarksContext');
  return marks;
}

/** Readings come the most general first: the first one that names a phone is its own. */
export function readingsByPhone(readings: readonly FaultReading[]): ReadonlyMap<string, FaultReading> {
  const byPhone = new Map<string, FaultReading>();
  for (const reading of readings) {
    for (const phoneId of reading.phoneIds) if (!byPhone.has(phoneId)) byPhone.set(phoneId, reading);
  }
  return byPhone;
}

/** Phones whose number is the text, or whose label, model or serial contains it; null for an empty search. */
export function findPhones(phones: Iterable<Phone>, search: string, texts: Texts): ReadonlySet<string> | null {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return null;
  const found = new Set<string>();
  for (const phone of phones) {
    const words = [phone.label, modelName(phone, texts.language) ?? '', phone.facts.hardwareSerial ?? ''];
    const isFound = String(phone.number ?? '') === wanted || words.some((word) => word.toLowerCase().includes(wanted));
    if (isFound) found.add(phone.phoneId);
  }
  return found;
}
