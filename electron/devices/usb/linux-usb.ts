import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRootHub, portOfPath } from '../desk-map/usb-path.ts';
import type { UsbDevice, UsbPresence } from './usb-device.ts';

/** Where Linux lists its USB devices. */
export const sysfsRoot = '/sys/bus/usb/devices';

/** Class, subclass and protocol of adb's interface (AOSP `adb.h`: ADB_CLASS, ADB_SUBCLASS, ADB_PROTOCOL). */
const adbInterface = 'ff/42/01';
/** AOSP `fastboot.cpp`, `match_fastboot_with_serial`. */
const fastbootInterface = 'ff/42/03';
/** Still image, which MTP and PTP use alike; some vendors' own class says MTP in words. */
const filesInterface = '06/01/01';
const hubClass = '09';
const deviceFiles = ['serial', 'product', 'bDeviceClass', 'maxchild', 'bConfigurationValue', 'authorized'] as const;

/** Reads sysfs below a folder: one entry per device (`1-2.3`) and per interface (`1-2.3:1.0`). */
export class LinuxUsb implements UsbPresence {
  readonly #root: string;

  constructor(root: string = sysfsRoot) {
    this.#root = root;
  }

  async read(): Promise<readonly UsbDevice[] | null> {
    // No such folder: another system, or a container that is shown none. Unknown, not empty.
    const names = await readdir(this.#root).catch(() => null);
    if (names === null) return null;
    const interfaces = new Map<string, string[]>();
    for (const name of names) {
      const [device = '', rest] = name.split(':');
      if (rest !== undefined) interfaces.set(device, [...(interfaces.get(device) ?? []), name]);
    }
    const devices = names.filter((name) => /^usb\d+$/.test(name) || isDevicePath(name));
    return Promise.all(devices.map((name) => this.#readDevice(name, interfaces.get(name) ?? [])));
  }

  async #readDevice(name: string, interfaces: readonly string[]): Promise<UsbDevice> {
    const [serial, product, deviceClass, ports, configuration, authorized] = await Promise.all(
      deviceFiles.map((file) => this.#text(name, file)),
    );
    const kinds = await Promise.all(interfaces.map((each) => this.#interfaceKind(each)));
    const words = await Promise.all(interfaces.map((each) => this.#text(each, 'interface')));
    const portCount = Number(ports ?? '');
    return {
      portPath: name.startsWith('usb') ? name.slice('usb'.length) : name,
      serial: serial ?? null,
      product: product ?? null,
      isHub: deviceClass === hubClass,
      portCount: portCount > 0 ? portCount : null,
      isConfigured: (configuration ?? '') !== '' && configuration !== '0',
      isAuthorized: authorized !== '0',
      hasAdb: kinds.includes(adbInterface),
      hasFiles: kinds.includes(filesInterface) || words.includes('MTP'),
      isBootloader: kinds.includes(fastbootInterface),
    };
  }

  async #interfaceKind(name: string): Promise<string> {
    const files = ['bInterfaceClass', 'bInterfaceSubClass', 'bInterfaceProtocol'];
    const parts = await Promise.all(files.map((file) => this.#text(name, file)));
    return parts.join('/');
  }

  /** A device may go while it is read: what is missing is null. */
  async #text(name: string, file: string): Promise<string | null> {
    const text = await readFile(join(this.#root, name, file), 'utf8').catch(() => null);
    const trimmed = text?.trim() ?? '';
    return trimmed === '' ? null : trimmed;
  }
}

function isDevicePath(name: string): boolean {
  const at = portOfPath(name);
  return at !== null && !isRootHub(name);
}

/** For Windows and macOS, and for adb servers of other machines: nothing is known. */
export const unknownUsb: UsbPresence = { read: () => Promise.resolve(null) };
