import type { catalogueVerdicts, Phone, PhoneState } from '@contract/phones.ts';
import type { healthBands, stateGroups } from '@contract/views.ts';

export type CatalogueVerdict = (typeof catalogueVerdicts)[number];

export type HealthBand = (typeof healthBands)[number];
export type StateGroup = (typeof stateGroups)[number];

export interface PhoneFilter {
  readonly search: string;
  readonly group: StateGroup | null;
  /** Empty lists let everything through. */
  readonly states: readonly PhoneState[];
  readonly verdicts: readonly CatalogueVerdict[];
  readonly hostIds: readonly string[];
  readonly tags: readonly string[];
  readonly bands: readonly HealthBand[];
  readonly isVirtual: boolean | null;
}

export const openFilter: PhoneFilter = {
  search: '',
  group: null,
  states: [],
  verdicts: [],
  hostIds: [],
  tags: [],
  bands: [],
  isVirtual: null,
};

/** How many of the filters in the panel are set; the search and the state groups have their own places. */
export function countPanelFilters(filter: PhoneFilter): number {
  const lists = [filter.states, filter.verdicts, filter.hostIds, filter.tags, filter.bands];
  return lists.filter((list) => list.length > 0).length + (filter.isVirtual === null ? 0 : 1);
}

/**
 * Whether the phone shows in a group. Groups may overlap: a ready or busy phone is online, as the attendance in the
 * header counts it, also while an open question puts it among those that need attention.
 */
export function isInGroup(phone: Phone, group: StateGroup): boolean {
  return stateGroupOf(phone.state) === group || (group === 'attention' && isOnlineWithQuestion(phone));
}

function isOnlineWithQuestion(phone: Phone): boolean {
  return phone.question !== null && stateGroupOf(phone.state) === 'online';
}

function stateGroupOf(state: PhoneState): StateGroup {
  switch (state) {
    case 'ready':
    case 'busy':
      return 'online';
    case 'offline':
    case 'unauthorized':
    case 'no-permission':
    case 'not-android':
    case 'needs-hand':
      return 'attention';
    case 'connecting':
    case 'authorizing':
    case 'preparing':
      return 'in-progress';
    case 'absent':
      return 'absent';
    case 'set-aside':
      return 'set-aside';
  }
}

export function bandOf(phone: Phone): HealthBand {
  const seen = new Set(phone.health.checks.map((check) => check.verdict));
  if (seen.has('bad')) return 'bad';
  if (seen.has('warn')) return 'warn';
  return seen.has('unknown') || seen.size === 0 ? 'unknown' : 'ok';
}

/** A state's name in the operator's language, as the search reads it. */
export type StateNames = (state: PhoneState) => string;

/** True when the phone passes the search and every filter that is set. */
export function passesFilter(phone: Phone, filter: PhoneFilter, stateNames: StateNames): boolean {
  return (
    (filter.group === null || isInGroup(phone, filter.group)) &&
    isAmong(filter.states, phone.state) &&
    isAmong(filter.verdicts, phone.catalogue.verdict) &&
    isAmong(filter.bands, bandOf(phone)) &&
    (filter.hostIds.length === 0 || phone.routes.some((route) => filter.hostIds.includes(route.hostId))) &&
    (filter.tags.length === 0 || phone.tags.some((tag) => filter.tags.includes(tag))) &&
    (filter.isVirtual === null || phone.isVirtual === filter.isVirtual) &&
    matchesSearch(phone, filter.search, stateNames)
  );
}

function isAmong<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

const shortestSerialPart = 4;

/**
 * Every word must match. `3` and `3-12` are numbers of phones (and whatever else reads so), longer words also match
 * inside a serial: a short one would hit nearly every serial and hide the phone that was meant.
 */
export function matchesSearch(phone: Phone, search: string, stateNames: StateNames): boolean {
  const words = search.trim().toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return words.every((word) => matchesWord(phone, word, stateNames));
}

function matchesWord(phone: Phone, word: string, stateNames: StateNames): boolean {
  if (isNumberIn(phone.number, word)) return true;
  const { model, marketName, brand, hardwareSerial } = phone.facts;
  const { nameZh, nameEn } = phone.catalogue;
  const readable = [phone.label, ...phone.tags, stateNames(phone.state), model, marketName, brand, nameZh, nameEn];
  if (readable.some((text) => includes(text, word))) return true;
  if (word.length < shortestSerialPart) return false;
  return [hardwareSerial, ...phone.routes.map((route) => route.serial)].some((serial) => includes(serial, word));
}

function includes(text: string | null, word: string): boolean {
  return text !== null && text.toLocaleLowerCase().includes(word);
}

function isNumberIn(number: number | null, word: string): boolean {
  const range = /^#?(\d{1,4})(?:-(\d{1,4}))?$/u.exec(word);
  if (range === null || number === null) return false;
  const from = Number(range[1]);
  const to = range[2] === undefined ? from : Number(range[2]);
  return number >= from && number <= to;
}
