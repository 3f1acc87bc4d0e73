import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AuditNote } from '../../electron/audit/audit-log.ts';
import { fail, type Outcome } from '../../electron/contract/outcome.ts';
import type { Phone } from '../../electron/contract/phones.ts';
import { defaultSettings, type Settings } from '../../electron/contract/settings.ts';
import { loadCatalogue } from '../../electron/devices/catalogue/catalogue.ts';
import { createDevices, deviceMigrations, type Devices, type DevicesOptions } from '../../electron/devices/devices.ts';
import type { AdbProgramPort } from '../../electron/devices/hosts/host-registry.ts';
import { createSystemClock } from '../../electron/runtime/clock.ts';
import { EventSource } from '../../electron/runtime/event-source.ts';
import { silentLogger } from '../../electron/runtime/logger.ts';
import type { Migration } from '../../electron/store/migration.ts';
import { openStore } from '../../electron/store/open-store.ts';

export interface DeviceLayerWishes {
  /** Port of "this machine's" adb server: never 5037. */
  readonly localAdbPort: number;
  readonly isLocalServerStarted?: boolean;
  readonly isRecoveryEnabled?: boolean;
  readonly settings?: Partial<Settings>;
  readonly program?: AdbProgramPort;
  /** Rungs of the features that stand on the layer. */
  readonly migrations?: readonly Migration[];
  /** Data folder; a new one is made and removed when not given. */
  readonly folder?: string;
}

export interface DeviceLayer {
  readonly devices: Devices;
  readonly audited: AuditNote[];
  readonly folder: string;
  /** What the layer itself stands on, for a feature above it. */
  readonly ground: Pick<DevicesOptions, 'store' | 'clock' | 'machineClock' | 'logger' | 'audit' | 'settings'>;
  /** Changes settings as the operator does. */
  change(patch: Partial<Settings>): void;
  /** Stops the layer and closes its database; called by itself after the test. */
  close(): Promise<void>;
}

const noProgram: AdbProgramPort = {
  find: async () => fail('adb-not-installed', 'no adb in this test'),
  start: async () => fail('adb-not-installed', 'no adb in this test'),
};

/** The whole device layer over a real database, without the rest of the console. */
export function openDeviceLayer(wishes: DeviceLayerWishes): DeviceLayer {
  const folder = wishes.folder ?? mkdtempSync(join(tmpdir(), 'jiqun-devices-'));
  const clock = createSystemClock();
  const opened = openStore({
    file: join(folder, 'jiqun.db'),
    migrations: [...deviceMigrations, ...(wishes.migrations ?? [])],
    clock,
    logger: silentLogger,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const audited: AuditNote[] = [];
  const changes = new EventSource<Settings>(silentLogger);
  let settings: Settings = { ...defaultSettings, ...wishes.settings };
  const change = (patch: Partial<Settings>): void => {
    settings = { ...settings, ...patch };
    changes.emit(settings);
  };
  const ground: DeviceLayer['ground'] = {
    store,
    clock,
    machineClock: clock,
    logger: silentLogger,
    audit: { append: (note) => record(audited, note) },
    settings: { current: () => settings, subscribe: (listener) => changes.subscribe(listener) },
  };
  const devices = createDevices({
    ...ground,
    catalogue: loadCatalogue(new URL('../../resources/catalogue.json', import.meta.url).pathname),
    program: wishes.program ?? noProgram,
    config: {
      localAdbPort: wishes.localAdbPort,
      isLocalServerStarted: wishes.isLocalServerStarted ?? false,
      isRecoveryEnabled: wishes.isRecoveryEnabled ?? true,
    },
  });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await devices.dispose();
    store.dispose();
  };
  devices.start();
  return { devices, audited, folder, ground, change, close };
}

/** The same, closed and removed after the running test. */
export function startDeviceLayer(wishes: DeviceLayerWishes): DeviceLayer {
  const layer = openDeviceLayer(wishes);
  onTestFinished(async () => {
    await layer.close();
    if (wishes.folder === undefined) rmSync(layer.folder, { recursive: true, force: true });
  });
  return layer;
}

function record(
  audited: AuditNote[],
  note: AuditNote,
): ReturnType<Parameters<typeof createDevices>[0]['audit']['append']> {
  audited.push(note);
  return {
    seq: audited.length,
    at: 0,
    operatorId: null,
    operatorName: null,
    hash: '',
    ...note,
    params: { ...note.params },
  };
}

/** `state reason` of every phone, by number. */
export function statesOf(devices: Devices): string[] {
  return devices.phones
    .list()
    .toSorted(byNumber)
    .map((phone) => `${phone.state} ${phone.reason.code}`);
}

export function byNumber(left: Phone, right: Phone): number {
  return (left.number ?? 10_000) - (right.number ?? 10_000);
}

/** The value of an outcome that must be a success. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
