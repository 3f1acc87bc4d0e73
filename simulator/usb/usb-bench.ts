import { appendFileSync, writeFileSync } from 'node:fs';
import type { ListProxy } from '../proxy/list-proxy.ts';
import type { RowRule } from '../proxy/list-rules.ts';
import type { VirtualDesk } from '../virtual-desk.ts';
import { kernelWords } from './kernel-words.ts';
import { UsbTree, type TreeDevice } from './usb-tree.ts';

export interface UsbBenchOptions {
  readonly desk: VirtualDesk;
  /** Shows the phones to whoever asks for the list, as USB phones on their ports. */
  readonly proxy: ListProxy;
  /** The port of each phone, the first phone's first (`1-2.1`). */
  readonly ports: readonly string[];
  /** Where the devices are shown as Linux does; null: nowhere, as on Windows. */
  readonly treeFolder?: string | null;
  /** Where the kernel writes; null: nobody may read that. */
  readonly kernelLog?: string | null;
  /** False lists the phones without their ports, as adb on Windows does. */
  readonly showsPorts?: boolean;
}

interface Plug {
  port: string;
  isPlugged: boolean;
  isOn: boolean;
  isDebuggingOn: boolean;
  device: number;
}

/** How a phone on a cable stands to the computer. */
type Standing = 'gone' | 'refused' | 'no-adb' | 'adb';

const hubPorts = 7;
const kernelTime = 'Oct  5 12:00:00 desk kernel: [ 1234.567890] ';

/**
 * The cables of a desk: virtual phones hang on ports of hubs, and whatever befalls a cable, a hub or the controller shows
 * in the list of the adb server, in the system's device tree and in the kernel's log at once.
 */
export class UsbBench {
  readonly #options: UsbBenchOptions;
  readonly #tree: UsbTree | null;
  readonly #plugs: Plug[];
  readonly #deadHubs = new Set<string>();
  readonly #shown = new Map<number, Standing>();
  #liveHubs: ReadonlySet<string> = new Set();
  #limit = Infinity;
  #version: number | null = null;
  #devices = 2;

  constructor(options: UsbBenchOptions) {
    this.#options = options;
    const { treeFolder = null, kernelLog = null } = options;
    this.#tree = treeFolder === null ? null : new UsbTree(treeFolder);
    if (kernelLog !== null) writeFileSync(kernelLog, '');
    this.#plugs = options.ports.map((port) => this.#freshPlug(port));
    this.#apply();
  }

  portOf(index: number): string {
    return this.#plug(index).port;
  }

  /** Places of the phones that hang below a hub, counted from 1. */
  phonesBelow(hub: string): number[] {
    return this.#plugs.flatMap(({ port }, at) => (port.startsWith(`${hub}.`) ? [at + 1] : []));
  }

  unplug(index: number): void {
    this.#change(index, { isPlugged: false });
  }

  /** Plugs the phone in, where it was or elsewhere. */
  plug(index: number, port: string = this.portOf(index)): void {
    this.#change(index, { isPlugged: true, port });
  }

  /** The phone is off, as after it shut down for heat; its cable stays in. */
  switchOff(index: number): void {
    this.#change(index, { isOn: false });
  }

  switchOn(index: number): void {
    this.#change(index, { isOn: true });
  }

  /** The phone is on and charges, and offers no adb. */
  setDebugging(index: number, isDebuggingOn: boolean): void {
    this.#change(index, { isDebuggingOn });
  }

  /** The hub and all below it lose their power. */
  killHub(hub: string): void {
    this.#deadHubs.add(hub);
    this.#apply();
  }

  reviveHub(hub: string): void {
    this.#deadHubs.delete(hub);
    this.#apply();
  }

  /** The controller configures so many phones, by their place, and refuses the others; `Infinity`: no limit. */
  limitTo(count: number): void {
    this.#limit = count;
    this.#apply();
  }

  /** The version that the adb server in front answers from now on; null: its own. */
  setServerVersion(version: number | null): void {
    this.#version = version;
    this.#apply();
  }

  /** Adds lines to the kernel's log. */
  say(...lines: readonly string[]): void {
    const { kernelLog } = this.#options;
    if (kernelLog === null || kernelLog === undefined) return;
    appendFileSync(kernelLog, lines.map((line) => `${kernelTime}${line}\n`).join(''));
  }

  /** Every cable in, every phone on, no limit, every hub alive. */
  heal(): void {
    this.#deadHubs.clear();
    this.#limit = Infinity;
    this.#version = null;
    for (const [at, port] of this.#options.ports.entries()) Object.assign(this.#plug(at + 1), this.#freshPlug(port));
    this.#apply();
  }

  #freshPlug(port: string): Plug {
    return { port, isPlugged: true, isOn: true, isDebuggingOn: true, device: this.#devices++ };
  }

  #plug(index: number): Plug {
    const plug = this.#plugs[index - 1];
    if (plug === undefined) throw new RangeError(`no cable ${index}`);
    return plug;
  }

  #change(index: number, change: Partial<Plug>): void {
    Object.assign(this.#plug(index), change);
    this.#apply();
  }

  #apply(): void {
    const standings = this.#standings();
    this.#sayWhatChanged(standings);
    const rows = this.#plugs.map((plug, at) => this.#rowOf(plug, at + 1, standings.get(at + 1)));
    const version = this.#version === null ? {} : { version: this.#version };
    this.#options.proxy.setRules({ rows, keepsTransports: true, ...version });
    this.#tree?.show([...this.#hubDevices(), ...this.#phoneDevices(standings)]);
  }

  #standings(): Map<number, Standing> {
    let room = this.#limit;
    return new Map(
      this.#plugs.map((plug, at) => {
        const isPowered = plug.isPlugged && plug.isOn && !this.#isDead(plug.port);
        if (!isPowered) return [at + 1, 'gone'];
        if (room-- <= 0) return [at + 1, 'refused'];
        return [at + 1, plug.isDebuggingOn ? 'adb' : 'no-adb'];
      }),
    );
  }

  #isDead(path: string): boolean {
    return [...this.#deadHubs].some((hub) => path === hub || path.startsWith(`${hub}.`));
  }

  #sayWhatChanged(standings: ReadonlyMap<number, Standing>): void {
    const hubs = new Set(this.#plugs.flatMap(({ port }) => hubsOver(port)).filter((hub) => !this.#isDead(hub)));
    for (const hub of this.#liveHubs) if (!hubs.has(hub)) this.say(kernelWords.unplugged(hub, 2));
    this.#liveHubs = hubs;
    for (const [index, standing] of standings) {
      const plug = this.#plug(index);
      const before = this.#shown.get(index) ?? 'gone';
      this.#shown.set(index, standing);
      if (before === standing) continue;
      if (standing === 'gone') this.say(kernelWords.unplugged(plug.port, plug.device));
      if (before === 'gone') this.say(kernelWords.plugged(plug.port, (plug.device = this.#devices++)));
      if (standing === 'refused') this.say(kernelWords.noResources(), kernelWords.configRefused(plug.port));
    }
  }

  #rowOf({ port }: Plug, index: number, standing: Standing | undefined): RowRule {
    const { desk, showsPorts = true } = this.#options;
    const phone = desk.phone(index);
    return {
      serial: phone.address,
      shownSerial: phone.serial,
      ...(showsPorts && { portPath: `usb:${port}` }),
      isHidden: standing !== 'adb',
    };
  }

  #hubDevices(): TreeDevice[] {
    const hub = { vendorId: '05e3', productId: '0610', serial: null, configuration: 1 };
    const busses = new Set(this.#plugs.map(({ port }) => port.split('-')[0] ?? ''));
    const roots = [...busses].map((bus) => ({
      ...hub,
      name: `usb${bus}`,
      product: 'xHCI Host Controller',
      portCount: 16,
    }));
    const hubs = [...this.#liveHubs].map((name) => ({ ...hub, name, product: 'USB2.0 Hub', portCount: hubPorts }));
    return [...roots, ...hubs].map((device) => ({ ...device, interfaces: [['09', '00', '01']] }));
  }

  #phoneDevices(standings: ReadonlyMap<number, Standing>): TreeDevice[] {
    return [...standings].flatMap(([index, standing]) => {
      if (standing === 'gone') return [];
      const { serial, model } = this.#options.desk.phone(index);
      const fileTransfer = ['06', '01', '01'] as const;
      const adb = ['ff', '42', '01'] as const;
      return [
        {
          name: this.#plug(index).port,
          vendorId: '2717',
          productId: standing === 'adb' ? 'ff48' : 'ff40',
          product: model,
          serial,
          portCount: 0,
          configuration: standing === 'refused' ? null : 1,
          interfaces: standing === 'adb' ? [fileTransfer, adb] : [fileTransfer],
        },
      ];
    });
  }
}

/** `1-2.3.4` hangs on `1-2.3` and `1-2`. */
function hubsOver(port: string): string[] {
  const parts = port.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}
