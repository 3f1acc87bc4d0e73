import type { Phone } from '../phone.ts';
import { androidLevel, endLines } from './dump-text.ts';

/** `dumpsys power` (AOSP PowerManagerService.dump). */
export function dumpPower(phone: Phone): string {
  return endLines([
    'POWER MANAGER (dumpsys power)',
    '',
    'Power Manager State:',
    ...(phone.sdk >= androidLevel.o ? ['  Settings power_manager_constants:', '    no_cached_wake_locks=true'] : []),
    ...stateLines(phone),
    '',
    ...settingLines(phone),
    '',
    ...wakeLockLines(phone),
    '',
    'Suspend Blockers: size=4',
    '  PowerManagerService.WakeLocks: ref count=0',
    `  PowerManagerService.Display: ref count=${phone.display.screens.keyguard.isAwake ? 1 : 0}`,
    '  PowerManagerService.Broadcasts: ref count=0',
    '  PowerManagerService.WirelessChargerDetector: ref count=0',
    '',
    // The display's own line left this dump when displays got power groups.
    ...(phone.sdk >= androidLevel.s
      ? []
      : [`Display Power: state=${phone.display.screens.keyguard.isAwake ? 'ON' : 'OFF'}`]),
  ]);
}

/** A lock of a sync carries the account in its name. */
function wakeLockLines({ traces }: Phone): readonly string[] {
  if (traces === null) return ['Wake Locks: size=0'];
  const tag = `*sync*/com.android.contacts/com.xiaomi/${traces.account}`;
  return [
    'Wake Locks: size=1',
    `  PARTIAL_WAKE_LOCK              '${tag}' ACQ=-2s104ms (uid=1000 pid=1532 ws=WorkSource{10034})`,
  ];
}

const plugTypes = { none: 0, ac: 1, usb: 2, wireless: 4 } as const;

function stateLines(phone: Phone): readonly string[] {
  const { isAwake } = phone.display.screens.keyguard;
  const battery = phone.battery.read();
  const upMs = Math.floor(phone.uptimeMs);
  const isPowered = battery.source !== 'none';
  return [
    '  mDirty=0x0',
    `  mWakefulness=${isAwake ? 'Awake' : 'Asleep'}`,
    '  mWakefulnessChanging=false',
    `  mIsPowered=${isPowered}`,
    `  mPlugType=${plugTypes[battery.source]}`,
    `  mBatteryLevel=${battery.level}`,
    '  mBatteryLevelWhenDreamStarted=0',
    '  mDockState=0',
    `  mStayOn=${isPowered && isAwake && stayOnSetting(phone) !== '0'}`,
    '  mProximityPositive=false',
    '  mBootCompleted=true',
    '  mSystemReady=true',
    `  mHalAutoSuspendModeEnabled=${!isAwake}`,
    `  mHalInteractiveModeEnabled=${isAwake}`,
    '  mWakeLockSummary=0x0',
    `  mUserActivitySummary=0x${isAwake ? 1 : 0}`,
    '  mLightDeviceIdleMode=false',
    '  mDeviceIdleMode=false',
    '  mDeviceIdleTempWhitelist=[]',
    `  mLastWakeTime=${Math.floor(upMs * 0.7)} (${upMs - Math.floor(upMs * 0.7)} ms ago)`,
    `  mLastSleepTime=${Math.floor(upMs * 0.6)} (${upMs - Math.floor(upMs * 0.6)} ms ago)`,
    ...(phone.sdk >= androidLevel.q ? ['  mLastSleepReason=timeout'] : []),
    '  mDisplayReady=true',
    '  mHoldingWakeLockSuspendBlocker=false',
    `  mHoldingDisplaySuspendBlocker=${isAwake}`,
  ];
}

function settingLines(phone: Phone): readonly string[] {
  const system = (key: string): string => phone.settings.get('system', key) ?? '0';
  return [
    'Settings and Configuration:',
    '  mDecoupleHalAutoSuspendModeFromDisplayConfig=false',
    '  mWakeUpWhenPluggedOrUnpluggedConfig=true',
    '  mDreamsSupportedConfig=true',
    '  mMinimumScreenOffTimeoutConfig=10000',
    `  mScreenOffTimeoutSetting=${system('screen_off_timeout')}`,
    `  mStayOnWhilePluggedInSetting=${stayOnSetting(phone)}`,
    `  mScreenBrightnessSetting=${system('screen_brightness')}`,
    `  mScreenBrightnessModeSetting=${system('screen_brightness_mode')}`,
  ];
}

function stayOnSetting(phone: Phone): string {
  return phone.settings.get('global', 'stay_on_while_plugged_in') ?? '0';
}
