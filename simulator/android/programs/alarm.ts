import type { PhoneProgram } from '../phone-program.ts';
import { mayWriteSettings } from './settings.ts';

const failedStatus = 255;
const usage =
  'Alarm manager service (alarm) commands:\n  set-time TIME\n  set-timezone TZ\n    Set the system timezone to TZ where TZ is an Olson id.\n';

/** `cmd alarm set-timezone ZONE` (AOSP AlarmManagerService): an unknown zone is passed over in silence. */
export const alarm: PhoneProgram = async (process, phone) => {
  const [verb, zone = ''] = process.args;
  if (verb !== 'set-timezone') {
    await process.printError(usage);
    return failedStatus;
  }
  if (!mayWriteSettings(phone)) {
    await process.printError(
      'java.lang.SecurityException: Neither user 2000 nor current process has android.permission.SET_TIME_ZONE.\n',
    );
    return failedStatus;
  }
  if (isZone(zone) && !phone.settings.isHeld) phone.setProperty('persist.sys.timezone', zone);
  return 0;
};

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
