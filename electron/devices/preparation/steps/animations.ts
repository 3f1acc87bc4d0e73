import { settingStep, type WantedSetting } from './setting-step.ts';

const scales: readonly WantedSetting[] = [
  'window_animation_scale',
  'transition_animation_scale',
  'animator_duration_scale',
].map((key) => ({
  namespace: 'global',
  key,
  // Not set means the factory's scale of 1.
  isRight: (value) => (value === null ? false : /^\d{1,2}(?:\.\d{1,4})?$/.test(value) ? Number(value) === 0 : null),
  target: () => '0',
}));

/** No animations: pages stand still sooner and the phone stays cooler. */
export const animations = settingStep({ id: 'animations', cureByHand: 'set-by-hand', settings: scales });
