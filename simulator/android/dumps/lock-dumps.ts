import { hashText } from '../../world/seeded-random.ts';
import type { Phone } from '../phone.ts';
import { androidLevel, endLines } from './dump-text.ts';

/** MIUI keeps its dual apps in a user of their own, which never has a lock. */
const dualAppUser = 999;

function hasDualApps(phone: Phone): boolean {
  return phone.model.skin.kind === 'miui' || phone.model.skin.kind === 'hyperos';
}

/**
 * `dumpsys trust` (AOSP TrustManagerService.dump). `deviceLocked` is 1 only while a secure keyguard shows, so 0 proves
 * nothing about a password.
 */
export function dumpTrust(phone: Phone): string {
  const { isSecure, isShowing } = phone.display.screens.keyguard;
  const locked = isSecure && isShowing ? 1 : 0;
  const isNew = phone.sdk >= androidLevel.u;
  const state = (isManaged: number): string =>
    isNew ? `trustState=UNTRUSTED, trustManaged=${isManaged}` : `trusted=0, trustManaged=${isManaged}`;
  const unlock = isNew ? ', isActiveUnlockRunning=0' : '';
  const dual = ` User "XSpace" (id=${dualAppUser}, flags=0x800010): ${state(0)}, deviceLocked=0${unlock}, strongAuthRequired=0x1`;
  return endLines([
    'Trust manager state:',
    ` User "${userName(phone)}" (id=0, flags=0x13) (current): ${state(0)}, deviceLocked=${locked}${unlock}, strongAuthRequired=0x0`,
    '   Enabled agents:',
    '   Events:',
    ...(hasDualApps(phone) ? [dual, '   Enabled agents:', '   Events:'] : []),
  ]);
}

function userName({ traces, sdk }: Phone): string {
  return traces?.userName ?? (sdk >= androidLevel.p ? '机主' : 'Owner');
}

/**
 * `dumpsys lock_settings` (AOSP LockSettingsService.dump). Android 9 and 10 tell a SID, which is 0 without a password;
 * 11 and later a credential type, in capitals from 13 on. Null where the service has nothing of the kind.
 */
export function dumpLockSettings(phone: Phone): string | null {
  if (phone.sdk < androidLevel.p) return null;
  return phone.sdk >= androidLevel.r ? dumpCredentials(phone) : dumpIdentities(phone);
}

function dumpIdentities(phone: Phone): string {
  const users = hasDualApps(phone) ? [0, dualAppUser] : [0];
  return endLines([
    'Current lock settings service state:',
    'SP Enabled = true',
    ...users.flatMap((user) => {
      const isSet = user === 0 && phone.display.screens.keyguard.isSecure;
      return [
        `    User ${user}`,
        `        SP Handle = ${isSet ? longNumber(phone, 'handle') : '0'}`,
        `        SID = ${isSet ? longNumber(phone, 'sid') : '0'}`,
      ];
    }),
  ]);
}

function dumpCredentials(phone: Phone): string {
  const { isSecure } = phone.display.screens.keyguard;
  const isLoud = phone.sdk >= androidLevel.t;
  const type = isSecure ? (isLoud ? 'PIN' : 'Pin') : isLoud ? 'NONE' : 'None';
  const handle = phone.sdk >= androidLevel.u ? 'LSKF-based SP protector ID' : 'SP Handle';
  return endLines([
    'Current lock settings service state:',
    '',
    'User State:',
    '  User 0',
    `    ${handle}: ${longNumber(phone, 'handle')}`,
    `    Last changed: ${isSecure ? '2025-11-03 10:12:41 (previous)' : 'unknown'}`,
    `    SID: ${isSecure ? longNumber(phone, 'sid') : '0'}`,
    '    Quality: 0',
    `    CredentialType: ${type}`,
    '    SeparateChallenge: true',
    '    Metrics: none',
    '',
    'Storage:',
    '  Persistent Data Block:',
    '    type: 0',
  ]);
}

function longNumber(phone: Phone, name: string): string {
  const half = (part: string): string => hashText(`${phone.serial}/${name}/${part}`).toString(16).padStart(8, '7');
  return `${half('high')}${half('low')}`;
}
