import type { ShownTime } from '@contract/desk.ts';

/** What time it is, for everything that the page shows or decides. */
export interface DeskMoment extends ShownTime {
  /** The time that things really take, for what the page does every few seconds. */
  readonly machineMs: number;
}

/** The desk's time on the page: counted on from what main told last, by a clock that nobody sets. */
export interface DeskClock {
  readonly read: () => DeskMoment;
  readonly tell: (time: ShownTime) => void;
  /** Called whenever main told another time. The returned function ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

interface DeskClockOptions {
  readonly monotonic: () => number;
  /** Shown until main has told anything; nothing of the desk is on the page by then. */
  readonly pcNow: () => number;
}

/** Where the page keeps the time that main told. */
export function createDeskClock({ monotonic, pcNow }: DeskClockOptions): DeskClock {
  const listeners = new Set<() => void>();
  const pcTime = pcNow();
  let told: ShownTime = { now: pcTime, trueNow: pcTime, factor: 1, isOwnClock: false };
  let toldMs = monotonic();
  return {
    read() {
      const machineMs = monotonic();
      const gone = Math.floor((machineMs - toldMs) * told.factor);
      return { ...told, now: told.now + gone, trueNow: told.trueNow + gone, machineMs };
    },
    tell(time) {
      told = time;
      toldMs = monotonic();
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
