import { randomUUID } from 'node:crypto';
import type { AuditPort } from '../../audit/audit-log.ts';
import type { DeskMap } from '../../contract/desk-map.ts';
import type { FaultReading } from '../../contract/faults.ts';
import { succeed } from '../../contract/outcome.ts';
import type { Handlers, ProcedureName } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { DeskMapKeeper } from '../desk-map/desk-map.ts';
import { localHostId } from '../hosts/host-record.ts';
import { KernelLogFile, unknownKernelLog, type KernelLog } from '../usb/kernel-log.ts';
import { LinuxUsb, unknownUsb } from '../usb/linux-usb.ts';
import type { UsbPresence } from '../usb/usb-device.ts';
import { UsbWatch } from '../usb/usb-watch.ts';
import { DeskJournal } from './desk-journal.ts';
import { DeskReader } from './desk-reader.ts';
import type { FaultReadings } from './fault-alerts.ts';
import { NoteStore } from './note-store.ts';
import { ReadingStore } from './reading-store.ts';
import { defaultTiming, type FaultTiming } from './timing.ts';

export interface FaultReadingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings };
  readonly devices: Pick<Devices, 'phones' | 'hosts' | 'news'>;
  /** What the operating system is asked; this machine's own when not given. */
  readonly system?: { readonly presence: UsbPresence; readonly kernelLog: KernelLog };
  readonly timing?: FaultTiming;
}

type FaultProcedure = Extract<ProcedureName, `faults.${string}` | `deskMap.${string}`>;

/** The desk map and what is read from it. */
export interface FaultReadingPart extends Disposable {
  readonly handlers: Handlers<FaultProcedure>;
  readonly deskMap: { current(): DeskMap; subscribe(listener: () => void): () => void };
  readonly readings: FaultReadings & { current(): FaultReading[] };
  dispose(): Promise<void>;
}

/** Begins to note what happens on the desk, and to read it. */
export function createFaultReading(deps: FaultReadingDeps): FaultReadingPart {
  const life = new DisposalStack();
  const readingStore = new ReadingStore(deps.store);
  const { deskMap, reader } = createWatchers(deps, readingStore, life);
  return {
    handlers: { ...deskMap.handlers, 'faults.history': (input) => Promise.resolve(succeed(readingStore.page(input))) },
    deskMap,
    readings: {
      current: () => reader.current(),
      subscribe: (listener) => reader.subscribe(listener),
      now: () => deps.clock.now(),
    },
    dispose: () => life.dispose(),
  };
}

/** What is seen, noted and read; each asks the others only once all are there. */
function createWatchers(
  deps: FaultReadingDeps,
  readingStore: ReadingStore,
  life: DisposalStack,
): { readonly deskMap: DeskMapKeeper; readonly reader: DeskReader } {
  const { devices, timing = defaultTiming, system = thisSystem(process.platform) } = deps;
  const { phones, hosts } = devices;
  const noteStore = new NoteStore(deps.store);
  const earlier = noteStore.load(deps.machineClock.now());
  const usbWatch: UsbWatch = life.use(
    new UsbWatch({
      ...system,
      machineClock: deps.machineClock,
      everyMs: timing.usbEveryMs,
      earlier,
      isNeeded: () => journal.isAnyMissing(),
      onChanged: () => {
        deskMap.review();
        reader.review();
      },
    }),
  );
  const countPorts = (hostId: string, hubPath: string): number | null =>
    hostId === localHostId ? portCountOf(usbWatch, hubPath) : null;
  const deskMap = life.use(new DeskMapKeeper({ ...deps, phones, hosts, newId: randomUUID, portCountOf: countPorts }));
  const journal = life.use(
    new DeskJournal({
      ...deps,
      timing,
      placeOf: (phone) => deskMap.placeOf(phone),
      usb: () => usbWatch.sight(),
      earlier,
      onNoted: () => reader.review(),
    }),
  );
  const reader: DeskReader = life.use(new DeskReader({ ...deps, journal, readingStore, noteStore, newId: randomUUID }));
  reader.review();
  usbWatch.start();
  return { deskMap, reader };
}

/** Only Linux tells what is on USB in files. */
function thisSystem(platform: NodeJS.Platform): { readonly presence: UsbPresence; readonly kernelLog: KernelLog } {
  return platform === 'linux'
    ? { presence: new LinuxUsb(), kernelLog: new KernelLogFile() }
    : { presence: unknownUsb, kernelLog: unknownKernelLog };
}

function portCountOf(usbWatch: UsbWatch, hubPath: string): number | null {
  return usbWatch.sight().devices?.find(({ portPath }) => portPath === hubPath)?.portCount ?? null;
}
