import { describe, expect, it } from 'vitest';
import { phoneStates, type Phone, type Verdict } from '../../../electron/contract/phones.ts';
import { stateGroups } from '../../../electron/contract/views.ts';
import { takeAttendance } from '../../../electron/desk/attendance.ts';
import { countGroups, listPhoneIds } from '../../../renderer/features/devices/listing-store.ts';
import {
  bandOf,
  countPanelFilters,
  isInGroup,
  matchesSearch,
  openFilter,
  passesFilter,
  type HealthBand,
  type PhoneFilter,
} from '../../../renderer/features/devices/phone-filter.ts';
import { numberOrder } from '../../../renderer/features/devices/phone-order.ts';
import { sampleCheck, samplePhone } from './sample-phone.ts';

const stateNames = (state: Phone['state']): string => (state === 'ready' ? '就绪' : '别的');
const finds = (phone: Phone, search: string): boolean => matchesSearch(phone, search, stateNames);
const passes = (phone: Phone, filter: Partial<PhoneFilter>): boolean =>
  passesFilter(phone, { ...openFilter, ...filter }, stateNames);
const groupsOf = (phone: Phone): string[] => stateGroups.filter((group) => isInGroup(phone, group));

function bandWith(...verdicts: Verdict[]): HealthBand {
  const checks = verdicts.map((verdict) => sampleCheck({ verdict }));
  return bandOf(samplePhone({ health: { ...samplePhone().health, checks } }));
}

describe('the search', () => {
  const phone = samplePhone({ number: 12, label: '直播间 A', tags: ['北区'] });

  it('finds by number, with or without a sign before it', () => {
    expect(finds(phone, '12')).toBe(true);
    expect(finds(phone, '#12')).toBe(true);
    expect(finds(phone, '#1')).toBe(false);
  });

  it('finds by a range of numbers', () => {
    expect(finds(phone, '3-12')).toBe(true);
    expect(finds(phone, '13-20')).toBe(false);
  });

  it('finds by label, tag, model in both languages, and state as it is shown', () => {
    for (const search of ['直播', '北区', '红米', 'redmi', 'M1810F6LE', '就绪'])
      expect(finds(phone, search)).toBe(true);
  });

  it('wants every word', () => {
    expect(finds(phone, '直播 北区')).toBe(true);
    expect(finds(phone, '直播 南区')).toBe(false);
  });

  it('looks into serials only for words that are long enough to mean one', () => {
    expect(finds(phone, 'ABCDE')).toBe(true);
    expect(finds(phone, 'R58')).toBe(false);
  });

  it('finds everything when nothing is searched', () => {
    expect(finds(phone, '   ')).toBe(true);
  });
});

describe('filters', () => {
  it('pass what is among the chosen values', () => {
    expect(passes(samplePhone(), { states: ['ready', 'busy'] })).toBe(true);
    expect(passes(samplePhone(), { states: ['offline'] })).toBe(false);
    expect(passes(samplePhone(), { verdicts: ['not-recommended'] })).toBe(false);
    expect(passes(samplePhone(), { isVirtual: true })).toBe(false);
  });

  it('take a host from any route, and a tag from any tag', () => {
    expect(passes(samplePhone(), { hostIds: ['local'] })).toBe(true);
    expect(passes(samplePhone(), { hostIds: ['demo'] })).toBe(false);
    expect(passes(samplePhone({ tags: ['甲', '乙'] }), { tags: ['乙'] })).toBe(true);
  });

  it('are counted for the badge, search and state group apart', () => {
    expect(countPanelFilters(openFilter)).toBe(0);
    const filter = { ...openFilter, search: 'x', group: 'online' as const, tags: ['甲'], isVirtual: false };
    expect(countPanelFilters(filter)).toBe(2);
  });
});

describe('groups of states', () => {
  const question = { kind: 'maybe-same-phone' as const, otherPhoneId: 'b' };

  it('hold every state once while there is no question', () => {
    for (const state of phoneStates) expect(groupsOf(samplePhone({ state }))).toHaveLength(1);
  });

  it('hold a ready or busy phone with an open question twice: it is online and needs attention', () => {
    for (const state of ['ready', 'busy'] as const)
      expect(groupsOf(samplePhone({ state, question }))).toEqual(['online', 'attention']);
  });

  it('leave a phone that is not online where it is, whatever question is open', () => {
    expect(groupsOf(samplePhone({ state: 'absent', question }))).toEqual(['absent']);
    expect(groupsOf(samplePhone({ state: 'offline', question }))).toEqual(['attention']);
  });

  it.each([
    ['without questions', null],
    ['with questions', question],
  ])('count as online what the attendance counts when all are expected, %s', (_, asked) => {
    const phones = phoneStates.map((state) =>
      samplePhone({ phoneId: state, state, isExpected: true, question: asked }),
    );
    const map = new Map(phones.map((phone) => [phone.phoneId, phone]));
    const { onlineCount } = takeAttendance(phones);
    expect(onlineCount).toBe(2);
    expect(countGroups(map, openFilter, stateNames).online).toBe(onlineCount);
    expect(listPhoneIds(map, { filter: { ...openFilter, group: 'online' }, order: numberOrder }, stateNames)).toEqual(
      expect.arrayContaining(['ready', 'busy']),
    );
  });

  it('are counted with every other filter as it is', () => {
    const phones = [
      samplePhone({ phoneId: 'a' }),
      samplePhone({ phoneId: 'b', state: 'offline' }),
      samplePhone({ phoneId: 'c', state: 'offline', isVirtual: true }),
    ];
    const map = new Map(phones.map((phone) => [phone.phoneId, phone]));
    const counts = countGroups(map, { ...openFilter, group: 'online', isVirtual: false }, stateNames);
    expect(counts).toMatchObject({ all: 2, online: 1, attention: 1 });
  });
});

it('bands a phone by its worst check', () => {
  expect(bandWith('ok', 'warn', 'bad', 'unknown')).toBe('bad');
  expect(bandWith('ok', 'unknown', 'warn')).toBe('warn');
  expect(bandWith('ok', 'unknown')).toBe('unknown');
  expect(bandWith('ok')).toBe('ok');
  expect(bandWith()).toBe('unknown');
});

it('lists what passes, in order', () => {
  const phones = [
    samplePhone({ phoneId: 'a', number: 3 }),
    samplePhone({ phoneId: 'b', number: 1 }),
    samplePhone({ phoneId: 'c', number: 2, state: 'absent' }),
  ];
  const map = new Map(phones.map((phone) => [phone.phoneId, phone]));
  const listing = { filter: { ...openFilter, group: 'online' as const }, order: numberOrder };
  expect(listPhoneIds(map, listing, stateNames)).toEqual(['b', 'a']);
});
