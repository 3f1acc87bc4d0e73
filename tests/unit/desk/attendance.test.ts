import { expect, test } from 'vitest';
import { phoneStates, type Phone } from '../../../electron/contract/phones.ts';
import { takeAttendance } from '../../../electron/desk/attendance.ts';
import { makePhone } from '../../support/live-phone.ts';

function phone(number: number | null, changes: Partial<Phone> = {}): Phone {
  return makePhone({ phoneId: `p${number ?? 'x'}`, number, ...changes });
}

test('a desk without phones expects none', () => {
  expect(takeAttendance([])).toEqual({ expectedCount: 0, onlineCount: 0, missing: [] });
});

test.each(phoneStates.map((state) => [state, state === 'ready' || state === 'busy'] as const))(
  'a phone that is %s counts as online: %s',
  (state, isOnline) => {
    expect(takeAttendance([phone(1, { state })]).onlineCount).toBe(isOnline ? 1 : 0);
  },
);

test('missing phones are named by number, lowest first', () => {
  const phones = [phone(12, { state: 'absent' }), phone(3), phone(7, { state: 'offline', label: '前台' })];
  expect(takeAttendance(phones)).toEqual({
    expectedCount: 3,
    onlineCount: 1,
    missing: [
      { phoneId: 'p7', number: 7, name: '前台' },
      { phoneId: 'p12', number: 12, name: 'Redmi 7' },
    ],
  });
});

test('missing phones without a number come last and by label, model or serial', () => {
  const noFacts = { ...makePhone().facts, model: null };
  const phones = [
    phone(null, { phoneId: 'c', state: 'absent', facts: { ...noFacts, hardwareSerial: null } }),
    phone(null, { phoneId: 'b', state: 'absent', facts: noFacts }),
    phone(2, { state: 'absent' }),
    phone(null, { phoneId: 'a', state: 'absent', label: '甲' }),
  ];
  expect(takeAttendance(phones).missing.map(({ name }) => name)).toEqual(['Redmi 7', '甲', 'c', 'R58M']);
});

test('a phone that is not expected counts nowhere, online or not', () => {
  const phones = [phone(1, { isExpected: false }), phone(2, { isExpected: false, state: 'absent' })];
  expect(takeAttendance(phones)).toEqual({ expectedCount: 0, onlineCount: 0, missing: [] });
});
