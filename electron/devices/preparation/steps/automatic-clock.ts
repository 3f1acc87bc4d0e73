import { settingStep } from './setting-step.ts';

/** The clock is set by the network. */
export const automaticClock = settingStep({
  id: 'automatic-clock',
  cureByHand: 'set-by-hand',
  settings: [
    {
      namespace: 'global',
      key: 'auto_time',
      isRight: (value) => (value === '1' ? true : value === '0' || value === null ? false : null),
      target: () => '1',
    },
  ],
});
