import { messengerPackage } from '../../messenger/variant.ts';
import type { Phone } from '../phone.ts';
import { androidLevel, endLines, objectNumber } from './dump-text.ts';
import { describeRecord, describeWindow, focusedTitle, frontActivity } from './front-window.ts';
import { policyLines } from './window-policy-dump.ts';

/**
 * `dumpsys window [windows|displays|policy]` (AOSP WindowManagerService.doDump). Up to Android 9 the focus stands at
 * the end of `windows`, from 10 on in `displays`; without an argument all sections come one after the other.
 */
export function dumpWindow(phone: Phone, args: readonly string[]): string {
  const section = args.find((argument) => !argument.startsWith('-'));
  switch (section) {
    case 'policy':
    case 'p':
      return endLines(policyLines(phone));
    case 'displays':
    case 'd':
      return endLines(displayLines(phone));
    case 'windows':
    case 'w':
    case 'visible':
      return endLines(windowLines(phone));
    case undefined:
    case 'all':
    case 'a':
      return endLines([
        'WINDOW MANAGER LAST ANR (dumpsys window lastanr)',
        '  <no ANR has occurred since boot>',
        '',
        ...[policyLines(phone), displayLines(phone), windowLines(phone)].flatMap((lines) => [...lines, '']),
      ]);
    default:
      return `Bad window command, or no windows match: ${section}\nUse -h for help.\n`;
  }
}

/** `mCurrentFocus` and `mFocusedApp`, whose token lost its wrapping with Android 11. */
function focusLines(phone: Phone): readonly string[] {
  const title = focusedTitle(phone);
  const record = describeRecord(phone, frontActivity(phone));
  const token = objectNumber(phone, 'token');
  const app =
    phone.sdk >= androidLevel.r
      ? record
      : `AppWindowToken{${objectNumber(phone, 'app')} token=Token{${token} ${record}}}`;
  return [
    ...permissionPanelLines(phone, title),
    `  mCurrentFocus=${title === null ? 'null' : describeWindow(phone, title)}`,
    ...(phone.sdk >= androidLevel.q && title === null ? [] : [`  mFocusedApp=${app}`]),
  ];
}

/** MIUI's permission panel holds a focus line of its own before a running messenger's; the last line counts. */
function permissionPanelLines(phone: Phone, title: string | null): readonly string[] {
  const isGuarded = phone.model.skin.kind === 'miui' && title?.startsWith(`${messengerPackage}/`) === true;
  return isGuarded ? [`  mCurrentFocus=${describeWindow(phone, 'com.lbe.security.miui')}`] : [];
}

function displayLines(phone: Phone): readonly string[] {
  const { display, sdk } = phone;
  const size = display.sizeOverride ?? display.physicalSize;
  const current = `${size.width}x${size.height}`;
  const base = `${display.physicalSize.width}x${display.physicalSize.height} ${display.physicalDensity}dpi`;
  const isOverridden = display.sizeOverride !== null || display.densityOverride !== null;
  const override = isOverridden ? ` base=${current} ${display.densityOverride ?? display.physicalDensity}dpi` : '';
  return [
    'WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)',
    '  Display: mDisplayId=0',
    `    init=${base}${override} cur=${current} app=${current} rng=${size.width}x${size.width}-${size.height}x${size.height}`,
    '    deferred=false mLayoutNeeded=false',
    '',
    ...(sdk >= androidLevel.q ? [...focusLines(phone), '', ...displayPolicyLines(phone)] : []),
  ];
}

/** From Android 10 on the bars and the dream belong to a display, no longer to the policy. */
function displayPolicyLines(phone: Phone): readonly string[] {
  const { keyguard } = phone.display.screens;
  const keyguardFlag = phone.sdk >= androidLevel.s ? ` isKeyguardShowing=${keyguard.isShowing}` : '';
  return [
    '  DisplayPolicy',
    `    mCarDockEnablesAccelerometer=true mDeskDockEnablesAccelerometer=true`,
    `    mDockMode=EXTRA_DOCK_STATE_UNDOCKED mLidState=LID_ABSENT`,
    `    mAwake=${keyguard.isAwake} mScreenOnEarly=${keyguard.isAwake} mScreenOnFully=${keyguard.isAwake}`,
    `    mKeyguardDrawComplete=${keyguard.isAwake} mWindowManagerDrawComplete=${keyguard.isAwake}`,
    `    mShowingDream=false mDreamingLockscreen=${keyguard.isShowing} mDreamingSleepToken=null`,
    `    mStatusBar=${describeWindow(phone, 'StatusBar')}${keyguardFlag}`,
    `    mNavigationBar=${describeWindow(phone, 'NavigationBar0')}`,
  ];
}

function windowLines(phone: Phone): readonly string[] {
  const { packageName, activity } = frontActivity(phone);
  const titles = ['StatusBar', 'NavigationBar', `${packageName}/${activity}`, 'com.android.systemui.ImageWallpaper'];
  const windows = titles.flatMap((title, index) => [
    `  Window #${titles.length - 1 - index} ${describeWindow(phone, title)}:`,
    `    mDisplayId=0 mSession=Session{${objectNumber(phone, `session/${title}`)} 1690:u0a10${20 + index}}`,
    `    mOwnerUid=10${20 + index} mShowToOwnerOnly=false package=${title.includes('/') ? packageName : 'com.android.systemui'} appop=NONE`,
    '    mHasSurface=true isReadyForDisplay()=true',
  ]);
  return [
    'WINDOW MANAGER WINDOWS (dumpsys window windows)',
    ...windows,
    '',
    '  mHasPermanentDpad=false',
    ...(phone.sdk >= androidLevel.q ? ['  mTopFocusedDisplayId=0'] : focusLines(phone)),
    '  mInTouchMode=true',
    '  mLastDisplayFreezeDuration=+312ms due to new-config',
    '  mSystemDecorLayer=200000 mScreenRect=[0,0]',
  ];
}
