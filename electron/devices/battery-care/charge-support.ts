import type { CareRow } from '../../contract/battery-care.ts';
import type { PhoneFacts } from '../../contract/phones.ts';

/** A setting of the phone that the shell user may write, and that limits charging while it has this value. */
export interface ChargeSetting {
  readonly namespace: 'global' | 'secure';
  readonly key: string;
  readonly on: string;
  readonly off: string;
  /** A setting that must be off for this one to count. */
  readonly offFirst: { readonly namespace: 'global' | 'secure'; readonly key: string } | null;
  readonly limitPercent: number;
}

export type ChargeSupport = Pick<CareRow['charge'], 'support' | 'advice'> & { readonly setting: ChargeSetting | null };

/** One UI 4 and later; 85 % on most releases, 80 % on the newest. A phone without the feature has no such key. */
const samsung: ChargeSetting = {
  namespace: 'global',
  key: 'protect_battery',
  on: '1',
  off: '0',
  offFirst: null,
  limitPercent: 85,
};

/** Pixel since Android 15: "Limit to 80 %", which adaptive charging would override. */
const pixel: ChargeSetting = {
  namespace: 'secure',
  key: 'charge_optimization_mode',
  on: '1',
  off: '0',
  offFirst: { namespace: 'secure', key: 'adaptive_charging_enabled' },
  limitPercent: 80,
};

const oldestOneUi = 4;
const oldestPixelSdk = 35;

type Asked = Pick<PhoneFacts, 'brand' | 'skin' | 'sdk'>;

/**
 * What is known of charge limits over adb without root. Only two vendors keep the switch in a setting that the shell may
 * write; the others hold it in an app of their own. Everything else is helped by a timer socket only.
 */
export function chargeSupportOf({ brand, skin, sdk }: Asked): ChargeSupport {
  if (brand === null && skin === null) return { support: 'unknown', advice: 'never-read', setting: null };
  const oneUi = /^One UI (\d+)/.exec(skin ?? '')?.[1];
  if (oneUi !== undefined && Number(oneUi) >= oldestOneUi) {
    return { support: 'settable', advice: 'samsung', setting: samsung };
  }
  if (/^google$/i.test(brand ?? '') && sdk !== null && sdk >= oldestPixelSdk) {
    return { support: 'settable', advice: 'pixel', setting: pixel };
  }
  const advice = vendorAdvice(skin ?? '');
  return { support: advice === 'timer-socket' ? 'none' : 'by-hand', advice, setting: null };
}

/** Newer releases of these hold the charge back at night or at 80 % when told so on the phone itself. */
function vendorAdvice(skin: string): ChargeSupport['advice'] {
  if (/^(?:MIUI|HyperOS)\b/.test(skin)) return 'miui';
  if (/^(?:EMUI|Magic UI)\b/.test(skin)) return 'emui';
  return /^ColorOS\b/.test(skin) ? 'coloros' : 'timer-socket';
}
