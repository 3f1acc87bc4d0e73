import type { Devices } from '../devices/devices.ts';

/** The phones as jobs need them. */
export type JobPhones = Pick<Devices['phones'], 'get' | 'subscribe' | 'withPhone'>;
