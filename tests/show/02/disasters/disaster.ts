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
  /** Makes a fault that shows in drops show once more; a fault that stands, as a dead hub does, needs none. */
  readonly again?: () => Promise<void>;
  readonly undo?: () => Promise<void> | void;
}

/** One of a disaster's own forms. */
export interface Form {
  readonly name: string;
  /** The sights on which it can be told at all. */
  readonly sights: readonly Sight[];
  /** Named within a second or two: fit for the short form of the line. */
  readonly isQuick?: boolean;
  /** Phones that noise may touch, where they are others than the disaster's. */
  readonly bystanders?: readonly number[];
  /** Noise that is unrelated to it; every kind when not given. */
  readonly noises?: readonly Noise[];
}

export interface Disaster {
  readonly name: string;
  readonly forms: readonly Form[];
  /** Phones that noise may touch. */
  readonly bystanders: readonly number[];
  /** How the desk stood before anything befell it. */
  prepare?(desk: FaultDesk, variation: Variation): Promise<void>;
  strike(desk: FaultDesk, variation: Variation): Promise<Strike>;
}

export const allSights: readonly Sight[] = [
  { hasTree: true, hasLog: true, showsPorts: true },
  { hasTree: true, hasLog: false, showsPorts: true },
  { hasTree: false, hasLog: true, showsPorts: true },
  { hasTree: false, hasLog: false, showsPorts: true },
];
export const withTree = allSights.filter(({ hasTree }) => hasTree);
export const withTreeAlone = withTree.filter(({ hasLog }) => !hasLog);
export const withLog = allSights.filter(({ hasLog }) => hasLog);
export const withLogAlone = withLog.filter(({ hasTree }) => !hasTree);
export const blind = allSights.filter(({ hasTree, hasLog }) => !hasTree && !hasLog);
/** Everything and nothing: for what befalls a server, which no USB tells of. */
export const ends = [...withTree.filter(({ hasLog }) => hasLog), ...blind];
/** As on Windows: adb tells no ports either. */
export const portless: readonly Sight[] = [{ hasTree: false, hasLog: false, showsPorts: false }];

export function wait(ms: number): Promise<void> {
  return delay(ms);
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

export async function untilAbsent({ layer, phoneIdOf }: FaultDesk, ...indexes: readonly number[]): Promise<void> {
  const isAbsent = (index: number): boolean => layer.devices.phones.get(phoneIdOf(index))?.state === 'absent';
  await until(`phones ${indexes.join()} are absent`, () => indexes.every(isAbsent));
}

export function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join();
}
