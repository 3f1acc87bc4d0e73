import { settingStep } from './setting-step.ts';

/** AC and USB of `BatteryManager`: a hub may show as either. */
const wantedMask = 1 | 2;

/** The screen stays on while the phone hangs on the hub. */
export const stayAwake = settingStep({
  id: 'stay-awake',
  cureByHand: 'set-by-hand',
  settings: [
    {
      namespace: 'global',
      key: 'stay_on_while_plugged_in',
      isRight: (value) => {
        const mask = maskOf(value);
        return mask === null ? null : (mask & wantedMask) === wantedMask;
      },
      target: (value) => String((maskOf(value) ?? 0) | wantedMask),
    },
  ],
});

/** Not set means off. */
function maskOf(value: string | null): number | null {
  if (value === null) return 0;
  return /^\d{1,2}$/.test(value) ? Number(value) : null;
}
