import { expect, it } from 'vitest';
import type { Phone } from '../../../electron/contract/phones.ts';
import { sortKeys } from '../../../electron/contract/views.ts';
import { orderPhones } from '../../../renderer/features/devices/phone-order.ts';
import { sampleCheck, samplePhone } from './sample-phone.ts';

const idsOf = (phones: readonly Phone[]): readonly string[] => phones.map((phone) => phone.phoneId);

function withTemperature(phoneId: string, number: number, value: number | null): Phone {
  const checks = [sampleCheck({ id: 'battery-temperature', value })];
  return samplePhone({ phoneId, number, health: { ...samplePhone().health, checks } });
}

it('orders by number, phones without one last', () => {
  const phones = [
    samplePhone({ phoneId: 'none', number: null }),
    samplePhone({ phoneId: 'ten', number: 10 }),
    samplePhone({ phoneId: 'two', number: 2 }),
  ];
  expect(idsOf(orderPhones(phones, { key: 'number', isDescending: false }))).toEqual(['two', 'ten', 'none']);
});

it('keeps unknown values last also when turned round', () => {
  const phones = [
    samplePhone({ phoneId: 'none', number: null }),
    samplePhone({ phoneId: 'two', number: 2 }),
    samplePhone({ phoneId: 'ten', number: 10 }),
  ];
  expect(idsOf(orderPhones(phones, { key: 'number', isDescending: true }))).toEqual(['ten', 'two', 'none']);
});

it('puts what needs a hand before what is well', () => {
  const phones = [
    samplePhone({ phoneId: 'well', state: 'ready' }),
    samplePhone({ phoneId: 'gone', state: 'absent' }),
    samplePhone({ phoneId: 'hand', state: 'needs-hand' }),
  ];
  expect(idsOf(orderPhones(phones, { key: 'state', isDescending: false }))).toEqual(['hand', 'gone', 'well']);
});

it('reads numbers inside names as numbers', () => {
  const phones = [samplePhone({ phoneId: 'ten', label: '直播 10' }), samplePhone({ phoneId: 'nine', label: '直播 9' })];
  expect(idsOf(orderPhones(phones, { key: 'label', isDescending: false }))).toEqual(['nine', 'ten']);
});

it('orders by a check, and by number where the check says the same', () => {
  const phones = [
    withTemperature('unknown', 1, null),
    withTemperature('second', 4, 31),
    withTemperature('first', 3, 31),
    withTemperature('hot', 2, 48),
  ];
  const ordered = orderPhones(phones, { key: 'temperature', isDescending: true });
  expect(idsOf(ordered)).toEqual(['hot', 'first', 'second', 'unknown']);
});

it('has an order for every key, and changes nothing it was given', () => {
  const phones = [samplePhone({ phoneId: 'b' }), samplePhone({ phoneId: 'a' })];
  for (const key of sortKeys) expect(orderPhones(phones, { key, isDescending: false })).toHaveLength(2);
  expect(idsOf(phones)).toEqual(['b', 'a']);
});
