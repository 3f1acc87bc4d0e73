import type { Snapshot } from '../contract/desk.ts';
import type { Phone } from '../contract/phones.ts';
import { byNumberThenName, isOnline, nameOf } from '../devices/expected-desk/roll-call.ts';

export type Attendance = Snapshot['attendance'];

/**
 * 应到 N 在线 M: of the phones that are expected, how many an operator could act on or is acting on (ready, busy),
 * and which are missing, by number first and then by name. Phones that are not expected count nowhere.
 */
export function takeAttendance(phones: Iterable<Phone>): Attendance {
  const missing: Attendance['missing'] = [];
  let expectedCount = 0;
  for (const phone of phones) {
    if (!phone.isExpected) continue;
    expectedCount += 1;
    if (!isOnline(phone)) missing.push({ phoneId: phone.phoneId, number: phone.number, name: nameOf(phone) });
  }
  missing.sort(byNumberThenName);
  return { expectedCount, onlineCount: expectedCount - missing.length, missing };
}
