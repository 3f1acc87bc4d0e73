import type { HelperApp } from './devices/preparation/step.ts';

/** The apps that the console brings to the phones. None yet: nothing that it does so far needs one there. */
export const broughtApps: readonly HelperApp[] = [];
