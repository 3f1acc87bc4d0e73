import type { Outcome } from '../../contract/outcome.ts';
import type { KeyName, LockReading } from '../screen-reader.ts';
import type { PhoneView } from './phone-view.ts';
import { halt, haltOn, reach, type Reached } from './reached.ts';

/** Wakes the phone and opens a lock screen that asks for nothing; one that asks for something is never touched. */
export async function wake(view: PhoneView): Promise<Reached<null>> {
  const before = await readLock(view);
  if (!before.ok) return haltOn(before.error);
  const awake = before.value.isScreenOn === true ? before : await pressAndLook(view, 'WAKEUP');
  if (!awake.ok) return haltOn(awake.error);
  const isOpenable = awake.value.isKeyguardShowing === true && awake.value.isKeyguardSecure === false;
  const opened = isOpenable ? await pressAndLook(view, 'MENU') : awake;
  if (!opened.ok) return haltOn(opened.error);
  return isLocked(opened.value) ? halt('screen-locked', 'the lock screen is showing') : reach(null);
}

/** Whether the lock screen lies over everything, or the screen is off; false where the phone does not tell. */
export async function isPhoneLocked(view: PhoneView): Promise<boolean> {
  const lock = await readLock(view);
  return lock.ok && (isLocked(lock.value) || lock.value.isScreenOn === false);
}

function isLocked({ isKeyguardShowing }: LockReading): boolean {
  return isKeyguardShowing === true;
}

function readLock(view: PhoneView): Promise<Outcome<LockReading>> {
  return view.ask((driver) => driver.lock());
}

async function pressAndLook(view: PhoneView, key: KeyName): Promise<Outcome<LockReading>> {
  const pressed = await view.press(key);
  return pressed.ok ? readLock(view) : pressed;
}
