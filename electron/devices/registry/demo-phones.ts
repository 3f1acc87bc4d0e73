import { demoHostId } from '../hosts/host-record.ts';
import type { PhoneDirectory } from './phone-directory.ts';
import type { PhoneRecord } from './phone-record.ts';

/** True for a virtual phone that is reached through the virtual desk (演示) only, or was replaced there. */
export function isDemoPhone(record: PhoneRecord): boolean {
  return record.isVirtual && record.routes.every((route) => route.hostId === demoHostId);
}

/**
 * Takes back the numbers that the console gave to demo phones, so that they are free for real ones while the demo is
 * off. Phones that the operator has changed keep theirs.
 */
export function releaseDemoNumbers(directory: PhoneDirectory): void {
  const released: PhoneRecord[] = [];
  for (const record of directory.all()) {
    const isNumbered = isDemoPhone(record) && !record.isEdited && record.number !== null;
    if (isNumbered) released.push({ ...record, number: null });
  }
  directory.put(...released);
}
