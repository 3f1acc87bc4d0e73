import type { Phone } from '../phone.ts';
import { installedKeyboards } from '../keyboards.ts';
import { androidLevel, endLines } from './dump-text.ts';

/** `dumpsys deviceidle` (AOSP DeviceIdleController): a phone on the charger never idles. */
export function dumpDeviceIdle(phone: Phone): string {
  const isCharging = phone.battery.read().source !== 'none';
  const { isAwake } = phone.display.screens.keyguard;
  return endLines([
    '  Settings:',
    '    light_after_inactive_to=+5m0s0ms',
    '    inactive_to=+30m0s0ms',
    '  Whitelist (except idle) system apps:',
    '    com.android.providers.downloads',
    ...(phone.setup.idleExceptions.size === 0 ? [] : ['  Whitelist user apps:']),
    ...[...phone.setup.idleExceptions].map((name) => `    ${name}`),
    '  mEnabled=true',
    `  mScreenOn=${isAwake}`,
    `  mCharging=${isCharging}`,
    `  mState=${isAwake || isCharging ? 'ACTIVE' : 'INACTIVE'}`,
    `  mLightState=${isAwake || isCharging ? 'ACTIVE' : 'INACTIVE'}`,
  ]);
}

/** `dumpsys input_method` (AOSP InputMethodManagerService). */
export function dumpInputMethod(phone: Phone): string {
  const current = phone.settings.get('secure', 'default_input_method') ?? 'null';
  const isShown = phone.display.screens.isKeyboardShown;
  return endLines([
    'Current Input Method Manager state:',
    '  Input Methods:',
    ...installedKeyboards(phone).flatMap((id, index) => [
      `  InputMethod #${index}:`,
      `    mId=${id} mSettingsActivityName=null mIsDefaultResId=0x0`,
    ]),
    `  mCurMethodId=${current}`,
    `  mCurId=${current} mHaveConnection=true mBoundToMethod=true`,
    `  mShowRequested=${isShown} mShowExplicitlyRequested=false mShowForced=false mInputShown=${isShown}`,
    `  mSystemReady=true mInteractive=${phone.display.screens.keyguard.isAwake}`,
  ]);
}

/** `dumpsys display` (AOSP DisplayManagerService): sizes and the state of the panel. */
export function dumpDisplay(phone: Phone): string {
  const { physicalSize, physicalDensity, sizeOverride } = phone.display;
  const { width, height } = physicalSize;
  const size = sizeOverride ?? physicalSize;
  const state = phone.display.screens.keyguard.isAwake ? 'ON' : 'OFF';
  const real = `real ${size.width} x ${size.height}`;
  const name = phone.sdk >= androidLevel.q ? 'Internal display' : '内置屏幕';
  return endLines([
    'DISPLAY MANAGER (dumpsys display)',
    '  mOnlyCode=false',
    '  mSafeMode=false',
    `  mGlobalDisplayState=${state}`,
    '',
    'Display Devices: size=1',
    `  DisplayDeviceInfo{"${name}": uniqueId="local:0", ${width} x ${height}, modeId 1, defaultModeId 1, density ${physicalDensity}, ${physicalDensity}.0 x ${physicalDensity}.0 dpi, rotation 0, type BUILT_IN, state ${state}, FLAG_DEFAULT_DISPLAY}`,
    '',
    'Logical Displays: size=1',
    '  Display 0:',
    '    mDisplayId=0',
    `    mOverrideDisplayInfo=DisplayInfo{"${name}", app ${size.width} x ${size.height}, ${real}, largest app ${size.height} x ${size.height}, 60.0 fps, rotation 0, state ${state}}`,
    '',
    'Display Power Controller State:',
    `  mScreenState=${state}`,
  ]);
}

/** `dumpsys notification`: no notification stands open on a work phone that was just set up. */
export function dumpNotification(phone: Phone): string {
  const mode = phone.settings.get('global', 'zen_mode') === '0' ? 'ZEN_MODE_OFF' : 'ZEN_MODE_IMPORTANT_INTERRUPTIONS';
  return endLines([
    'Current Notification Manager state:',
    '  Notification List:',
    '  mUseAttentionLight=false',
    '  mNotificationPulseEnabled=true',
    '  mDisableNotificationEffects=false',
    '',
    '  Zen Mode:',
    `    mInterruptionFilter=${mode === 'ZEN_MODE_OFF' ? 1 : 2}`,
    `    mZenMode=${mode}`,
  ]);
}
