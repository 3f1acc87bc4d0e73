import type { AuditPort } from '../audit/audit-log.ts';
import type { PhoneShell } from '../automation/screen-reader.ts';
import type { GroupReading } from '../contract/groups.ts';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { HolderKind } from '../devices/state/phone-state.ts';
import type { Clock } from '../runtime/clock.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { readGroupList } from './group-reader.ts';
import { GroupStore } from './group-store.ts';
import type { GroupSummary, ListedGroups } from './group-store.ts';

/** The phones as this feature needs them; `devices` has them. */
export interface GroupPhones {
  /** Null for a phone that is not remembered. */
  get(phoneId: string): { readonly isVirtual: boolean } | null;
  /**
   * Runs `work` as the phone's one holder, of that kind, on its current route; answers `phone-busy`, `phone-not-ready` and their
   * like when it cannot be held. `signal` gives the wait up and reaches `work` through its own.
   */
  withPhone<T>(
    phoneId: string,
    holder: HolderKind,
    work: (link: PhoneShell, signal: AbortSignal) => Promise<Outcome<T>>,
    signal: AbortSignal,
  ): Promise<Outcome<T>>;
}

export interface GroupsOptions {
  readonly store: Store;
  readonly phones: GroupPhones;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
}

export interface Groups {
  readonly handlers: Handlers<'groups.read' | 'groups.list'>;
  /** When that phone's groups were last read and how many there were; null before the first reading. */
  summaryOf(phoneId: string): GroupSummary | null;
  /** Every group's name that was ever read, once. */
  names(): string[];
  /** Tells the phone whose reading is new. The returned function ends the subscription. */
  subscribe(listener: (phoneId: string) => void): () => void;
}

/** Groups as the phones' messengers list them: reading and remembering, nothing else yet. */
export function createGroups(options: GroupsOptions): Groups {
  const { store, phones, logger } = options;
  const groups = new GroupStore(store);
  const summaries = new Map(groups.summaries());
  const changes = new EventSource<string>(logger);
  const remember = (reading: GroupReading, listed: ListedGroups): GroupReading => {
    summaries.set(reading.phoneId, { readAt: reading.readAt ?? 0, groupCount: listed.names.length });
    changes.emit(reading.phoneId);
    return reading;
  };
  return {
    handlers: {
      'groups.list': async ({ phoneId }) =>
        phones.get(phoneId) === null ? unknownPhone(phoneId) : succeed(groups.read(phoneId)),
      'groups.read': async ({ phoneId }, signal) => {
        const listed = await readFromPhone(options, phoneId, signal);
        if (!listed.ok) return listed;
        const saved = saveReading(options, groups, { phoneId, listed: listed.value });
        return saved.ok ? succeed(remember(saved.value, listed.value)) : saved;
      },
    },
    summaryOf: (phoneId) => summaries.get(phoneId) ?? null,
    names: () => groups.names(),
    subscribe: (listener) => changes.subscribe(listener),
  };
}

function unknownPhone(phoneId: string): Outcome<never> {
  return fail('phone-not-found', 'no such phone', { phoneId });
}

/** Virtual phones only: what a walk does on real ones is settled with the engine and its rehearsals. */
async function readFromPhone(
  options: GroupsOptions,
  phoneId: string,
  signal: AbortSignal,
): Promise<Outcome<ListedGroups>> {
  const { phones, machineClock: clock, logger, audit, store } = options;
  const phone = phones.get(phoneId);
  if (phone === null) return unknownPhone(phoneId);
  if (!phone.isVirtual) return fail('phone-real-not-supported', 'only virtual phones are read so far', { phoneId });
  const listed = await phones.withPhone(
    phoneId,
    // The operator clicked and waits for it: their own hand, no job.
    'hand',
    (link, held) => readGroupList({ link, clock, logger: logger.scoped('groups'), signal: held }),
    signal,
  );
  if (listed.ok) return listed;
  const noted = store.write(() =>
    audit.append({ action: 'groups.read', subject: phoneId, params: { error: listed.error.code } }),
  );
  return noted.ok ? listed : noted;
}

function saveReading(
  options: GroupsOptions,
  groups: GroupStore,
  reading: { readonly phoneId: string; readonly listed: ListedGroups },
): Outcome<GroupReading> {
  const { store, audit, clock } = options;
  const { phoneId, listed } = reading;
  return store.write(() => {
    groups.save(phoneId, listed, clock.now());
    const params = { count: listed.names.length, listedCount: listed.listedCount, isComplete: listed.isComplete };
    audit.append({ action: 'groups.read', subject: phoneId, params });
    return groups.read(phoneId);
  });
}
