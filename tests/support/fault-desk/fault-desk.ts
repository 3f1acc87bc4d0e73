import { rmSync } from 'node:fs';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { ProcedureInput, ProcedureName } from '../../../electron/contract/procedures.ts';
import { alertMigrations } from '../../../electron/devices/alerts/alert-migrations.ts';
import { deskMapMigrations } from '../../../electron/devices/desk-map/desk-map-migrations.ts';
import { faultMigrations } from '../../../electron/devices/fault-reading/fault-migrations.ts';
import { createFaultReading, type FaultReadingPart } from '../../../electron/devices/fault-reading/fault-reading.ts';
import { defaultTiming, type FaultTiming } from '../../../electron/devices/fault-reading/timing.ts';
import { KernelLogFile, unknownKernelLog } from '../../../electron/devices/usb/kernel-log.ts';
import { LinuxUsb, unknownUsb } from '../../../electron/devices/usb/linux-usb.ts';
import type { UsbPresence } from '../../../electron/devices/usb/usb-device.ts';
import type { UsbBench } from '../../../simulator/usb/usb-bench.ts';
import type { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import { AheadClock } from '../ahead-clock.ts';
import { openDeviceLayer, type DeviceLayer } from '../device-layer.ts';
import type { CabledPhones, Sight } from './cabled-phones.ts';
import { ReadingWatch } from './reading-watch.ts';

/** Minutes made seconds, so that a fault is over soon after it is over. */
export const shortTiming: FaultTiming = {
  ...defaultTiming,
  settleMs: 600,
  flapWindowMs: 60_000,
  quietMs: 4_000,
  serverGraceMs: 1_500,
  silentMs: 3_000,
  withoutAdbMs: 1_500,
  rebootMs: 6_000,
  pushMs: 1_000,
  usbEveryMs: 250,
  gatherMs: 4_000,
};

const forever = new AbortController().signal;
const readyMs = 40_000;
/** Shorter than anything that counts together or ends a reading. */
const passStepMs = 1_500;

/** A console's device layer and its fault reading, on a desk of cabled phones. */
export interface FaultDesk {
  readonly phones: CabledPhones;
  readonly bench: UsbBench;
  readonly proxy: ListProxy;
  readonly layer: DeviceLayer;
  readonly part: FaultReadingPart;
  readonly watch: ReadingWatch;
  /** The time in which faults are read, for whoever has no hour to wait. */
  readonly clock: AheadClock;
  /** Lets that time go by as if the console had been running, looks at USB included. */
  pass(durationMs: number): Promise<void>;
  /** The phone in a place on the desk, as the console knows it. */
  readonly phoneIdOf: (index: number) => string;
  close(): Promise<void>;
}

export interface FaultDeskOptions {
  readonly ports: readonly string[];
  readonly sight: Sight;
  readonly timing?: FaultTiming;
}

/** Cables the phones anew, starts a console on them, and resolves when all are ready. */
export async function openFaultDesk(phones: CabledPhones, options: FaultDeskOptions): Promise<FaultDesk> {
  const { bench, proxy, tree, log } = await phones.cable(options.ports, options.sight);
  const console = openFaultConsole({ proxy, tree, log, ...options });
  const bySerial = new Map<string, string>();
  const desk: FaultDesk = {
    ...console,
    phones,
    bench,
    proxy,
    phoneIdOf: (index) => bySerial.get(phones.desk.phone(index).serial) ?? `no phone ${index}`,
    async close() {
      await console.close();
      await proxy.close();
      rmSync(console.layer.folder, { recursive: true, force: true });
    },
  };
  const ready = await untilReady(console.layer, options.ports.length);
  for (const phone of ready) bySerial.set(phone.facts.hardwareSerial ?? '', phone.phoneId);
  return desk;
}

export interface FaultConsoleOptions extends Omit<FaultDeskOptions, 'ports'> {
  readonly proxy: Pick<ListProxy, 'port'>;
  readonly tree: string;
  readonly log: string;
  /** Data folder of a console that was closed: this one goes on from there. */
  readonly folder?: string;
  readonly clock?: AheadClock;
}

/** A console on cables that are there: its device layer and its fault reading. `close` leaves the folder. */
export function openFaultConsole(
  options: FaultConsoleOptions,
): Pick<FaultDesk, 'layer' | 'part' | 'watch' | 'clock' | 'pass' | 'close'> {
  const { proxy, tree, log, sight, timing = shortTiming, folder, clock = new AheadClock() } = options;
  const layer = openDeviceLayer({
    localAdbPort: proxy.port,
    isRecoveryEnabled: false,
    migrations: [...deskMapMigrations, ...faultMigrations, ...alertMigrations],
    ...(folder !== undefined && { folder }),
  });
  const usb = new HeededUsb(sight.hasTree ? new LinuxUsb(tree) : unknownUsb);
  const part = createFaultReading({
    ...layer.ground,
    machineClock: clock,
    devices: layer.devices,
    timing,
    system: {
      presence: usb,
      kernelLog: sight.hasLog ? new KernelLogFile([log]) : unknownKernelLog,
    },
  });
  const watch = new ReadingWatch(part);
  const close = async (): Promise<void> => {
    watch.stop();
    await part.dispose();
    await layer.close();
  };
  const pass = (durationMs: number): Promise<void> => clock.pass(durationMs, passStepMs, () => usb.settled());
  return { layer, part, watch, clock, pass, close };
}

/** USB as the system shows it, and whoever waits for a look at it to end. */
class HeededUsb implements UsbPresence {
  readonly #usb: UsbPresence;
  #look: Promise<unknown> = Promise.resolve();

  constructor(usb: UsbPresence) {
    this.#usb = usb;
  }

  read(): ReturnType<UsbPresence['read']> {
    const look = this.#usb.read();
    this.#look = look;
    return look;
  }

  async settled(): Promise<void> {
    await this.#look;
  }
}

/** Resolves with all phones once so many are ready; throws with what they are instead. */
export async function untilReady({ devices }: DeviceLayer, count: number): Promise<Phone[]> {
  const isReady = (): boolean => devices.phones.list().filter(({ state }) => state === 'ready').length >= count;
  await new Promise<void>((resolve, reject) => {
    const finish = (settle: () => void): void => {
      stop();
      clearTimeout(timer);
      settle();
    };
    const states = (): string =>
      devices.phones
        .list()
        .map(({ state, reason }) => `${state} ${reason.code}`)
        .join(', ');
    const timer = setTimeout(() => finish(() => reject(new Error(`not ready: ${states()}`))), readyMs);
    const look = (): void => (isReady() ? finish(resolve) : undefined);
    const stop = devices.phones.subscribe(look);
    look();
  });
  return devices.phones.list();
}

/** Asks a procedure of the layer or of the fault reading; throws when it is refused. */
export async function ask<N extends Extract<ProcedureName, `hosts.${string}` | `phones.${string}`>>(
  { layer }: Pick<FaultDesk, 'layer'>,
  name: N,
  input: ProcedureInput<N>,
): Promise<unknown> {
  const handler = layer.devices.handlers[name];
  const answer = await handler(input, forever);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
}
