import { messengerPackage } from '../../messenger/variant.ts';
import { hashText } from '../../world/seeded-random.ts';
import type { Phone } from '../phone.ts';
import { androidLevel, objectNumber, shortComponent } from './dump-text.ts';

/** The activity in front, below any keyguard or dialog. */
export interface FrontActivity {
  readonly packageName: string;
  readonly activity: string;
  readonly taskId: number;
}

const taskNumbers = 180;

export function frontActivity(phone: Phone): FrontActivity {
  const { packageName, activity } = phone.display.screens.frontScreen;
  const isHome = packageName === phone.display.launcher.packageName;
  return { packageName, activity, taskId: isHome ? 1 : 2 + (hashText(packageName) % taskNumbers) };
}

/**
 * The title of the window with the focus; null while the display is off. The keyguard is a window of the system's
 * panel, which got a name of its own with Android 11; a crash report belongs to Android itself.
 */
export function focusedTitle(phone: Phone): string | null {
  const { screens } = phone.display;
  if (!screens.keyguard.isAwake) return null;
  if (screens.keyguard.isShowing) return phone.sdk >= androidLevel.r ? 'NotificationShade' : 'StatusBar';
  const { packageName, activity } = frontActivity(phone);
  const { dialog } = screens;
  if (dialog === null || dialog.packageName === packageName) return `${packageName}/${activity}`;
  if (dialog.activity !== undefined) return `${dialog.packageName}/${dialog.activity}`;
  return dialog.packageName === 'android' ? `Application Error: ${messengerPackage}` : dialog.packageName;
}

export function describeWindow(phone: Phone, title: string): string {
  return `Window{${objectNumber(phone, `window/${title}`)} u0 ${title}}`;
}

/** `ActivityRecord{… t153}`; Android 13 closed a brace before the task number. */
export function describeRecord(phone: Phone, { packageName, activity, taskId }: FrontActivity): string {
  const brace = phone.sdk >= androidLevel.t ? '}' : '';
  const number = objectNumber(phone, `record/${packageName}/${activity}`);
  return `ActivityRecord{${number} u0 ${shortComponent(packageName, activity)}${brace} t${taskId}}`;
}
