import type { CareRow } from '../../electron/contract/battery-care.ts';
import { careOf, dayMs, type FullSpan } from '../../electron/devices/battery-care/care-rules.ts';
import type { Phone } from '../../electron/contract/phones.ts';
import { makePhone } from './live-phone.ts';

export const careSettings = { swellCheckDays: 30, batteryRestDays: 7 };
export const careNow = 1_700_000_000_000;

interface CareCase {
  readonly now?: number;
  /** How long the battery has been full, in days, up to now. */
  readonly fullDays?: number;
  /** Days since somebody looked, or since the phone was first seen. */
  readonly lookDays?: number;
  readonly phone?: Partial<Phone>;
}

/** The care of phone number `number`, by the product's own rules. */
export function makeCareRow(number: number, { now = careNow, fullDays, lookDays = 0, phone }: CareCase = {}): CareRow {
  const fullSpan: FullSpan | null =
    fullDays === undefined ? null : { fullSinceAt: now - fullDays * dayMs, lastReadAt: now };
  const of = makePhone({ phoneId: `p-${number}`, number, firstSeenAt: now - lookDays * dayMs, ...phone });
  return careOf(of, { lastCheck: null, fullSpan, limit: null }, { settings: careSettings, now });
}

export function makeCareRows(count: number, what: CareCase = {}): CareRow[] {
  return Array.from({ length: count }, (_, index) => makeCareRow(index + 1, what));
}
