import type { BootTarget } from '../../device-port.ts';
import type { PhoneProgram } from '../phone-program.ts';

/** Where a restart ends, by the reason given to it (AOSP init, `sys.powerctl`). */
export function bootTargetOf(reason: string): BootTarget {
  switch (reason) {
    case 'recovery':
    case 'bootloader':
      return reason;
    case 'sideload':
    case 'sideload-auto-reboot':
      return 'sideload';
    default:
      return 'system';
  }
}

/** `reboot [TARGET]`: answers at once, the phone goes down a moment later. */
export const reboot: PhoneProgram = (process, phone) => {
  phone.askRestart(bootTargetOf(process.args.find((word) => !word.startsWith('-')) ?? ''));
  return Promise.resolve(0);
};
