import type { Phone } from '../phone.ts';
import { androidLevel } from './dump-text.ts';
import { describeRecord, describeWindow, focusedTitle, frontActivity } from './front-window.ts';

/** `dumpsys window policy` (AOSP PhoneWindowManager.dump, KeyguardServiceDelegate.dump). */
export function policyLines(phone: Phone): readonly string[] {
  return [
    'WINDOW MANAGER POLICY STATE (dumpsys window policy)',
    ...[...hardwareFields(phone.sdk), ...displayFields(phone), ...delegateFields(phone)].map((line) => `    ${line}`),
    '    Looper state:',
    '      Looper (android.ui, tid 19) {d921be2}',
    '        (Total messages: 0, polling=true, quitting=false)',
  ];
}

/** Names in place of numbers came with Android 9. */
function hardwareFields(sdk: number): readonly string[] {
  const isNamed = sdk >= androidLevel.p;
  return [
    'mSafeMode=false mSystemReady=true mSystemBooted=true',
    ...(isNamed
      ? [
          ...(sdk < androidLevel.q ? ['mLidState=LID_ABSENT mLidOpenRotation=-1'] : []),
          'mCameraLensCoverState=CAMERA_LENS_COVER_ABSENT mHdmiPlugged=false',
        ]
      : ['mLidState=-1 mLidOpenRotation=-1 mCameraLensCoverState=-1 mHdmiPlugged=false']),
    ...(sdk < androidLevel.q
      ? ['mLastSystemUiFlags=0x8008 mResettingSystemUiFlags=0x0 mForceClearedSystemUiFlags=0x0']
      : []),
    'mWakeGestureEnabledSetting=false',
    ...(isNamed
      ? ['mUiMode=UI_MODE_TYPE_NORMAL', 'mEnableCarDockHomeCapture=true']
      : ['mUiMode=1 mDockMode=0 mEnableCarDockHomeCapture=true mCarDockRotation=-1 mDeskDockRotation=-1']),
    'mLidKeyboardAccessibility=0 mLidNavigationAccessibility=0',
    ...(isNamed
      ? [
          'mLongPressOnHomeBehavior=LONG_PRESS_HOME_ASSIST',
          'mShortPressOnPowerBehavior=SHORT_PRESS_POWER_GO_TO_SLEEP',
          'mLongPressOnPowerBehavior=LONG_PRESS_POWER_GLOBAL_ACTIONS',
        ]
      : ['mShortPressOnPowerBehavior=1 mLongPressOnPowerBehavior=1', 'mDoublePressOnPowerBehavior=0']),
    'mHasSoftInput=true mDismissImeOnBackKeyPressed=false',
    'mIncallPowerBehavior=sleep mIncallBackBehavior=<nothing> mEndcallBehavior=sleep',
  ];
}

/** Up to Android 9 the policy knows display and keyguard itself; 9 forgot a separator after `mAwake`. */
function displayFields(phone: Phone): readonly string[] {
  const { sdk } = phone;
  if (sdk >= androidLevel.q) return [];
  const { isAwake, isShowing } = phone.display.screens.keyguard;
  const title = focusedTitle(phone);
  const focused = title === null ? 'null' : describeWindow(phone, title);
  return [
    ...(sdk >= androidLevel.p
      ? [`mAwake=${isAwake}mScreenOnEarly=${isAwake} mScreenOnFully=${isAwake}`]
      : [`mAwake=${isAwake}`, `mScreenOnEarly=${isAwake} mScreenOnFully=${isAwake}`]),
    `mKeyguardDrawComplete=${isAwake} mWindowManagerDrawComplete=${isAwake}`,
    'mDockLayer=268435456 mStatusBarLayer=161000',
    sdk >= androidLevel.o
      ? `mShowingDream=false mDreamingLockscreen=${isShowing} mDreamingSleepToken=null`
      : `mShowingLockscreen=${isShowing} mShowingDream=false mDreamingLockscreen=${isShowing} mDreamingSleepToken=null`,
    `mStatusBar=${describeWindow(phone, 'StatusBar')} isStatusBarKeyguard=${isShowing}`,
    `mNavigationBar=${describeWindow(phone, 'NavigationBar')}`,
    `mFocusedWindow=${focused}`,
    `mFocusedApp=Token{3514ca ${describeRecord(phone, frontActivity(phone))}}`,
    'mTopIsFullscreen=false mKeyguardOccluded=false',
    'mForceStatusBar=false mForceStatusBarFromKeyguard=false',
    `mAllowLockscreenWhenOn=false mLockScreenTimeout=${timeoutOf(phone)} mLockScreenTimerActive=false`,
  ];
}

function timeoutOf(phone: Phone): string {
  return phone.settings.get('system', 'screen_off_timeout') ?? '60000';
}

/** `showingAndNotOccluded` says true on an unlocked phone too; nobody should read it. */
function delegateFields(phone: Phone): readonly string[] {
  const { isAwake, isShowing, isSecure } = phone.display.screens.keyguard;
  const isNamed = phone.sdk >= androidLevel.p;
  return [
    'KeyguardServiceDelegate',
    `  showing=${isShowing}`,
    '  showingAndNotOccluded=true',
    `  inputRestricted=${isShowing}`,
    '  occluded=false',
    `  secure=${isSecure}`,
    '  dreaming=false',
    '  systemIsReady=true',
    '  deviceHasKeyguard=true',
    '  enabled=true',
    `  offReason=${isNamed && phone.sdk >= androidLevel.q ? 'OFF_BECAUSE_OF_USER' : '0'}`,
    '  currentUser=-10000',
    '  bootCompleted=true',
    `  screenState=${isNamed ? `SCREEN_STATE_${isAwake ? 'ON' : 'OFF'}` : isAwake ? 2 : 0}`,
    `  interactiveState=${isNamed ? `INTERACTIVE_STATE_${isAwake ? 'AWAKE' : 'SLEEP'}` : isAwake ? 2 : 0}`,
    ...(phone.sdk >= androidLevel.o
      ? [
          '  KeyguardStateMonitor',
          `    mIsShowing=${isShowing}`,
          '    mSimSecure=false',
          `    mInputRestricted=${isShowing}`,
          ...(phone.sdk >= androidLevel.p ? ['    mTrusted=false'] : []),
          '    mCurrentUserId=0',
        ]
      : []),
  ];
}
