import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';
import { bootTargetOf } from './reboot.ts';

const androidT = 33;
const usage =
  'Available commands:\n    power    Control the power manager\n    data     Control mobile data connectivity\n    wifi     Control the Wi-Fi manager\n';

/** `svc wifi|data enable|disable`, `svc power stayon true|false|usb|ac|wireless`, `svc power reboot [TARGET]` (AOSP cmds/svc). */
export const svc: PhoneProgram = async (process, phone) => {
  const [service, verb, value] = process.args;
  if (!act(phone, service, verb, value)) {
    await process.printError(usage);
    return 1;
  }
  return 0;
};

function act(phone: Phone, service: string | undefined, verb: string | undefined, value: string | undefined): boolean {
  if (service === 'power' && verb === 'reboot') {
    phone.askRestart(bootTargetOf(value ?? ''));
    return true;
  }
  if (service === 'power') return verb === 'stayon' && stayOn(phone, value);
  if ((service !== 'wifi' && service !== 'data') || (verb !== 'enable' && verb !== 'disable')) return false;
  if (service === 'wifi') phone.network.setWifiEnabled(verb === 'enable');
  else phone.network.setDataEnabled(verb === 'enable');
  return true;
}

/** Writes the mask of plugs that keep the display on (Android 13 added the dock), and lights it. */
function stayOn(phone: Phone, value: string | undefined): boolean {
  const masks: Readonly<Record<string, number>> = {
    true: phone.sdk >= androidT ? 15 : 7,
    false: 0,
    ac: 1,
    usb: 2,
    wireless: 4,
  };
  const mask = value !== undefined && Object.hasOwn(masks, value) ? masks[value] : undefined;
  if (mask === undefined) return false;
  if (mask > 0) phone.display.screens.keyguard.wake();
  phone.settings.put('global', 'stay_on_while_plugged_in', String(mask));
  return true;
}
