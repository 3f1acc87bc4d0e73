import { expect, it } from 'vitest';
import { formatHierarchy } from '../../../simulator/screens/hierarchy-xml.ts';
import { MessengerPhone, ownGroup } from '../../support/messenger-phone.ts';

const rounds = 200;
const mostMs = 5;

it('a page of a group of 500 is built within 5 ms', () => {
  const phone = new MessengerPhone({ groups: [{ name: ownGroup, places: [1], size: 500 }] });
  phone.openInfo(ownGroup);
  const info = timeOf(phone);
  phone.reachRow('查看更多群成员');
  phone.hand.tap('查看更多群成员');
  expect(Math.max(info, timeOf(phone))).toBeLessThan(mostMs);
});

/** Milliseconds for one building and writing of the page in front, in the middle of many. */
function timeOf(phone: MessengerPhone): number {
  const times = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    formatHierarchy([phone.host.front()]);
    return performance.now() - startedAt;
  });
  return times.toSorted((left, right) => left - right)[rounds / 2] ?? Infinity;
}
