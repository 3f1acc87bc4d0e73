import type { DeviceCondition } from '../desk/desk-device.ts';
import { messengerPackage } from '../messenger/variant.ts';
import type { DialogParts } from '../screens/dialog.ts';
import { crashDialog, frequencyDialog, updateDialog } from './messenger-dialogs.ts';
import type { TreeMode } from '../screens/view-tree.ts';
import type { PowerSource } from './battery.ts';
import type { Phone } from './phone.ts';

const settingsPackage = 'com.android.settings';
const lowPercent = 6;
const hotCelsius = 52;
const fullShare = 0.008;
const lockPin = '2580';

/** Which of two active conditions on the view tree wins: the first. */
const treeModes: readonly (readonly [DeviceCondition, TreeMode])[] = [
  ['no-idle-state', 'no-idle'],
  ['blocked-tree', 'blocked'],
  ['empty-tree', 'empty'],
];

/** Troubles inside one phone that a desk starts and ends. Ending one gives back what it took. */
export class PhoneConditions {
  readonly #phone: Phone;
  readonly #active = new Set<DeviceCondition>();
  #chargeBefore: { readonly level: number; readonly source: PowerSource } | null = null;
  #wasSecure = false;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  get active(): readonly DeviceCondition[] {
    return [...this.#active];
  }

  set(condition: DeviceCondition, isActive: boolean): void {
    if (this.#active.has(condition) === isActive) return;
    if (isActive) this.#active.add(condition);
    else this.#active.delete(condition);
    this.#apply(condition, isActive);
  }

  #apply(condition: DeviceCondition, isActive: boolean): void {
    const { battery, storage } = this.#phone;
    switch (condition) {
      case 'low-battery':
        return this.#drainBattery(isActive);
      case 'hot-battery':
        return battery.holdTemperature(isActive ? hotCelsius : null);
      case 'full-disk':
        return storage.fillUntil(isActive ? Math.round(storage.totalKb * fullShare) : null);
      case 'lock-screen':
        return this.#lock(isActive);
      case 'no-idle-state':
      case 'empty-tree':
      case 'blocked-tree':
        return this.#chooseTreeMode();
      case 'app-crash':
        return this.#crash(isActive);
      case 'update-dialog':
        return this.#showInMessenger(updateDialog, isActive);
      case 'too-frequent':
        return this.#showInMessenger(frequencyDialog, isActive);
      case 'wrong-screen':
        return this.#openSettings(isActive);
      case 'security-switch-off':
        return this.#phone.setInputAllowed(!isActive);
      case 'install-refused':
        return this.#phone.packages.setRestricted(isActive);
      case 'settings-not-kept':
        return this.#phone.settings.setHeld(isActive);
      case 'charge-only':
        this.#phone.setup.isChargeOnly = isActive;
        return undefined;
      case 'automation-taken':
        return this.#occupyAutomation(isActive);
    }
  }

  /** Nearly empty and off the charger, or it would recover by itself. */
  #drainBattery(isActive: boolean): void {
    const { battery } = this.#phone;
    if (isActive) {
      const { level, source } = battery.read();
      this.#chargeBefore = { level, source };
      battery.change({ level: lowPercent, source: 'none' });
    } else if (this.#chargeBefore !== null) battery.change(this.#chargeBefore);
  }

  #lock(isActive: boolean): void {
    const { keyguard } = this.#phone.display.screens;
    if (isActive) {
      this.#wasSecure = keyguard.isSecure;
      if (!this.#wasSecure) keyguard.setPin(lockPin);
      keyguard.lock();
    } else if (!this.#wasSecure) {
      keyguard.setPin(null);
      if (keyguard.isAwake) keyguard.dismiss();
    }
  }

  /** Another test tool on the phone has its UiAutomation; what runs on it now is thrown out. */
  #occupyAutomation(isActive: boolean): void {
    const { uiAutomation, instrumentations } = this.#phone;
    if (!isActive) return uiAutomation.release(this);
    instrumentations.stopAll();
    uiAutomation.take(this);
  }

  #chooseTreeMode(): void {
    const chosen = treeModes.find(([condition]) => this.#active.has(condition));
    this.#phone.display.screens.setTreeMode(chosen?.[1] ?? 'normal');
  }

  #crash(isActive: boolean): void {
    if (isActive) this.#phone.display.screens.stop(messengerPackage);
    this.#show(crashDialog, isActive);
  }

  #showInMessenger(dialog: DialogParts, isActive: boolean): void {
    if (isActive) this.#phone.display.launchPackage(messengerPackage);
    this.#show(dialog, isActive);
  }

  /** Takes away only its own dialog: another one may have come since. */
  #show(dialog: DialogParts, isActive: boolean): void {
    const { screens } = this.#phone.display;
    if (isActive) screens.openDialog(dialog);
    else screens.closeDialog(dialog);
  }

  #openSettings(isActive: boolean): void {
    const { display } = this.#phone;
    if (isActive) display.launchPackage(settingsPackage);
    else display.screens.stop(settingsPackage);
  }
}
