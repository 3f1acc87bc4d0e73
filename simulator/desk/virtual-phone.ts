import type { Duplex } from 'node:stream';
import { Adbd, type AdbdLoad } from '../adbd/adbd.ts';
import { Authorizer } from '../adbd/authorizer.ts';
import type { Hold, HoldPlan } from '../adbd/holds.ts';
import type { SimulatorClock } from '../clock.ts';
import type { BootTarget } from '../device-port.ts';
import { judgeConduct, type Conduct, type TrueStates } from '../faults/conduct.ts';
import { FaultBoard, type FaultTarget } from '../faults/fault-board.ts';
import type { ActiveFault, FaultKind, FaultRequest } from '../faults/fault-spec.ts';
import { deviceConditions, type DeskDevice } from './desk-device.ts';
import { PortKeeper } from './port-keeper.ts';

const portLimitMs = 3_000;

export interface VirtualPhoneOptions {
  /** 1-based place on the desk. */
  readonly index: number;
  readonly clock: SimulatorClock;
  /** Makes the phone of this place; called again with a higher generation when it is replaced. */
  readonly createDevice: (generation: number) => DeskDevice;
  readonly bootMs: number;
  readonly report: (problem: unknown) => void;
}

/** What is really the case, for tests to hold the console against. */
export interface PhoneTruth extends TrueStates {
  readonly index: number;
  readonly address: string;
  readonly serial: string;
  readonly model: string;
  readonly faults: readonly ActiveFault[];
  /** What the device itself says about it. */
  readonly device: unknown;
}

/** One phone on the desk: a device behind its adbd, and the faults that befall it. */
export class VirtualPhone {
  readonly index: number;
  readonly #options: VirtualPhoneOptions;
  readonly #authorizer = new Authorizer();
  readonly #adbd: Adbd;
  readonly #keeper: PortKeeper;
  readonly #faults: FaultBoard;
  readonly #original: DeskDevice;
  #device: DeskDevice;
  #generation = 0;
  #applied: Conduct;
  #freeze: Hold | null = null;
  #hang: Hold | null = null;

  constructor(options: VirtualPhoneOptions) {
    this.index = options.index;
    this.#options = options;
    this.#original = this.#createDevice(0);
    this.#device = this.#original;
    this.#adbd = new Adbd({
      device: this.#device,
      clock: options.clock,
      authorizer: this.#authorizer,
      sdk: this.#device.sdk,
      onReboot: (target) => this.#goDown(target),
      report: options.report,
    });
    this.#keeper = new PortKeeper(this.#adbd, options.report);
    this.#faults = new FaultBoard(options.clock, this.#asFaultTarget(), options.bootMs);
    this.#applied = this.#faults.conduct;
  }

  get port(): number {
    return this.#keeper.port;
  }

  /** The serial under which an adb server lists it: `127.0.0.1:20001`. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** `ro.serialno`. */
  get serial(): string {
    return this.#device.serial;
  }

  get model(): string {
    return this.#device.model;
  }

  /** The device now in this place; another one after a `replaced` fault. */
  get device(): DeskDevice {
    return this.#device;
  }

  get faults(): readonly ActiveFault[] {
    return this.#faults.active;
  }

  /** Open connections and streams, to find leaks. */
  get load(): AdbdLoad {
    return this.#adbd.load;
  }

  /** Resolves once so little is open on the phone. */
  whenLoad(isWanted: (load: AdbdLoad) => boolean): Promise<void> {
    return this.#adbd.whenLoad(isWanted);
  }

  /** Opens the phone's own port: the first free one from `firstPort`. */
  plugIn(firstPort: number): Promise<void> {
    return this.#keeper.claim(firstPort);
  }

  /** @param isServerRunning without its adb server no phone can be reached, whatever its own state */
  truth(isServerRunning = true): PhoneTruth {
    return {
      index: this.index,
      address: this.address,
      serial: this.serial,
      model: this.model,
      ...(isServerRunning ? judgeConduct(this.#faults.conduct) : unreachable),
      faults: this.faults,
      device: this.#device.truth(),
    };
  }

  /** Starts a fault, e.g. `{kind: 'unplugged', durationMs: 70_000}`; throws a `ZodError` on a senseless request. */
  startFault(request: FaultRequest): ActiveFault {
    return this.#faults.start(request);
  }

  /** Ends one fault by id, all of a kind, or all. */
  clearFaults(which?: number | FaultKind): void {
    this.#faults.clear(which);
  }

  /** Resolves once its port is open or closed as its faults have it; soon, or after a few seconds. */
  whenPortReached(): Promise<void> {
    return this.#keeper.whenReached(portLimitMs);
  }

  /** Holds replies at a point until the returned hold is released. */
  hold(plan: HoldPlan): Hold {
    return this.#adbd.holds.place(plan);
  }

  /** Taps OK in the "Allow USB debugging?" dialog of an unauthorised phone. */
  acceptDebugging(options: { readonly remember: boolean } = { remember: true }): void {
    this.#authorizer.accept(options.remember);
    this.#faults.clear('unauthorized');
  }

  /** Owners of the keys that wait for that tap. */
  get waitingHosts(): readonly string[] {
    return this.#authorizer.waitingOwners;
  }

  /** Connects to a socket on the phone (`tcp:9000`) as one of its own apps would, through `adb reverse` if so set. */
  connectInside(name: string): Promise<Duplex | null> {
    return this.#adbd.connectInside(name);
  }

  /** Takes the phone off the desk for good. */
  async dispose(): Promise<void> {
    this.#faults.dispose();
    this.#freeze?.release();
    this.#hang?.release();
    await this.#keeper.release();
  }

  #asFaultTarget(): FaultTarget {
    return {
      apply: (conduct) => this.#apply(conduct),
      drop: () => this.#adbd.dropConnections(),
      hold: (spec) => this.hold({ point: spec.point, matches: (service) => service.includes(spec.contains) }).release,
      interrupt: (spec) => this.#device.interrupt?.(spec) ?? (() => undefined),
      restartAndroid: (target) => this.#device.reboot(target),
    };
  }

  /** A device whose own `reboot` command takes the phone down as `adb reboot` does. */
  #createDevice(generation: number): DeskDevice {
    const device = this.#options.createDevice(generation);
    device.onRestartAsked?.((target) => this.#adbd.reboot(target));
    return device;
  }

  /** `adb reboot`: the answer must reach the host before the connection breaks. */
  #goDown(target: BootTarget): void {
    this.#options.clock.after(goDownMs, () => this.#faults.followReboot(target));
  }

  #apply(next: Conduct): void {
    const now = this.#applied;
    this.#applied = next;
    this.#adbd.replyDelayMs = next.replyDelayMs;
    this.#adbd.bannerKind = next.bannerKind;
    if (next.isReplaced !== now.isReplaced) this.#swap(next.isReplaced, now);
    if (next.asksForKey !== now.asksForKey) this.#setAsking(next.asksForKey);
    if (next.isMute !== now.isMute) this.#adbd.setMute(next.isMute);
    this.#freeze = this.#setHold(this.#freeze, next.isFrozen, 'open');
    this.#hang = this.#setHold(this.#hang, next.isHung, 'run');
    this.#setConditions(now, next);
    if (next.isPortOpen !== now.isPortOpen || next.bannerKind !== now.bannerKind) this.#adbd.dropConnections();
    this.#keeper.setOpen(next.isPortOpen);
  }

  /** Puts another phone behind the serial, or the first one back. */
  #swap(isReplaced: boolean, now: Conduct): void {
    const active = deviceConditions.filter((condition) => now.conditions.has(condition));
    for (const condition of active) this.#device.setCondition(condition, false);
    if (isReplaced) this.#generation++;
    this.#device = isReplaced ? this.#createDevice(this.#generation) : this.#original;
    for (const condition of active) this.#device.setCondition(condition, true);
    this.#adbd.replaceDevice(this.#device, this.#device.sdk);
  }

  #setConditions(now: Conduct, next: Conduct): void {
    for (const condition of deviceConditions) {
      const isActive = next.conditions.has(condition);
      if (isActive !== now.conditions.has(condition)) this.#device.setCondition(condition, isActive);
    }
  }

  #setAsking(asks: boolean): void {
    if (asks) {
      this.#authorizer.revoke();
      this.#adbd.dropConnections();
    } else this.#authorizer.stopAsking();
  }

  #setHold(hold: Hold | null, isWanted: boolean, point: 'open' | 'run'): Hold | null {
    if (isWanted) return hold ?? this.#adbd.holds.place({ point });
    hold?.release();
    return null;
  }
}

const goDownMs = 150;
const unreachable: TrueStates = { state: 'absent', acceptable: ['absent'] };
