import type { Snapshot } from '../contract/desk.ts';
import type { Phone } from '../contract/phones.ts';

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

function isOnline(phone: Phone): boolean {
  return phone.state === 'ready' || phone.state === 'busy';
}

/** Sorts phones without a number behind all others. */
const unnumbered = Number.MAX_SAFE_INTEGER;

/** What a person would call the phone: its label, else its model, else its serial. */
function nameOf({ label, facts, phoneId }: Phone): string {
  if (label !== '') return label;
  return facts.marketName ?? facts.model ?? facts.hardwareSerial ?? phoneId;
}

function byNumberThenName(left: Attendance['missing'][number], right: Attendance['missing'][number]): number {
  return (
    (left.number ?? unnumbered) - (right.number ?? unnumbered) ||
    left.name.localeCompare(right.name, 'zh-CN') ||
    left.phoneId.localeCompare(right.phoneId)
  );
}
