import type { Delta, Snapshot } from '../../../electron/contract/desk.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';

export function sampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    version: 1,
    takenAt: 0,
    time: { now: 0, trueNow: 0, factor: 1, isOwnClock: false },
    phones: [],
    hosts: [],
    attendance: { expectedCount: 0, onlineCount: 0, missing: [] },
    readings: [],
    deskMap: { hubs: [], places: [] },
    demo: { state: 'off', phoneCount: 0, seed: null, fault: null },
    operator: null,
    settings: defaultSettings,
    alerts: [],
    alertCount: 0,
    jobs: [],
    ...change,
  };
}

/** The delta that leads from `baseVersion` to the next version. */
export function sampleDelta(baseVersion: number, change: Partial<Delta> = {}): Delta {
  return { baseVersion, version: baseVersion + 1, ...change };
}
