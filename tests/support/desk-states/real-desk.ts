import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { createAndroidDevice, type AndroidDevice } from '../../../simulator/android/android-device.ts';
import type { DeviceOrder } from '../../../simulator/desk/desk-device.ts';
import type { CommandStreams } from '../../../simulator/device-port.ts';
import type { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import type { RowRule } from '../../../simulator/proxy/list-rules.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import { findAdbProgram } from '../adb-program.ts';

/** The phones of the desk by what is special about them; each is the place on the desk, counted from 1. */
export const places = {
  plain: 1,
  worn: 2,
  unauthorized: 3,
  offline: 4,
  needsHand: 5,
  noPermission: 6,
  preparing: 7,
  setAside: 8,
  unplugged: 9,
  twin: 10,
  otherTwin: 11,
  twoRoutes: 12,
  unsure: 13,
  recovery: 14,
  windows: 15,
  authorizing: 16,
  onHub: 17,
  besideOnHub: 18,
} as const;
export type Place = keyof typeof places;

interface DeskParts {
  readonly desk: VirtualDesk;
  readonly proxy: ListProxy;
  readonly stateFolder: string;
  readonly showsPorts: boolean;
}

const seed = 20_261;
const adbWords =
  'no permissions (user in plugdev group; are your udev rules wrong?); see [http://developer.android.com/tools/device.html]';
const wireStates: Partial<Record<Place, string>> = {
  noPermission: adbWords,
  recovery: 'recovery',
  authorizing: 'authorizing',
  needsHand: 'offline',
};

/** Phones that count as real, on USB of this machine, with everything that can be wrong with a phone. */
export class RealDesk {
  readonly desk: VirtualDesk;
  readonly #proxy: ListProxy;
  readonly #stateFolder: string;
  readonly #rules = new Map<Place, Partial<RowRule>>();
  readonly #showsPorts: boolean;

  private constructor({ desk, proxy, stateFolder, showsPorts }: DeskParts) {
    this.desk = desk;
    this.#proxy = proxy;
    this.#stateFolder = stateFolder;
    this.#showsPorts = showsPorts;
  }

  /**
   * All phones are well at first; `twoRoutes` and `unsure` are there a second time, over Wi-Fi.
   * @param showsPorts false lists all rows as adb on Windows does, without the port
   */
  static async open(showsPorts = true): Promise<RealDesk> {
    const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-real-'));
    const count = Object.keys(places).length;
    const world = new World({ seed, phoneCount: count });
    const desk = await VirtualDesk.start({
      count,
      seed,
      adbPath: findAdbProgram(),
      stateFolder,
      createDevice: (order) => makePhone(order, world),
    });
    await connectAgain(desk, [places.twoRoutes, places.unsure]);
    const proxy = await desk.proxy({ rows: [] });
    const made = new RealDesk({ desk, proxy, stateFolder, showsPorts });
    made.#apply();
    return made;
  }

  get adbPort(): number {
    return this.#proxy.port;
  }

  get placeNames(): readonly Place[] {
    return placeNames;
  }

  /** The USB port that the phone is plugged into, as adb prints it. */
  portOf(place: Place): string {
    return portOf(place);
  }

  serial(place: Place): string {
    return this.desk.phone(places[place]).serial;
  }

  /** Begins what is wrong with the phones; `preparing` and `offline` are begun apart, since they pass. */
  breakPhones(): void {
    const { desk } = this;
    desk.phone(places.worn).startFault({ kind: 'low-battery' });
    desk.phone(places.worn).startFault({ kind: 'hot-battery' });
    desk.phone(places.unauthorized).startFault({ kind: 'unauthorized' });
    for (const place of placeNames) {
      const state = wireStates[place];
      if (state !== undefined) this.#rules.set(place, { state });
    }
    for (const place of ['unplugged', 'onHub', 'besideOnHub'] as const) this.#rules.set(place, { isHidden: true });
    this.#apply();
  }

  /** The phone goes offline now: not with the others, or the console would have given it up by the time it is shown. */
  goOffline(): void {
    this.#rules.set('offline', { state: 'offline' });
    this.#apply();
  }

  /** Pulls the cable of the phone that will be `preparing`. */
  pullOut(): void {
    this.#rules.set('preparing', { isHidden: true });
    this.#apply();
  }

  /** Plugs it in again; for the next seconds it does not answer who it is. */
  plugIn(): void {
    this.desk.phone(places.preparing).clearFaults();
    this.desk.phone(places.preparing).startFault({ kind: 'hang', durationMs: 9_000 });
    this.#rules.delete('preparing');
    this.#apply();
  }

  async close(): Promise<void> {
    await this.desk.stop();
    rmSync(this.#stateFolder, { recursive: true, force: true });
  }

  #apply(): void {
    const rows = placeNames.map((place): RowRule => {
      const phone = this.desk.phone(places[place]);
      const portPath = this.#showsPorts && place !== 'windows' ? { portPath: `usb:${portOf(place)}` } : {};
      return { serial: phone.address, shownSerial: phone.serial, ...portPath, ...this.#rules.get(place) };
    });
    this.#proxy.setRules({ rows, keepsTransports: true });
  }
}

const placeNames = Object.keys(places).filter((name): name is Place => name in places);

function portOf(place: Place): string {
  if (place === 'onHub') return '3-2.1';
  if (place === 'besideOnHub') return '3-2.2';
  const index = places[place];
  return `1-${Math.ceil(index / 7)}.${((index - 1) % 7) + 1}`;
}

function makePhone(order: DeviceOrder, world: World): AndroidDevice {
  // The twin is other hardware of the same model that was given the same serial.
  const index = order.index === places.otherTwin ? places.twin : order.index;
  const device = createAndroidDevice({ ...order, index, world });
  if (order.index === places.otherTwin) device.phone.restart();
  device.phone.setProperty('ro.boot.jiqun.virtual', '0');
  if (order.index === places.unsure) hideIdentity(device);
  return device;
}

/** A phone whose shell may read neither boot id nor Wi-Fi address, as some vendors have it. */
function hideIdentity(device: AndroidDevice): void {
  const run = device.run.bind(device);
  device.run = (command: string, streams: CommandStreams) =>
    run(command.replaceAll('/boot_id', '/boot_id_denied').replaceAll('wlan0', 'wlan9'), streams);
}

async function connectAgain(desk: VirtualDesk, indexes: readonly number[]): Promise<void> {
  const clock = createSystemClock();
  const server = new AdbServer({ address: '127.0.0.1', port: desk.adbPort, logger: silentLogger, clock });
  try {
    for (const index of indexes) {
      const connected = await server.connectPhone('localhost', desk.phone(index).port, { timeoutMs: 5_000 });
      if (!connected.ok) throw new Error(connected.error.message);
    }
  } finally {
    server.dispose();
  }
}
