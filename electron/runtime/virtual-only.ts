import { refuse, type ClockFault } from './clock-file.ts';
import type { Disposable } from './disposal.ts';

/** A phone, as far as a desk with a clock of its own goes by it. */
export interface ClockedPhone {
  readonly phoneId: string;
  readonly isVirtual: boolean;
  /** On a cable or in the network now. */
  readonly isAttached: boolean;
}

export interface VirtualOnlyDeps {
  readonly phones: () => readonly ClockedPhone[];
  /** Tells that phones came or went. The returned function ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Called once, at the first real phone: nothing may act from then on. */
  readonly onRefused: (fault: ClockFault) => void;
}

/** `clock-real-phone` where a real phone is attached: on it, time is no matter of a file. */
export function refusalOf(phones: readonly ClockedPhone[]): ClockFault | null {
  const real = phones.find(({ isVirtual, isAttached }) => isAttached && !isVirtual);
  if (real === undefined) return null;
  const cause = 'a real phone is attached';
  return refuse('clock-real-phone', {
    phoneId: real.phoneId,
    cause,
    cure: 'start the console without --clock, or with another data folder',
  }).error;
}

/**
 * Keeps a desk with its own clock to virtual phones: refuses as soon as a real one is attached, at the start or later. It stays
 * refused even when the phone is gone, and the folder, which remembers it, does not start on such a clock again.
 */
export class VirtualOnly implements Disposable {
  readonly #deps: VirtualOnlyDeps;
  readonly #end: () => void;
  #refusal: ClockFault | null = null;

  constructor(deps: VirtualOnlyDeps) {
    this.#deps = deps;
    this.#end = deps.subscribe(() => this.#look());
    this.#look();
  }

  /** Why nothing may act; null as long as only virtual phones were seen. */
  get refusal(): ClockFault | null {
    return this.#refusal;
  }

  dispose(): void {
    this.#end();
  }

  #look(): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusalOf(this.#deps.phones());
    if (this.#refusal !== null) this.#deps.onRefused(this.#refusal);
  }
}
