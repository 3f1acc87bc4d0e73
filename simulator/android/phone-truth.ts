import type { DeviceCondition } from '../desk/desk-device.ts';
import { messengerPackage } from '../messenger/variant.ts';
import { memoryUse } from './kernel-files.ts';
import { describeSetup, type SetupTruth } from './phone-setup.ts';
import type { Phone } from './phone.ts';

/** Facts of one phone as plain data. */
export interface PhoneFacts {
  readonly model: string;
  readonly sdk: number;
  readonly bootId: string;
  readonly uptimeMs: number;
  readonly battery: { readonly level: number; readonly temperatureCelsius: number; readonly isCharging: boolean };
  readonly storage: { readonly freeShare: number };
  readonly memory: { readonly availableShare: number };
  readonly isAwake: boolean;
  readonly isKeyguardShowing: boolean;
  /** A PIN is set. */
  readonly isSecure: boolean;
  readonly focus: { readonly packageName: string; readonly activity: string };
  readonly network: { readonly wifi: boolean; readonly mobile: boolean };
  readonly clockSkewMs: number;
  readonly isInputAllowed: boolean;
  /** Null when it is not installed. */
  readonly messengerVersion: string | null;
  /** Groups saved to the contacts, in the order of the messenger's list. */
  readonly groupNames: readonly string[];
  /** Deeds that were asked for and are held at a stage. */
  readonly heldActs: number;
  readonly setup: SetupTruth;
  readonly conditions: readonly DeviceCondition[];
}

export function describeTruth(phone: Phone, conditions: readonly DeviceCondition[], heldActs: number): PhoneFacts {
  const battery = phone.battery.read();
  const { totalKb, availableKb } = memoryUse(phone);
  const { screens, messenger } = phone.display;
  return {
    model: phone.model.model,
    sdk: phone.sdk,
    bootId: phone.bootId,
    uptimeMs: phone.uptimeMs,
    battery: {
      level: battery.level,
      temperatureCelsius: battery.temperatureTenths / 10,
      isCharging: battery.status === 2,
    },
    storage: { freeShare: phone.storage.freeKb / phone.storage.totalKb },
    memory: { availableShare: availableKb / totalKb },
    isAwake: screens.keyguard.isAwake,
    isKeyguardShowing: screens.keyguard.isShowing,
    isSecure: screens.keyguard.isSecure,
    focus: screens.focus,
    network: { wifi: phone.network.wifi !== null, mobile: phone.network.isOnMobileData },
    clockSkewMs: phone.clockSkewMs,
    isInputAllowed: phone.isInputAllowed,
    messengerVersion: phone.packages.get(messengerPackage)?.versionName ?? null,
    groupNames: messenger?.groups.map(({ name }) => name) ?? [],
    heldActs,
    setup: describeSetup(phone),
    conditions,
  };
}
