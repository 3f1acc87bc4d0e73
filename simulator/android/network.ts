import type { PersonalTraces } from './personal-traces.ts';
import type { SeededRandom } from '../world/seeded-random.ts';

export interface WifiLink {
  readonly ssid: string;
  readonly rssi: number;
  readonly linkMbps: number;
  readonly frequencyMhz: number;
  readonly address: string;
  readonly gateway: string;
}

export interface SimCard {
  readonly operator: string;
  readonly number: string;
  readonly slot: 0 | 1;
}

/** Wi-Fi and mobile network of a phone. */
export class Network {
  readonly wifiAddress: string;
  /** Hardware address of the access point. */
  readonly accessPoint: string;
  readonly sim: SimCard | null;
  readonly #link: WifiLink;
  #isWifiEnabled = true;
  #isWifiConnected = true;
  #isDataEnabled: boolean;

  constructor(index: number, random: SeededRandom, traces: PersonalTraces | null = null) {
    const own = `02:00:00:${random.letters('0123456789abcdef', 2)}:${random.letters('0123456789abcdef', 2)}:${(index & 0xff).toString(16).padStart(2, '0')}`;
    this.wifiAddress = traces?.wifiAddress ?? own;
    this.accessPoint = traces?.bssid ?? '02:00:00:00:01:00';
    this.sim = random.chance(0.7)
      ? {
          ...random.pick([
            { operator: 'CMCC', number: '46000' },
            { operator: 'CHN-UNICOM', number: '46001' },
            { operator: 'CHN-CT', number: '46011' },
          ]),
          slot: random.chance(0.8) ? 0 : 1,
        }
      : null;
    this.#isDataEnabled = this.sim !== null;
    this.#link = {
      ssid: traces?.ssid ?? 'Desk-5G',
      rssi: -random.between(41, 72),
      linkMbps: random.pick([72, 150, 390, 433]),
      frequencyMhz: random.pick([2437, 5180, 5745]),
      address: traces?.ipAddress ?? `192.168.31.${20 + (index % 230)}`,
      gateway: '192.168.31.1',
    };
  }

  /** The Wi-Fi link, or null while there is none. */
  get wifi(): WifiLink | null {
    return this.#isWifiEnabled && this.#isWifiConnected ? this.#link : null;
  }

  /** The link as it was last, which some dumps still show after it is gone. */
  get lastLink(): WifiLink {
    return this.#link;
  }

  get isWifiEnabled(): boolean {
    return this.#isWifiEnabled;
  }

  get isDataEnabled(): boolean {
    return this.#isDataEnabled;
  }

  /** Whether mobile data carries the traffic: only without Wi-Fi. */
  get isOnMobileData(): boolean {
    return this.wifi === null && this.#isDataEnabled && this.sim !== null;
  }

  setWifiEnabled(isEnabled: boolean): void {
    this.#isWifiEnabled = isEnabled;
  }

  /** Takes the access point away, or brings it back. */
  setWifiConnected(isConnected: boolean): void {
    this.#isWifiConnected = isConnected;
  }

  setDataEnabled(isEnabled: boolean): void {
    this.#isDataEnabled = isEnabled;
  }

  /** `gsm.sim.state` per slot. */
  get simStates(): readonly [string, string] {
    return [this.sim?.slot === 0 ? 'LOADED' : 'ABSENT', this.sim?.slot === 1 ? 'LOADED' : 'ABSENT'];
  }
}
