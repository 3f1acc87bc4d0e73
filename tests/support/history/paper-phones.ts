import type { Health, HealthCheck, Phone } from '../../../electron/contract/phones.ts';
import type { WatchedPhones } from '../../../electron/devices/history/history-recorder.ts';
import { unknownFacts, type PhoneRecord } from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import type { Store } from '../../../electron/store/store.ts';

type Listener = Parameters<WatchedPhones['subscribe']>[0];

/** Phones that exist on paper only: a test says how each one is, and the history watches them as it watches real ones. */
export class PaperPhones implements WatchedPhones {
  readonly #phones = new Map<string, Phone>();
  readonly #listeners = new Set<Listener>();

  list(): Phone[] {
    return [...this.#phones.values()];
  }

  get(phoneId: string): Phone | null {
    return this.#phones.get(phoneId) ?? null;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Each of these is as given from now on; told as one change. */
  put(phones: readonly Phone[]): void {
    for (const phone of phones) this.#phones.set(phone.phoneId, phone);
    this.#tell({ changed: new Set(phones.map(({ phoneId }) => phoneId)), removed: new Set() });
  }

  remove(phoneId: string): void {
    this.#phones.delete(phoneId);
    this.#tell({ changed: new Set(), removed: new Set([phoneId]) });
  }

  #tell(change: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** A phone on the second port of hub `1-2` of this machine, never polled. */
export function paperPhone(phoneId: string, change: Partial<Phone> = {}): Phone {
  return {
    phoneId,
    number: null,
    label: '',
    tags: [],
    note: '',
    isVirtual: false,
    isExpected: true,
    state: 'ready',
    stateSinceAt: 0,
    reason: { code: 'none', params: {} },
    facts: unknownFacts,
    catalogue: { verdict: 'unknown', modelKey: null, nameZh: null, nameEn: null, reasons: [] },
    routes: [paperRoute('local', '1-2.2')],
    health: health(null, []),
    hasDuplicateSerial: false,
    question: null,
    recovery: null,
    firstSeenAt: 0,
    lastSeenAt: null,
    groupsReadAt: null,
    groupCount: null,
    ...change,
  };
}

export function paperRoute(hostId: string, portPath: string | null): Phone['routes'][number] {
  return {
    routeId: `${hostId}|R58M0001|${portPath}`,
    hostId,
    serial: 'R58M0001',
    transportId: 1,
    connection: 'usb',
    portPath,
    adbState: 'device',
    isLive: true,
    isCurrent: true,
    seenAt: 0,
  };
}

/** What a poll answered. Checks without `readAt` were read by this poll. */
export function health(
  polledAt: number | null,
  checks: readonly (Pick<HealthCheck, 'id'> & Partial<HealthCheck>)[],
  score: number | null = null,
): Health {
  const whole = checks.map((check) => ({ ...plainCheck, readAt: polledAt ?? 0, ...check }));
  return { score, unknownCount: 0, checks: whole, polledAt, nextPollAt: null, fault: null };
}

const plainCheck = {
  value: null,
  verdict: 'ok',
  textCode: 'level',
  params: {},
  unknownSinceAt: null,
  deduction: 0,
} as const;

/** Writes phones of these ids into the store, as the registry does when it first meets them. */
export function rememberPhones(store: Store, phoneIds: readonly string[]): void {
  new PhoneStore(store).save(phoneIds.map((phoneId) => ({ ...blankRecord, phoneId })));
}

export function forgetPhone(store: Store, phoneId: string): void {
  new PhoneStore(store).remove(phoneId);
}

const blankRecord: Omit<PhoneRecord, 'phoneId'> = {
  identityKey: null,
  lastBootId: null,
  number: null,
  label: '',
  tags: [],
  note: '',
  isVirtual: false,
  isExpected: true,
  isSetAside: false,
  isEdited: true,
  facts: { ...unknownFacts, marketName: 'Redmi 7', model: 'M1810F6LE' },
  question: null,
  firstSeenAt: 0,
  lastSeenAt: null,
  routes: [],
};
