import { settingStep } from './setting-step.ts';

/** Of 255: low enough not to heat a screen that is on all day. */
export const brightnessLimit = 102;
const target = 60;
/** Some vendors count to 1023 or 4095: then the value alone says nothing. */
const fullScale = 255;

/** The screen is dim, and nothing turns it up by itself. */
export const brightness = settingStep({
  id: 'brightness',
  cureByHand: 'set-by-hand',
  settings: [
    {
      namespace: 'system',
      key: 'screen_brightness_mode',
      isRight: (value) => (value === '0' ? true : value === '1' ? false : null),
      target: () => '0',
    },
    {
      namespace: 'system',
      key: 'screen_brightness',
      isRight: (value) => {
        const level = value !== null && /^\d{1,5}$/.test(value) ? Number(value) : null;
        return level === null || level > fullScale ? null : level <= brightnessLimit;
      },
      target: () => String(target),
    },
  ],
  params: ([mode, level]) => ({ level: level ?? null, isAutomatic: mode === '1', limit: brightnessLimit }),
});
