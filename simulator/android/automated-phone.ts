import type { AutomatedPhone } from '../uiautomator2/automated-phone.ts';
import type { SimulatorClock } from '../clock.ts';
import type { PhoneModel } from '../models/phone-model.ts';
import type { Battery } from './battery.ts';
import type { Network } from './network.ts';
import type { PhoneDisplay } from './phone-display.ts';

/** What of a phone a test runner inside it meets. */
interface AutomationSource {
  readonly sdk: number;
  readonly clock: SimulatorClock;
  readonly androidId: string;
  readonly model: PhoneModel;
  readonly display: PhoneDisplay;
  readonly battery: Battery;
  readonly network: Network;
  readonly isInputAllowed: boolean;
}

const full = 100;
const states = { charging: 2, discharging: 3, full: 5 } as const;

/** The phone as a test runner inside it finds it. */
export function asAutomatedPhone(phone: AutomationSource): AutomatedPhone {
  return {
    sdk: phone.sdk,
    clock: phone.clock,
    screens: phone.display.screens,
    display: () => phone.display.panel(),
    battery: () => {
      const { level, source } = phone.battery.read();
      const charging = level >= full ? states.full : states.charging;
      return { level: level / full, status: source === 'none' ? states.discharging : charging };
    },
    describe: () => ({
      androidId: phone.androidId,
      manufacturer: phone.model.manufacturer,
      model: phone.model.model,
      brand: phone.model.brand,
      platformVersion: phone.model.android.release,
      carrierName: phone.network.sim?.operator ?? null,
    }),
    isInputAllowed: () => phone.isInputAllowed,
  };
}
