import type { Alert } from '@contract/alerts.ts';
import type { Delta, Snapshot } from '@contract/desk.ts';
import type { Demo } from '@contract/demo.ts';
import type { DeskMap } from '@contract/desk-map.ts';
import type { FaultReading } from '@contract/faults.ts';
import type { Host } from '@contract/hosts.ts';
import type { Job } from '@contract/jobs.ts';
import type { Operator } from '@contract/operators.ts';
import type { Fault } from '@contract/outcome.ts';
import type { Phone } from '@contract/phones.ts';
import { defaultSettings, type Settings } from '@contract/settings.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the page stands to the main process: nothing yet, following it, or cut off. */
export type Link =
  | { readonly kind: 'loading' }
  | { readonly kind: 'live' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** The renderer's projection of the desk. Main owns the truth; nothing here is ever changed by the page itself. */
export interface LiveState {
  readonly link: Link;
  readonly version: number;
  readonly phones: ReadonlyMap<string, Phone>;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly attendance: Snapshot['attendance'];
  readonly readings: readonly FaultReading[];
  readonly deskMap: DeskMap;
  readonly demo: Demo;
  readonly operator: Operator | null;
  readonly settings: Settings;
  /** Active alerts by id. */
  readonly alerts: ReadonlyMap<number, Alert>;
  /** Those that nobody has acknowledged or snoozed. */
  readonly alertCount: number;
  /** Planned, running and paused jobs and the latest that are over, by id. */
  readonly jobs: ReadonlyMap<number, Job>;
}

export type LiveStore = StoreApi<LiveState>;

export const emptyLiveState: LiveState = {
  link: { kind: 'loading' },
  version: -1,
  phones: new Map(),
  hosts: new Map(),
  attendance: { expectedCount: 0, onlineCount: 0, missing: [] },
  readings: [],
  deskMap: { hubs: [], places: [] },
  demo: { state: 'off', phoneCount: 0, seed: null, fault: null },
  operator: null,
  settings: defaultSettings,
  alerts: new Map(),
  alertCount: 0,
  jobs: new Map(),
};

export function createLiveStore(): LiveStore {
  return createStore<LiveState>(() => emptyLiveState);
}

export function fromSnapshot(snapshot: Snapshot): LiveState {
  const { version, attendance, readings, deskMap, demo, operator, settings, alertCount } = snapshot;
  return {
    link: { kind: 'live' },
    version,
    phones: new Map(snapshot.phones.map((phone) => [phone.phoneId, phone])),
    hosts: new Map(snapshot.hosts.map((host) => [host.hostId, host])),
    attendance,
    readings,
    deskMap,
    demo,
    operator,
    settings,
    alerts: new Map(snapshot.alerts.map((alert) => [alert.alertId, alert])),
    alertCount,
    jobs: new Map(snapshot.jobs.map((job) => [job.jobId, job])),
  };
}

/** The state after `delta`, or null when the delta does not follow this state and a new snapshot is needed. */
export function afterDelta(state: LiveState, delta: Delta): LiveState | null {
  if (delta.baseVersion !== state.version) return null;
  return {
    link: state.link,
    version: delta.version,
    phones: merge(state.phones, delta.phones, { keyOf: (phone) => phone.phoneId, removed: delta.removedPhoneIds }),
    hosts: merge(state.hosts, delta.hosts, { keyOf: (host) => host.hostId, removed: delta.removedHostIds }),
    attendance: delta.attendance ?? state.attendance,
    readings: delta.readings ?? state.readings,
    deskMap: delta.deskMap ?? state.deskMap,
    demo: delta.demo ?? state.demo,
    operator: delta.operator === undefined ? state.operator : delta.operator,
    settings: delta.settings ?? state.settings,
    alerts: merge(state.alerts, delta.alerts, { keyOf: (alert) => alert.alertId, removed: delta.endedAlertIds }),
    alertCount: delta.alertCount ?? state.alertCount,
    jobs: merge(state.jobs, delta.jobs, { keyOf: (job) => job.jobId, removed: delta.removedJobIds }),
  };
}

interface MergeRule<K, T> {
  readonly keyOf: (entry: T) => K;
  readonly removed: readonly K[] | undefined;
}

function merge<K, T>(
  entries: ReadonlyMap<K, T>,
  changed: readonly T[] | undefined,
  { keyOf, removed }: MergeRule<K, T>,
): ReadonlyMap<K, T> {
  if (changed === undefined && removed === undefined) return entries;
  const next = new Map(entries);
  for (const entry of changed ?? []) next.set(keyOf(entry), entry);
  for (const key of removed ?? []) next.delete(key);
  return next;
}
