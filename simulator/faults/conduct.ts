import { deviceConditions, type DeviceCondition } from '../desk/desk-device.ts';
import type { BannerKind } from '../adbd/banner.ts';
import type { FaultSpec } from './fault-spec.ts';

/** What a phone does and refuses under the faults that are under way together. */
export interface Conduct {
  readonly isPortOpen: boolean;
  readonly isMute: boolean;
  readonly isFrozen: boolean;
  readonly isHung: boolean;
  readonly asksForKey: boolean;
  readonly isReplaced: boolean;
  readonly replyDelayMs: number;
  readonly bannerKind: BannerKind;
  readonly conditions: ReadonlySet<DeviceCondition>;
}

/** A fault under way: for a reboot also whether the phone is still down. */
export interface FaultInForce {
  readonly spec: FaultSpec;
  readonly isBooting: boolean;
}

/** Adds up faults; whatever one forbids, no other allows. */
export function combineFaults(faults: readonly FaultInForce[]): Conduct {
  const has = (kind: FaultSpec['kind']): boolean => faults.some((fault) => fault.spec.kind === kind);
  return {
    isPortOpen: !faults.some(closesPort),
    isMute: has('offline'),
    isFrozen: has('frozen'),
    isHung: has('hang'),
    asksForKey: has('unauthorized'),
    isReplaced: has('replaced'),
    replyDelayMs: Math.max(0, ...faults.map(({ spec }) => (spec.kind === 'slow' ? spec.delayMs : 0))),
    bannerKind: faults.map(bannerOf).find((kind) => kind !== 'device') ?? 'device',
    conditions: new Set(deviceConditions.filter((condition) => has(condition))),
  };
}

function closesPort({ spec, isBooting }: FaultInForce): boolean {
  if (spec.kind === 'unplugged') return true;
  return spec.kind === 'reboot' && (isBooting || spec.target === 'bootloader');
}

function bannerOf({ spec }: FaultInForce): BannerKind {
  if (spec.kind !== 'reboot') return 'device';
  return spec.target === 'recovery' || spec.target === 'sideload' ? spec.target : 'device';
}

/** The state that a truthful console shows for a phone once things have settled. */
export type TrueState = 'ready' | 'offline' | 'unauthorized' | 'absent' | 'not-android';

export interface TrueStates {
  /** What it should say. */
  readonly state: TrueState;
  /** What it may say as well without lying, `state` included: a phone given up on needs a hand, say. */
  readonly acceptable: readonly string[];
}

/** Derives from a phone's conduct what its console row must say. */
export function judgeConduct(conduct: Conduct): TrueStates {
  if (!conduct.isPortOpen) return { state: 'absent', acceptable: ['absent', 'offline', 'needs-hand'] };
  if (conduct.isMute) return { state: 'offline', acceptable: ['offline', 'connecting', 'absent', 'needs-hand'] };
  if (conduct.asksForKey) return { state: 'unauthorized', acceptable: ['unauthorized', 'authorizing', 'needs-hand'] };
  if (conduct.bannerKind !== 'device') return { state: 'not-android', acceptable: ['not-android'] };
  if (conduct.isFrozen || conduct.isHung) {
    return { state: 'offline', acceptable: ['offline', 'preparing', 'connecting', 'needs-hand'] };
  }
  return { state: 'ready', acceptable: ['ready', 'busy'] };
}
