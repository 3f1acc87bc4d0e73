import { TimeMarkStore } from './accounts/true-time/time-mark-store.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import { PhoneStore } from './devices/registry/phone-store.ts';
import type { Store } from './store/store.ts';

/** One that has not said who it is may be a virtual one yet. */
export function isReal({ isVirtual, facts }: Pick<Phone, 'isVirtual' | 'facts'>): boolean {
  return !isVirtual && facts.sdk !== null;
}

/**
 * `clock-real-phone` for a data folder that knows real phones, attached or not: what is counted for them, and since when acts may be
 * lacking, goes by the true time, which a clock of the desk's own must never write. To be asked before anything is written.
 */
export function checkVirtualFolder(store: Store): Outcome<null> {
  const real = new PhoneStore(store).load().find(isReal);
  const markAt = new TimeMarkStore(store).at();
  if (real === undefined && markAt === null) return succeed(null);
  return fail('clock-real-phone', 'a desk with a clock of its own needs a data folder that knows no real phone', {
    phoneId: real?.phoneId ?? null,
    cause: real === undefined ? 'real phones have told this folder the time' : 'a real phone is remembered',
    cure: 'start the console without --clock, or with another data folder',
  });
}
