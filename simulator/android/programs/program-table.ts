import type { PhoneProgram } from '../phone-program.ts';
import { am } from './am.ts';
import { cmd } from './cmd.ts';
import { content } from './content.ts';
import { dumpsys } from './dumpsys.ts';
import { ime } from './ime.ts';
import { input } from './input.ts';
import { locksettings } from './locksettings.ts';
import { logcat } from './logcat.ts';
import { media } from './media.ts';
import { monkey } from './monkey.ts';
import { pm } from './pm.ts';
import { getprop, setprop } from './properties.ts';
import { reboot } from './reboot.ts';
import { screencap } from './screencap.ts';
import { settings } from './settings.ts';
import { sm } from './sm.ts';
import { svc } from './svc.ts';
import { uiautomator } from './uiautomator.ts';
import { wm } from './wm.ts';

/** Programs of Android itself, by the name under `/system/bin`. */
export const phonePrograms: ReadonlyMap<string, PhoneProgram> = new Map<string, PhoneProgram>([
  ['getprop', getprop],
  ['setprop', setprop],
  ['dumpsys', dumpsys],
  ['am', am],
  ['cmd', cmd],
  ['content', content],
  ['ime', ime],
  ['locksettings', locksettings],
  ['settings', settings],
  ['svc', svc],
  ['logcat', logcat],
  ['media', media],
  ['pm', pm],
  ['input', input],
  ['monkey', monkey],
  ['reboot', reboot],
  ['screencap', screencap],
  ['sm', sm],
  ['uiautomator', uiautomator],
  ['wm', wm],
]);
