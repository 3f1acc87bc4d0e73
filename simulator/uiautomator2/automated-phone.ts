import type { SimulatorClock } from '../clock.ts';
import type { Display } from '../screens/display.ts';
import type { ScreenHost } from '../screens/screen-host.ts';

/** What `GET …/appium/device/info` tells of the phone. */
export interface PhoneDescription {
  readonly androidId: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly brand: string;
  readonly platformVersion: string;
  readonly carrierName: string | null;
}

/** The phone as a UiAutomator2 server inside it sees and touches it. */
export interface AutomatedPhone {
  readonly sdk: number;
  readonly clock: SimulatorClock;
  readonly screens: ScreenHost;
  display(): Display;
  describe(): PhoneDescription;
  /** Share of the charge, 0 to 1, and Android's number of the state (2 charging, 3 discharging, 5 full). */
  battery(): { readonly level: number; readonly status: number };
  /** Vendors have a switch of their own that keeps adb, and whoever adb started, from tapping. */
  isInputAllowed(): boolean;
}
