import type { SimulatorClock } from '../clock.ts';
import { combineFaults, type Conduct, type FaultInForce } from './conduct.ts';
import type { InterruptionSpec } from './interruption-spec.ts';
import { faultSpecSchema, type ActiveFault, type FaultKind, type FaultRequest, type FaultSpec } from './fault-spec.ts';

/** The phone that faults act on. */
export interface FaultTarget {
  /** Brings the phone in line with the faults now in force; called after every change. */
  apply(conduct: Conduct): void;
  /** Breaks the connection once. */
  drop(): void;
  /** Places a hold; the returned function releases it. */
  hold(spec: Extract<FaultSpec, { kind: 'held-reply' }>): () => void;
  /** Lets something come between an operator and the messenger; the returned function ends it. */
  interrupt(spec: InterruptionSpec): () => void;
  /** Tells Android that it restarts, unless it was Android that asked. */
  restartAndroid(target: Extract<FaultSpec, { kind: 'reboot' }>['target']): void;
}

interface Entry {
  readonly fault: ActiveFault;
  readonly spec: FaultSpec;
  isBooting: boolean;
  /** Stops timers and undoes what `apply` does not cover. */
  readonly undo: (() => void)[];
}

/** All faults of one phone: each ends by itself or when it is cleared, and leaves nothing behind. */
export class FaultBoard {
  readonly #clock: SimulatorClock;
  readonly #target: FaultTarget;
  readonly #bootMs: number;
  readonly #entries = new Map<number, Entry>();
  #nextId = 1;

  /** @param bootMs how long a reboot keeps the port closed when the request does not say */
  constructor(clock: SimulatorClock, target: FaultTarget, bootMs: number) {
    this.#clock = clock;
    this.#target = target;
    this.#bootMs = bootMs;
  }

  get active(): readonly ActiveFault[] {
    return [...this.#entries.values()].map((entry) => entry.fault);
  }

  get conduct(): Conduct {
    const faults = [...this.#entries.values()].map(({ spec, isBooting }): FaultInForce => ({ spec, isBooting }));
    return combineFaults(faults);
  }

  /** Starts a fault; throws a `ZodError` on parameters that make no sense. */
  start(request: FaultRequest): ActiveFault {
    return this.#begin(faultSpecSchema.parse(request), true);
  }

  /** A restart that Android itself asked for (`adb reboot`). */
  followReboot(target: Extract<FaultSpec, { kind: 'reboot' }>['target']): void {
    this.#begin({ kind: 'reboot', target }, false);
  }

  /** Ends faults: the one of this id, all of this kind, or all. */
  clear(which?: number | FaultKind): void {
    for (const [id, entry] of this.#entries) {
      if (which === undefined || which === id || which === entry.spec.kind) this.#remove(id);
    }
    this.#target.apply(this.conduct);
  }

  /** Ends everything without touching the phone any more. */
  dispose(): void {
    for (const id of this.#entries.keys()) this.#remove(id);
  }

  #begin(spec: FaultSpec, tellsAndroid: boolean): ActiveFault {
    if (spec.kind === 'reboot') this.#removeKind('reboot');
    const startedAt = this.#clock.now();
    const lastsMs = this.#lastsMs(spec);
    const fault = {
      id: this.#nextId++,
      kind: spec.kind,
      startedAt,
      endsAt: lastsMs === null ? null : startedAt + lastsMs,
    };
    const entry: Entry = { fault, spec, isBooting: spec.kind === 'reboot', undo: [] };
    this.#entries.set(fault.id, entry);
    this.#act(entry, tellsAndroid);
    this.#target.apply(this.conduct);
    if (lastsMs !== null) entry.undo.push(this.#clock.after(lastsMs, () => this.clear(fault.id)));
    return fault;
  }

  #act(entry: Entry, tellsAndroid: boolean): void {
    const { spec } = entry;
    if (spec.kind === 'drop') this.#target.drop();
    else if (spec.kind === 'flap') this.#flap(entry, spec.times, spec.everyMs);
    else if (spec.kind === 'held-reply') entry.undo.push(this.#target.hold(spec));
    else if (spec.kind === 'interruption' || spec.kind === 'held-act' || spec.kind === 'slow-pages') {
      entry.undo.push(this.#target.interrupt(spec));
    } else if (spec.kind === 'reboot') {
      if (tellsAndroid) this.#target.restartAndroid(spec.target);
      const finishBoot = (): void => {
        entry.isBooting = false;
        this.#target.apply(this.conduct);
      };
      if (spec.target !== 'system') entry.undo.push(this.#clock.after(spec.bootMs ?? this.#bootMs, finishBoot));
    }
  }

  #flap(entry: Entry, timesLeft: number, everyMs: number): void {
    this.#target.drop();
    if (timesLeft > 1) entry.undo.push(this.#clock.after(everyMs, () => this.#flap(entry, timesLeft - 1, everyMs)));
  }

  #lastsMs(spec: FaultSpec): number | null {
    if (spec.kind === 'drop') return 0;
    if (spec.kind === 'flap') return spec.times * spec.everyMs;
    // A phone in recovery or in its bootloader stays there until somebody starts it again.
    if (spec.kind === 'reboot') return spec.target === 'system' ? (spec.bootMs ?? this.#bootMs) : null;
    return spec.durationMs;
  }

  #removeKind(kind: FaultKind): void {
    for (const [id, entry] of this.#entries) if (entry.spec.kind === kind) this.#remove(id);
  }

  #remove(id: number): void {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    for (const undo of entry?.undo ?? []) undo();
  }
}
