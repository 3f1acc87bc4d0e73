import { catalogueVerdicts, type Phone, type PhoneState } from '@contract/phones.ts';
import type { sortKeys } from '@contract/views.ts';
import { checkValue, leadingRoute } from './phone-names.ts';

export type SortKey = (typeof sortKeys)[number];

export interface PhoneOrder {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export const numberOrder: PhoneOrder = { key: 'number', isDescending: false };

type SortValue = string | number | null;

const collator = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' });

/** What needs a hand comes first, what is well comes last. */
const statesByUrgency: readonly PhoneState[] = [
  'needs-hand',
  'unauthorized',
  'no-permission',
  'offline',
  'not-android',
  'absent',
  'authorizing',
  'connecting',
  'preparing',
  'set-aside',
  'busy',
  'ready',
];

/** The phones in the order asked for; unknown values last whichever way, ties by number, then name. */
export function orderPhones(phones: readonly Phone[], { key, isDescending }: PhoneOrder): readonly Phone[] {
  const keyed = phones.map((phone) => ({ phone, value: sortValue(phone, key) }));
  keyed.sort((left, right) => {
    if (left.value === null || right.value === null) {
      return Number(left.value === null) - Number(right.value === null) || byNumber(left.phone, right.phone);
    }
    const order = compare(left.value, right.value);
    return (isDescending ? -order : order) || byNumber(left.phone, right.phone);
  });
  return keyed.map((entry) => entry.phone);
}

function byNumber(left: Phone, right: Phone): number {
  const order = (left.number ?? Infinity) - (right.number ?? Infinity);
  if (order !== 0 && !Number.isNaN(order)) return order;
  return collator.compare(left.label, right.label) || (left.phoneId < right.phoneId ? -1 : 1);
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

function sortValue(phone: Phone, key: SortKey): SortValue {
  switch (key) {
    case 'number':
      return phone.number;
    case 'label':
      return phone.label === '' ? null : phone.label;
    case 'state':
      return statesByUrgency.indexOf(phone.state);
    case 'model':
      return phone.catalogue.nameZh ?? phone.facts.marketName ?? phone.facts.model;
    case 'verdict':
      return catalogueVerdicts.indexOf(phone.catalogue.verdict);
    case 'system':
      return phone.facts.sdk;
    case 'health':
      return phone.health.score;
    case 'battery':
      return checkValue(phone, 'battery-level');
    case 'temperature':
      return checkValue(phone, 'battery-temperature');
    case 'storage':
      return checkValue(phone, 'storage');
    case 'network':
      return phone.health.checks.find((check) => check.id === 'network')?.textCode ?? null;
    case 'route':
      return currentRouteText(phone);
    case 'groups':
      return phone.groupCount;
    case 'lastSeen':
      return phone.lastSeenAt;
  }
}

function currentRouteText(phone: Phone): string | null {
  const route = leadingRoute(phone);
  return route === null ? null : `${route.hostId} ${route.portPath ?? route.serial}`;
}
