import { setTimeout as delay } from 'node:timers/promises';
import type { Confidence, FaultCause, FaultReading } from '../../../../electron/contract/faults.ts';
import type { SeededRandom } from '../../../../simulator/world/seeded-random.ts';
import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import type { Sight } from '../../../support/fault-desk/cabled-phones.ts';

/** What is unrelated and happens at about the same time. */
export type Noise = 'none' | 'hand' | 'flapping';

/** One way in which a disaster comes. */
export interface Variation {
  readonly sight: Sight;
  readonly noise: Noise;
  /** Which of the disaster's own forms. */
  readonly form: number;
  readonly random: SeededRandom;
}

/** What was done to the desk, and what a reader of it should say. */
export interface Strike {
  /** `performance.now()` when the fault was there. */
  readonly struckMs: number;
  readonly cause: FaultCause;
  /** Is this the right subject and the right phones? */
  readonly isRight: (reading: FaultReading) => boolean;
  /** No surer than this: what nobody can know must not be told as certain. */
  readonly confidences: readonly Confidence[];
  /** Places of the phones that are part of it: noise keeps its hands off them. */
  readonly undo?: () => Promise<void> | void;
}

export interface Disaster {
  readonly name: string;
  /** The sights on which it can be told at all, by form. */
  readonly forms: readonly { readonly name: string; readonly sights: readonly Sight[] }[];
  /** Phones that noise may touch. */
  readonly bystanders: readonly number[];
  /** Noise that is unrelated to it; every kind when not given. */
  readonly noises?: readonly Noise[];
  strike(desk: FaultDesk, variation: Variation): Promise<Strike>;
}

export const allSights: readonly Sight[] = [
  { hasTree: true, hasLog: true, showsPorts: true },
  { hasTree: true, hasLog: false, showsPorts: true },
  { hasTree: false, hasLog: true, showsPorts: true },
  { hasTree: false, hasLog: false, showsPorts: true },
];
export const withTree = allSights.filter(({ hasTree }) => hasTree);
export const withLog = allSights.filter(({ hasLog }) => hasLog);
export const blind = allSights.filter(({ hasTree, hasLog }) => !hasTree && !hasLog);

export function wait(ms: number): Promise<void> {
  return delay(ms);
}

/** Out and in again, several times, as a bad contact does it. */
export async function flap(desk: FaultDesk, index: number, times: number, everyMs: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    desk.bench.unplug(index);
    await wait(everyMs);
    desk.bench.plug(index);
    await wait(everyMs);
  }
}

/** Waits for something that the console shows; throws when it does not come. */
export async function until(what: string, isSo: () => boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`did not happen: ${what}`);
    await wait(25);
  }
}

export function hostState({ layer }: FaultDesk, hostId: string): string {
  return layer.devices.hosts.get(hostId)?.state ?? 'none';
}

export function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join();
}
