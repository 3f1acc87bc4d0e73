import type { SimulatorClock } from '../clock.ts';
import type { BootTarget } from '../device-port.ts';
import { buildProperties } from '../models/phone-properties.ts';
import type { PhoneModel } from '../models/phone-model.ts';
import { encodeText } from '../shell/byte-stream.ts';
import { FileTree } from '../shell/file-tree.ts';
import type { MessengerVariant } from '../messenger/variant.ts';
import { PhoneFiles, rootUser, type FileHost, type FileUser } from '../shell/phone-files.ts';
import type { SeededRandom } from '../world/seeded-random.ts';
import type { World } from '../world/world.ts';
import { baseFiles } from './base-files.ts';
import { Battery } from './battery.ts';
import { asAutomatedPhone } from './automated-phone.ts';
import { InstallSessions } from './install-sessions.ts';
import { InstrumentationTable } from './instrumentation-table.ts';
import { defaultKeyboard } from './keyboards.ts';
import { Network } from './network.ts';
import { InstalledPackages } from './packages.ts';
import { traceProperties, type PersonalTraces } from './personal-traces.ts';
import { PhoneDisplay } from './phone-display.ts';
import { PhoneSettings } from './phone-settings.ts';
import { PhoneSetup, setupProperties } from './phone-setup.ts';
import { Processor } from './processor.ts';
import { makeSerial } from './serial-number.ts';
import { defaultSettings } from './setting-defaults.ts';
import { Storage } from './storage.ts';
import { UiAutomation } from './ui-automation.ts';
import { isUnicodeKeyboard } from './unicode-keyboard.ts';

/** Which phone to make. */
export interface PhoneOrder {
  /** 1-based place on the desk. */
  readonly index: number;
  readonly model: PhoneModel;
  readonly clock: SimulatorClock;
  readonly world: World;
  /** Chance of this place on the desk: serial, SIM, habits. */
  readonly random: SeededRandom;
  /** Chance of this piece of hardware; another one behind the same serial differs here. */
  readonly hardwareRandom: SeededRandom;
  readonly serial?: string;
  /** The messenger on it; null for the one that goes with the model. */
  readonly variant: MessengerVariant | null;
  /** Identifiers to plant in everything that a real phone would print them in. */
  readonly traces?: PersonalTraces | null;
  readonly binaries: readonly string[];
  readonly toyboxTools: readonly string[];
  /** The text of a computed file (`proc/stat`) of this phone; null when it has none of that name. */
  readonly renderFile: (key: string, phone: Phone) => string | null;
}

/** The user that adb runs commands as, with its groups (AOSP `adb/daemon/main.cpp`). */
export const shellUser: FileUser = {
  name: 'shell',
  groups: new Set([
    'shell',
    'input',
    'log',
    'adb',
    'sdcard_rw',
    'sdcard_r',
    'net_bt_admin',
    'net_bt',
    'inet',
    'net_bw_stats',
    'readproc',
    'uhid',
  ]),
};

const dayMs = 86_400_000;
const readOnlyRoots = ['/system', '/vendor', '/odm', '/proc', '/sys', '/acct'];
const oldestKernelWithMemAvailable = [3, 14] as const;

/** Everything that one phone is and remembers; the programs of its shell read and change it. */
export class Phone {
  readonly index: number;
  readonly model: PhoneModel;
  readonly world: World;
  readonly random: SeededRandom;
  readonly serial: string;
  readonly androidId: string;
  readonly traces: PersonalTraces | null;
  readonly battery: Battery;
  readonly storage: Storage;
  readonly processor: Processor;
  readonly network: Network;
  readonly display: PhoneDisplay;
  readonly packages: InstalledPackages;
  readonly settings: PhoneSettings;
  readonly setup: PhoneSetup;
  readonly installSessions = new InstallSessions();
  readonly uiAutomation = new UiAutomation();
  readonly instrumentations: InstrumentationTable;
  readonly systemFiles: PhoneFiles;
  readonly files: PhoneFiles;
  /** The phone's own clock, which may be wrong. */
  readonly clock: SimulatorClock;
  readonly #deskClock: SimulatorClock;
  readonly #changedProperties = new Map<string, string>();
  #propertyChanges = 0;
  #properties: { readonly version: string; readonly table: ReadonlyMap<string, string> } | null = null;
  #bootId: string;
  #bootedAt: number;
  #bootCount = 0;
  #skewMs = 0;
  #restartListener: ((target: BootTarget) => void) | null = null;
  #memoryBias = 0;
  #isInputAllowed = true;
  #logClearedAt: number | null = null;

  constructor(order: PhoneOrder) {
    const { random, hardwareRandom, model } = order;
    this.index = order.index;
    this.model = model;
    this.world = order.world;
    this.random = hardwareRandom;
    this.#deskClock = order.clock;
    this.clock = {
      now: () => order.clock.now() + this.#skewMs,
      after: (delayMs, task) => order.clock.after(delayMs, task),
    };
    this.traces = order.traces ?? null;
    this.serial = this.traces?.serial ?? order.serial ?? makeSerial(model.serial, random.fork('serial'));
    this.androidId = this.traces?.androidId ?? hardwareRandom.fork('android-id').letters('0123456789abcdef', 16);
    this.battery = new Battery(order.clock, model.batteryMah, hardwareRandom.fork('battery'));
    this.processor = new Processor(model.cores, hardwareRandom.fork('processor'));
    this.network = new Network(order.index, random.fork('network'), this.traces);
    const usedShare = 0.28 + hardwareRandom.fork('storage').next() * 0.4;
    this.storage = new Storage(model.dataKb, Math.round(model.dataKb * usedShare), model.android.sdk);
    this.packages = this.#shipPackages(hardwareRandom.fork('packages'));
    this.display = this.#createDisplay(order.variant);
    this.settings = new PhoneSettings(() => defaultSettings(this));
    this.setup = new PhoneSetup(model.skin.kind);
    this.instrumentations = this.#createInstrumentations();
    this.#bootId = hardwareRandom.fork('boot/0').uuid();
    this.#bootedAt = order.clock.now() - Math.round((0.4 + hardwareRandom.fork('uptime').next() * 11) * dayMs);
    const tree = new FileTree(
      baseFiles({
        sdk: model.android.sdk,
        binaries: order.binaries,
        toyboxTools: order.toyboxTools,
        showsBatteryFiles: model.skin.kind !== 'emui',
      }),
    );
    this.systemFiles = new PhoneFiles(tree, this.#fileHost(order.renderFile), rootUser);
    this.files = this.systemFiles.as(shellUser);
  }

  now(): number {
    return this.clock.now();
  }

  /** Boot moment on the desk's clock, so that a wrong phone clock does not change the uptime. */
  get bootedAt(): number {
    return this.#bootedAt;
  }

  get uptimeMs(): number {
    return Math.max(0, this.#deskClock.now() - this.#bootedAt);
  }

  get bootId(): string {
    return this.#bootId;
  }

  get sdk(): number {
    return this.model.android.sdk;
  }

  /** The kernel tells `MemAvailable` since 3.14. */
  get hasMemAvailable(): boolean {
    const [major = 0, minor = 0] = this.model.kernel.split('.').map(Number);
    const [wantedMajor, wantedMinor] = oldestKernelWithMemAvailable;
    return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  }

  /** Added to the share of free memory; negative for a phone short of it. */
  get memoryBias(): number {
    return this.#memoryBias;
  }

  setMemoryBias(bias: number): void {
    this.#memoryBias = bias;
  }

  /** Whether adb may inject taps and keys: vendors have a switch of their own for it. */
  get isInputAllowed(): boolean {
    return this.#isInputAllowed;
  }

  setInputAllowed(isAllowed: boolean): void {
    this.#isInputAllowed = isAllowed;
  }

  /** After an app was taken off: it runs no more, and the keyboard in use is one that is there. */
  forgetApp(name: string): void {
    this.display.screens.stop(name);
    this.instrumentations.stop(name);
    const keyboard = this.settings.get('secure', 'default_input_method');
    if (keyboard?.startsWith(`${name}/`) === true) {
      this.settings.put('secure', 'default_input_method', defaultKeyboard(this));
    }
  }

  /** When `logcat -c` last ran; null when it never did. */
  get logClearedAt(): number | null {
    return this.#logClearedAt;
  }

  clearLog(): void {
    this.#logClearedAt = this.now();
  }

  /** Tells who to call when a command on the phone asks for a restart. */
  onRestartAsked(listener: (target: BootTarget) => void): void {
    this.#restartListener = listener;
  }

  /** Asks for a restart; a phone that nobody watches restarts at once. */
  askRestart(target: BootTarget): void {
    if (this.#restartListener === null) this.restart();
    else this.#restartListener(target);
  }

  get clockSkewMs(): number {
    return this.#skewMs;
  }

  setClockSkew(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  /** All properties right now, by name. Worked out again only when something in them has changed. */
  properties(): ReadonlyMap<string, string> {
    const mirrored = setupProperties(this);
    const version = `${this.#bootedAt}/${this.network.isWifiEnabled}/${this.#propertyChanges}/${[...mirrored].join()}`;
    if (this.#properties?.version !== version) this.#properties = { version, table: this.#buildProperties() };
    return this.#properties.table;
  }

  /** The zone that its clock shows. */
  get timeZone(): string {
    return this.properties().get('persist.sys.timezone') ?? 'Asia/Shanghai';
  }

  setProperty(name: string, value: string): void {
    this.#changedProperties.set(name, value);
    this.#propertyChanges += 1;
  }

  /** After a restart: another boot id, uptime from 0, properties that do not persist are gone. */
  restart(): void {
    this.#bootCount += 1;
    this.#bootId = this.random.fork(`boot/${this.#bootCount}`).uuid();
    this.#bootedAt = this.#deskClock.now();
    this.instrumentations.stopAll();
    this.display.screens.reset();
    this.battery.thaw();
    for (const name of this.#changedProperties.keys()) {
      if (!name.startsWith('persist.')) this.#changedProperties.delete(name);
    }
  }

  #buildProperties(): ReadonlyMap<string, string> {
    const { sim } = this.network;
    const table = buildProperties(this.model, {
      serial: this.serial,
      androidId: this.androidId,
      bootMs: this.#bootedAt,
      simStates: this.network.simStates,
      operator: sim === null ? null : { name: sim.operator, number: sim.number },
      isWifiOn: this.network.isWifiEnabled,
    });
    const planted = this.traces === null ? [] : traceProperties(this.model.skin.kind, this.traces);
    const added = [...planted, ...setupProperties(this), ...this.#changedProperties];
    for (const [name, value] of added) table.set(name, value);
    return table;
  }

  #shipPackages(random: SeededRandom): InstalledPackages {
    return new InstalledPackages(this.model, {
      storage: this.storage,
      now: () => this.now(),
      makeToken: () => random.letters('ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789_-', 22),
    });
  }

  #createInstrumentations(): InstrumentationTable {
    return new InstrumentationTable({
      clock: this.clock,
      uiAutomation: this.uiAutomation,
      packageNamed: (name) => this.packages.get(name),
      asAutomated: () => asAutomatedPhone(this),
    });
  }

  #createDisplay(variant: MessengerVariant | null): PhoneDisplay {
    return new PhoneDisplay({
      index: this.index,
      model: this.model,
      variant,
      world: this.world,
      clock: this.clock,
      batteryPercent: () => this.battery.read().level,
      isInstalled: (name) => this.packages.has(name),
      hasVisibleKeyboard: () => !isUnicodeKeyboard(this.settings.get('secure', 'default_input_method')),
    });
  }

  #fileHost(renderFile: PhoneOrder['renderFile']): FileHost {
    return {
      now: () => this.now(),
      compute: (key) => {
        const text = renderFile(key, this);
        return text === null ? null : encodeText(text);
      },
      hasRoom: (_realPath, growth) => this.storage.hasRoom(growth),
      charge: (_realPath, growth) => this.storage.charge(growth),
      isReadOnly: (realPath) => {
        const isInRoot = realPath.lastIndexOf('/') === 0;
        return isInRoot || readOnlyRoots.some((root) => realPath === root || realPath.startsWith(`${root}/`));
      },
    };
  }
}
