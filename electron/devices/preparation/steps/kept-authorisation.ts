import { settingStep } from './setting-step.ts';

const android11 = 30;

/** Since Android 11 a computer that is not used for 7 days is forgotten, unless the time is set to 0. */
export const keptAuthorisation = settingStep({
  id: 'kept-authorisation',
  cureByHand: 'keep-authorisation',
  isFor: ({ sdk }) => sdk !== null && sdk >= android11,
  settings: [
    {
      namespace: 'global',
      key: 'adb_allowed_connection_time',
      isRight: (value) => (value === null ? false : /^\d{1,18}$/.test(value) ? Number(value) === 0 : null),
      target: () => '0',
    },
  ],
});
