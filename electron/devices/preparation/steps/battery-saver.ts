import { settingStep } from './setting-step.ts';

/** Android's own battery saver is off; vendors' further modes have no setting that all of them share. */
export const batterySaver = settingStep({
  id: 'battery-saver',
  cureByHand: 'set-by-hand',
  settings: [
    {
      namespace: 'global',
      key: 'low_power',
      isRight: (value) => (value === '0' || value === null ? true : value === '1' ? false : null),
      target: () => '0',
    },
  ],
});
