import { cureCodes, cureFamilies, type CureCode, type SkinFamily } from './preparation.ts';

/** Sentences that any step may need: the renderer has `preparation.any.<code>` for each. */
export const sharedPreparationTexts = ['unreadable', 'odd-value', 'not-for-this-phone', 'not-reached'] as const;

/** Sentences of a step's own: `preparation.<stepId>.<code>`. What is not here is looked up among the shared ones. */
export const preparationTextCodes: Readonly<Record<string, readonly string[]>> = {
  authorised: ['right', 'wrong'],
  'kept-authorisation': ['right', 'wrong'],
  'security-debugging': ['right', 'wrong', 'probably-wrong'],
  'permission-monitoring': ['right', 'wrong'],
  'simulated-input': ['right', 'wrong'],
  'usb-install': ['probably-right', 'probably-wrong'],
  'charge-only-debugging': ['right', 'not-shown'],
  'stay-awake': ['right', 'wrong'],
  'screen-lock': [
    'set',
    'probably-set',
    'not-set',
    'set-policy-open',
    'probably-set-policy-open',
    'not-set-policy-open',
    'set-unwanted',
    'probably-set-unwanted',
    'not-set-required',
  ],
  /** Params: level, isAutomatic, limit; `odd-value` too. */
  brightness: ['right', 'wrong', 'odd-value'],
  /** Params: media and ring in percent. */
  volume: ['right', 'wrong'],
  animations: ['right', 'wrong'],
  /** Params: zone. */
  'time-zone': ['right', 'wrong'],
  'automatic-clock': ['right', 'wrong'],
  'battery-saver': ['right', 'wrong'],
  /** Params of installed: version. */
  messenger: ['installed', 'missing'],
  /** Params of wrong: count. `none-needed`: the console brings none, so nothing was checked. */
  'helper-apps': ['right', 'wrong', 'none-needed'],
  /** Params of wrong: apps. */
  'battery-exceptions': ['right', 'wrong', 'no-app'],
};

/** The key of a cure for phones of that family: its own words where it has them. */
export function cureTextKey(code: CureCode, family: SkinFamily): string {
  const families: readonly SkinFamily[] = cureFamilies[code];
  return `preparation.cure.${code}.${families.includes(family) ? family : 'any'}`;
}

/** Every key of a cure that there must be. */
export function allCureTextKeys(): string[] {
  return cureCodes.flatMap((code) => [
    `preparation.cure.${code}.any`,
    ...cureFamilies[code].map((family) => `preparation.cure.${code}.${family}`),
  ]);
}
