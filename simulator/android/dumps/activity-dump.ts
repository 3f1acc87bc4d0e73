import type { Phone } from '../phone.ts';
import { androidLevel, endLines, objectNumber, shortComponent } from './dump-text.ts';
import { describeRecord, frontActivity, type FrontActivity } from './front-window.ts';

/** `dumpsys activity [activities|top|…]` (AOSP ActivityManagerService, ActivityTaskManagerService). */
export function dumpActivity(phone: Phone, args: readonly string[]): string {
  const section = args.find((argument) => !argument.startsWith('-'));
  const lines = activityLines(phone);
  if (section === undefined) return endLines([...pendingLines, ...lines]);
  if (section === 'activities' || section === 'a') return endLines(lines);
  if (section === 'top') return endLines(topLines(phone));
  return `Bad activity command, or no activities match: ${section}\nUse -h for help.\n`;
}

const pendingLines: readonly string[] = [
  'ACTIVITY MANAGER PENDING INTENTS (dumpsys activity intents)',
  '  (nothing)',
  '',
  '-------------------------------------------------------------------------------',
];

function activityLines(phone: Phone): readonly string[] {
  const { keyguard } = phone.display.screens;
  const front = frontActivity(phone);
  const stackType = front.packageName === phone.display.launcher.packageName ? 'home' : 'standard';
  const id = stackType === 'home' ? 0 : front.taskId;
  return [
    'ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)',
    'Display #0 (activities from top to bottom):',
    '',
    stackHeader(phone.sdk, id, stackType),
    `  isSleeping=${!keyguard.isAwake}`,
    '  mBounds=Rect(0, 0 - 0, 0)',
    ...taskLines(phone, front),
    '',
    ...resumedLines(phone, front),
    ...(phone.sdk >= androidLevel.o
      ? [
          '  KeyguardController:',
          `    mKeyguardShowing=${keyguard.isShowing}`,
          ...(phone.sdk >= androidLevel.p ? ['    mAodShowing=false', '    mKeyguardGoingAway=false'] : []),
          '    mOccluded=false',
        ]
      : []),
  ];
}

function stackHeader(sdk: number, id: number, type: string): string {
  if (sdk >= androidLevel.s) return `  RootTask #${id}: type=${type} mode=fullscreen`;
  return sdk >= androidLevel.p ? `  Stack #${id}: type=${type} mode=fullscreen` : `  Stack #${id}:`;
}

function taskLines(phone: Phone, front: FrontActivity): readonly string[] {
  const { packageName, activity, taskId } = front;
  const component = shortComponent(packageName, activity);
  const record = describeRecord(phone, front);
  const task =
    phone.sdk >= androidLevel.r
      ? `Task{${objectNumber(phone, `task/${taskId}`)} #${taskId} visible=true type=standard A=10123:${packageName} U=0 StackId=${taskId} sz=1}`
      : `TaskRecord{${objectNumber(phone, `task/${taskId}`)} #${taskId} A=${packageName} U=0 StackId=${taskId} sz=1}`;
  return [
    `    Task id #${taskId}`,
    '    mBounds=Rect(0, 0 - 0, 0)',
    '    mMinWidth=-1',
    '    mMinHeight=-1',
    `    * ${task}`,
    `      realActivity=${component}`,
    `      Activities=[${record}]`,
    `      * Hist #0: ${record}`,
    `          packageName=${packageName} processName=${packageName}`,
    `          app=ProcessRecord{${objectNumber(phone, `process/${packageName}`)} 2458:${packageName}/u0a123}`,
  ];
}

/** Nothing is resumed while the display is off or the keyguard lies over it. */
function resumedLines(phone: Phone, front: FrontActivity): readonly string[] {
  const { isAwake, isShowing } = phone.display.screens.keyguard;
  if (!isAwake || isShowing) return [];
  const record = describeRecord(phone, front);
  const { sdk } = phone;
  return [
    ...(sdk < androidLevel.s ? [`    mResumedActivity: ${record}`] : []),
    ...(sdk >= androidLevel.q ? [`    topResumedActivity=${record}`] : []),
    ...(sdk >= androidLevel.s ? [`  ResumedActivity:${record}`] : []),
    ...(sdk < androidLevel.o ? [`  mFocusedActivity: ${record}`] : []),
  ];
}

function topLines(phone: Phone): readonly string[] {
  const { packageName, activity, taskId } = frontActivity(phone);
  return [
    `TASK ${packageName} id=${taskId} userId=0`,
    `  ACTIVITY ${shortComponent(packageName, activity)} ${objectNumber(phone, `record/${packageName}/${activity}`)} pid=2458`,
    '    Local Activity State:',
    `      mResumed=${phone.display.screens.keyguard.isAwake} mStopped=false mFinished=false`,
  ];
}
