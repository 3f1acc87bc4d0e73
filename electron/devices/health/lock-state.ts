import { parseLockSettings } from './tools/lock-settings.ts';
import { parseTrust } from './tools/trust.ts';
import { parseWindowPolicy } from './tools/window-policy.ts';

/** `probably-set`: only the keyguard service says so, which may be stale just after a boot. */
export type LockState = 'set' | 'probably-set' | 'not-set';

/** Complete outputs of the three commands; empty where one was not asked or did not come back whole. */
export interface LockOutputs {
  readonly lockSettings: string;
  readonly trust: string;
  readonly windowPolicy: string;
}

/**
 * Whether a lock password is set, by the first source that proves it: `dumpsys lock_settings` of the current user, the
 * trust service's "device locked", the keyguard's `secure`. Null when none does: never "no password" for want of proof.
 * `locksettings get-disabled` is not asked: it says false for a swipe screen too.
 */
export function decideLock(outputs: LockOutputs): LockState | null {
  const trust = parseTrust(outputs.trust);
  const credential = parseLockSettings(outputs.lockSettings, trust?.currentUserId ?? 0);
  if (credential !== null) return credential;
  if (trust?.isDeviceLocked === true) return 'set';
  const isSecure = parseWindowPolicy(outputs.windowPolicy)?.isKeyguardSecure ?? null;
  return isSecure === null ? null : isSecure ? 'probably-set' : 'not-set';
}
