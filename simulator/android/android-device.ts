import type { Duplex } from 'node:stream';
import type { SimulatorClock } from '../clock.ts';
import type { DeskDevice, DeviceCondition } from '../desk/desk-device.ts';
import type { BootTarget, CommandStreams, DeviceFiles } from '../device-port.ts';
import type { InterruptionSpec } from '../faults/interruption-spec.ts';
import type { MessengerVariant } from '../messenger/variant.ts';
import { findModel, modelForPlace, phoneModels } from '../models/phone-model.ts';
import { SeededRandom } from '../world/seeded-random.ts';
import type { World } from '../world/world.ts';
import { AndroidShell, executables } from './android-shell.ts';
import { SyncFiles } from './device-files.ts';
import { describeTruth, type PhoneFacts } from './phone-truth.ts';
import { renderKernelFile } from './kernel-files.ts';
import type { PersonalTraces } from './personal-traces.ts';
import { PhoneConditions } from './phone-conditions.ts';
import { PhoneInterruptions } from './phone-interruptions.ts';
import { Phone } from './phone.ts';
import { makeSerial } from './serial-number.ts';

export interface AndroidDeviceOptions {
  /** 1-based place on the desk. */
  readonly index: number;
  readonly seed: number;
  readonly clock: SimulatorClock;
  readonly world: World;
  /** Key of a model in `simulator/models`; left out, the place decides. */
  readonly modelKey?: string;
  /** 0 for the first phone of a place; each higher one is other hardware behind the same serial. */
  readonly generation?: number;
  readonly traces?: PersonalTraces | null;
  /** The messenger on the phone; left out, the one that goes with the model. */
  readonly variant?: MessengerVariant | undefined;
}

/** A phone that speaks Android: what stands behind an adbd. The same options give the same phone. */
export function createAndroidDevice(options: AndroidDeviceOptions): AndroidDevice {
  return new AndroidDevice(createPhone(options));
}

/** The phone itself, for whoever puts a device of another kind around it. */
export function createPhone(options: AndroidDeviceOptions): Phone {
  const generation = options.generation ?? 0;
  const random = new SeededRandom(`phone/${options.seed}/${options.index}`);
  const original = options.modelKey === undefined ? modelForPlace(options.index) : findModel(options.modelKey);
  const hardwareRandom = random.fork(`hardware/${generation}`);
  const drawn =
    generation === 0 ? original : hardwareRandom.pick(phoneModels.filter(({ key }) => key !== original.key));
  const { variant } = options;
  const model = variant === undefined ? drawn : { ...drawn, messenger: variant.version };
  return new Phone({
    index: options.index,
    model,
    variant: variant ?? null,
    clock: options.clock,
    world: options.world,
    random,
    hardwareRandom,
    // The serial stays that of the first phone, whatever stands in for it.
    serial: makeSerial(original.serial, random.fork('serial')),
    traces: options.traces ?? null,
    ...executables(model.android.sdk),
    renderFile: renderKernelFile,
  });
}

/** The device port of one phone, with what tests may know and change about it. */
export class AndroidDevice implements DeskDevice {
  readonly phone: Phone;
  readonly files: DeviceFiles;
  /** What comes between an operator and the messenger of this phone. */
  readonly interruptions: PhoneInterruptions;
  readonly #shell: AndroidShell;
  readonly #conditions: PhoneConditions;
  #power = new AbortController();

  constructor(phone: Phone) {
    this.phone = phone;
    this.files = new SyncFiles(phone.files);
    this.#conditions = new PhoneConditions(phone);
    this.interruptions = new PhoneInterruptions(phone, this.#conditions);
    phone.display.messenger?.watch(this.interruptions);
    this.#shell = new AndroidShell(phone, () => this.#power.signal);
  }

  get serial(): string {
    return this.phone.serial;
  }

  get model(): string {
    return this.phone.model.model;
  }

  get sdk(): number {
    return this.phone.sdk;
  }

  banner(): { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] } {
    const { name, model, device } = this.phone.model;
    const properties = { 'ro.product.name': name, 'ro.product.model': model, 'ro.product.device': device };
    return { properties, features: featuresOf(this.sdk) };
  }

  run(command: string, streams: CommandStreams): Promise<number> {
    return this.#shell.run(command, streams);
  }

  reboot(_target: BootTarget): void {
    this.#power.abort();
    this.#power = new AbortController();
    this.phone.restart();
  }

  onRestartAsked(listener: (target: BootTarget) => void): void {
    this.phone.onRestartAsked(listener);
  }

  openSocket(name: string): Duplex | null {
    return this.phone.instrumentations.connect(name);
  }

  /** How the phone really is, as plain data, for tests to compare with what was read from it. */
  truth(): PhoneFacts {
    return describeTruth(this.phone, this.#conditions.active, this.interruptions.heldCount);
  }

  /** Starts or ends a trouble inside the phone; starting one twice is one. */
  setCondition(condition: DeviceCondition, isActive: boolean): void {
    this.#conditions.set(condition, isActive);
  }

  /** The messenger is updated to another version, which may be one that nobody has seen. */
  updateMessenger(variant: MessengerVariant): void {
    const { packages, display } = this.phone;
    packages.updateMessenger(variant.version, variant.versionCode);
    display.updateMessenger(variant);
    display.messenger?.watch(this.interruptions);
  }

  interrupt(spec: InterruptionSpec): () => void {
    return this.interruptions.start(spec);
  }
}

/** What adbd of an Android level offers (AOSP `transport.cpp`), as far as the virtual one serves it. */
function featuresOf(sdk: number): readonly string[] {
  return [
    ...(sdk >= 24 ? ['cmd', 'shell_v2', 'stat_v2'] : []),
    ...(sdk >= 26 ? ['fixed_push_mkdir'] : []),
    ...(sdk >= 30 ? ['ls_v2', 'sendrecv_v2'] : []),
  ];
}
