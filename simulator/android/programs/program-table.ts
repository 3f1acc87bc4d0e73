import type { PhoneProgram } from '../phone-program.ts';
import { dumpsys } from './dumpsys.ts';
import { getprop, setprop } from './properties.ts';

/** Programs of Android itself, by the name under `/system/bin`. */
export const phonePrograms: ReadonlyMap<string, PhoneProgram> = new Map<string, PhoneProgram>([
  ['getprop', getprop],
  ['setprop', setprop],
  ['dumpsys', dumpsys],
]);
