import type { Condition } from '@contract/plan-ids.ts';
import type { Tone } from '../../devices/state-look.ts';

/** The colour of a condition; its word always stands beside it. */
export const conditionTones: Readonly<Record<Condition, Tone>> = {
  normal: 'good',
  warning: 'warn',
  cooldown: 'special',
  suspended: 'bad',
};
