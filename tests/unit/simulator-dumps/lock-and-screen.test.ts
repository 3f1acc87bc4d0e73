import { describe, expect, it } from 'vitest';
import { TestPhone } from '../../support/phone-shell.ts';

/** One model for each Android level. */
const levels = {
  '7.1': 'redmi_5a',
  '8.0': 'honor_play_7c',
  '8.1': 'meizu_v8',
  '9': 'redmi_7',
  '10': 'redmi_note_7',
  '13': 'pixel_4a',
  '14': 'redmi_note_14',
} as const;

function phoneOf(level: keyof typeof levels, state: 'open' | 'pin' | 'locked' | 'off' = 'open'): TestPhone {
  const phone = new TestPhone({ modelKey: levels[level] });
  const { keyguard } = phone.device.phone.display.screens;
  if (state === 'pin' || state === 'locked') keyguard.setPin('1234');
  if (state === 'locked') keyguard.lock();
  if (state === 'off') keyguard.sleep();
  return phone;
}

async function grep(phone: TestPhone, command: string, pattern: RegExp): Promise<string[]> {
  return (await phone.output(command)).split('\n').filter((line) => pattern.test(line));
}

describe('dumpsys power', () => {
  it.each(['7.1', '8.0', '9', '13'] as const)('names the wakefulness on Android %s', async (level) => {
    expect(await grep(phoneOf(level), 'dumpsys power', /mWakefulness=/)).toEqual(['  mWakefulness=Awake']);
    expect(await grep(phoneOf(level, 'off'), 'dumpsys power', /mWakefulness=/)).toEqual(['  mWakefulness=Asleep']);
  });

  it('has the line of the display up to Android 11 only', async () => {
    expect(await grep(phoneOf('9', 'off'), 'dumpsys power', /^Display Power/)).toEqual(['Display Power: state=OFF']);
    expect(await grep(phoneOf('13'), 'dumpsys power', /^Display Power/)).toEqual([]);
  });

  it('holds the display blocker only while the display is on', async () => {
    const pattern = /mHoldingDisplaySuspendBlocker/;
    expect(await grep(phoneOf('10'), 'dumpsys power', pattern)).toEqual(['  mHoldingDisplaySuspendBlocker=true']);
    expect(await grep(phoneOf('10', 'off'), 'dumpsys power', pattern)).toEqual([
      '  mHoldingDisplaySuspendBlocker=false',
    ]);
  });
});

describe('dumpsys window policy', () => {
  it('tells the lock screen of Android 7.1 by flags and numbers', async () => {
    const text = await phoneOf('7.1', 'locked').output('dumpsys window policy');
    expect(text).toMatch(/mShowingLockscreen=true .*mDreamingLockscreen=true/);
    expect(text).toMatch(/isStatusBarKeyguard=true/);
    expect(text).toMatch(/screenState=2\n\s+interactiveState=2\n/);
    expect(text).not.toMatch(/mIsShowing/);
  });

  it.each(['8.0', '8.1'] as const)('adds the state monitor on Android %s, still with numbers', async (level) => {
    const text = await phoneOf(level, 'locked').output('dumpsys window policy');
    expect(text).toMatch(/mIsShowing=true/);
    expect(text).toMatch(/mInputRestricted=true/);
    expect(text).toMatch(/interactiveState=2\n/);
    expect(text).not.toMatch(/mShowingLockscreen/);
  });

  it('forgets a separator and uses names on Android 9', async () => {
    const text = await phoneOf('9').output('dumpsys window policy');
    expect(text).toContain('mAwake=truemScreenOnEarly=true');
    expect(text).toContain('interactiveState=INTERACTIVE_STATE_AWAKE');
    expect(text).toContain('mLidState=LID_ABSENT');
  });

  it('leaves display flags to the display policy from Android 10 on', async () => {
    const phone = phoneOf('10', 'locked');
    expect(await phone.output('dumpsys window policy')).not.toMatch(/isStatusBarKeyguard|mDreamingLockscreen/);
    expect(await phone.output('dumpsys window displays')).toMatch(/mDreamingLockscreen=true/);
  });

  it('has a plain keyguard flag from Android 12 on', async () => {
    expect(await phoneOf('13', 'locked').output('dumpsys window')).toMatch(/ isKeyguardShowing=true\n/);
    expect(await phoneOf('10', 'locked').output('dumpsys window')).not.toMatch(/isKeyguardShowing/);
  });

  it.each(Object.keys(levels))('tells on every level (%s) whether the keyguard is secure', async (level) => {
    const known = Object.keys(levels).find((name): name is keyof typeof levels => name === level) ?? '9';
    expect(await grep(phoneOf(known), 'dumpsys window policy', /^ +secure=/)).toEqual(['      secure=false']);
    expect(await grep(phoneOf(known, 'pin'), 'dumpsys window policy', /^ +secure=/)).toEqual(['      secure=true']);
  });

  it('says showingAndNotOccluded on an open phone too, as phones do', async () => {
    expect(await phoneOf('9').output('dumpsys window policy')).toMatch(/ showing=false\n +showingAndNotOccluded=true/);
  });
});

describe('dumpsys trust', () => {
  it('is locked only while a PIN keeps the phone shut', async () => {
    const current = /\(current\)/;
    const [open] = await grep(phoneOf('9', 'pin'), 'dumpsys trust', current);
    const [shut] = await grep(phoneOf('9', 'locked'), 'dumpsys trust', current);
    expect(open).toMatch(/^ User ".*" \(id=0, flags=0x13\) \(current\): trusted=0, trustManaged=0, deviceLocked=0, /);
    expect(shut).toMatch(/deviceLocked=1, strongAuthRequired=0x0$/);
  });

  it('stays unlocked behind a swipe screen', async () => {
    expect((await grep(phoneOf('8.1', 'off'), 'dumpsys trust', /\(current\)/))[0]).toMatch(/deviceLocked=0/);
  });

  it('lists the dual-app user of MIUI, not as the current one', async () => {
    expect(await grep(phoneOf('10'), 'dumpsys trust', /id=999/)).toHaveLength(1);
    expect(await grep(phoneOf('10'), 'dumpsys trust', /id=999.*current/)).toEqual([]);
    expect(await grep(phoneOf('8.1'), 'dumpsys trust', /id=999/)).toEqual([]);
  });

  it('has a trust state on Android 14', async () => {
    expect((await grep(phoneOf('14'), 'dumpsys trust', /current/))[0]).toContain('trustState=UNTRUSTED');
  });
});

describe('dumpsys lock_settings', () => {
  it.each(['7.1', '8.0', '8.1'] as const)('does not exist on Android %s', async (level) => {
    const { stdout, stderr } = await phoneOf(level).run('dumpsys lock_settings');
    expect(stdout).toBe('');
    expect(stderr).toBe("Can't find service: lock_settings\n");
  });

  it.each(['9', '10'] as const)('tells a SID on Android %s: zero without a password', async (level) => {
    expect(await grep(phoneOf(level), 'dumpsys lock_settings', /SID = /)).toContain('        SID = 0');
    const [withPin] = await grep(phoneOf(level, 'pin'), 'dumpsys lock_settings', /SID = /);
    expect(withPin).toMatch(/^ {8}SID = [0-9a-f]{16}$/);
    expect(await phoneOf(level, 'pin').output('dumpsys lock_settings')).not.toContain('CredentialType');
  });

  it('tells the credential type on newer phones', async () => {
    expect(await grep(phoneOf('13'), 'dumpsys lock_settings', /Credential/)).toEqual(['    CredentialType: NONE']);
    expect(await grep(phoneOf('13', 'pin'), 'dumpsys lock_settings', /Credential/)).toEqual([
      '    CredentialType: PIN',
    ]);
  });
});
