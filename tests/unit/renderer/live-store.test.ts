import { expect, it } from 'vitest';
import { afterDelta, fromSnapshot } from '../../../renderer/stores/live-store.ts';
import { samplePhone } from './sample-phone.ts';
import { sampleDelta, sampleSnapshot } from './sample-snapshot.ts';

const first = samplePhone({ phoneId: 'a' });
const second = samplePhone({ phoneId: 'b' });
const state = fromSnapshot(sampleSnapshot({ phones: [first, second] }));

it('changes only the phone that a delta names', () => {
  const next = afterDelta(state, sampleDelta(1, { phones: [samplePhone({ phoneId: 'b', label: '新' })] }));
  expect(next?.phones.get('a')).toBe(first);
  expect(next?.phones.get('b')?.label).toBe('新');
});

it('takes removed phones out', () => {
  const next = afterDelta(state, sampleDelta(1, { removedPhoneIds: ['a'] }));
  expect([...(next?.phones.keys() ?? [])]).toEqual(['b']);
});

it('keeps the very same map when no phone changed', () => {
  const next = afterDelta(state, sampleDelta(1, { alertCount: 1 }));
  expect(next?.phones).toBe(state.phones);
});

it('tells an operator who left from a delta that says nothing of operators', () => {
  const operator = { operatorId: 'o', name: '小王', createdAt: 0 };
  const chosen = afterDelta(state, sampleDelta(1, { operator }));
  expect(chosen && afterDelta(chosen, sampleDelta(2))?.operator).toEqual(operator);
  expect(chosen && afterDelta(chosen, sampleDelta(2, { operator: null }))?.operator).toBeNull();
});

it('refuses a delta that does not follow', () => {
  expect(afterDelta(state, sampleDelta(2))).toBeNull();
});
