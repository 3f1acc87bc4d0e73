import type { PhoneProgram } from '../phone-program.ts';
import { broadcast } from './broadcast.ts';
import { instrument } from './instrument.ts';
import type { Phone } from '../phone.ts';

/** What an `am start` asks for. */
interface Intent {
  readonly action: string | null;
  readonly data: string | null;
  readonly component: string | null;
  readonly packageName: string | null;
  readonly waits: boolean;
}

/** Options of `am start` that are followed by a value. */
const valued: ReadonlySet<string> = new Set([
  '-a',
  '-d',
  '-n',
  '-p',
  '-c',
  '-t',
  '-f',
  '--user',
  '--ei',
  '--es',
  '--ez',
]);

/** `am start`, `am force-stop`, `am kill`, `am broadcast`, `am instrument`; the answers and their statuses follow AOSP's ActivityManagerShellCommand. */
export const am: PhoneProgram = async (process, phone) => {
  const [command, ...args] = process.args;
  switch (command) {
    case 'start':
    case 'start-activity':
      return start(process, phone, readIntent(args));
    case 'force-stop':
    case 'kill':
      endApp(phone, args.at(-1) ?? '');
      return 0;
    case 'broadcast':
      return broadcast(process.withArgs(args), phone);
    case 'instrument':
      return instrument(process.withArgs(args), phone);
    default:
      await process.printError(`Unknown command: ${command ?? ''}\n`);
      return 255;
  }
};

function endApp(phone: Phone, packageName: string): void {
  phone.display.screens.stop(packageName);
  phone.instrumentations.stop(packageName);
}

async function start(process: Parameters<PhoneProgram>[0], phone: Phone, intent: Intent): Promise<number> {
  await process.print(`Starting: Intent { ${describe(intent)} }\n`);
  const opened = open(phone, intent);
  if (opened === null) {
    await process.printError(refusal(intent));
    return phone.sdk >= 30 ? 1 : 0;
  }
  if (intent.waits) {
    await process.print(`Status: ok\nActivity: ${opened}\nThisTime: 312\nTotalTime: 312\nWaitTime: 340\nComplete\n`);
  }
  return 0;
}

function readIntent(args: readonly string[]): Intent {
  const values = new Map<string, string>();
  let rest: string | null = null;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (valued.has(argument)) values.set(argument, args[(index += 1)] ?? '');
    else if (!argument.startsWith('-')) rest = argument;
  }
  return {
    action: values.get('-a') ?? null,
    data: values.get('-d') ?? (rest?.includes(':') === true ? rest : null),
    component: values.get('-n') ?? (rest?.includes('/') === true && !rest.includes(':') ? rest : null),
    packageName: values.get('-p') ?? null,
    waits: args.includes('-W'),
  };
}

/** Opens what the intent means; null when nothing on this phone answers it. */
function open(phone: Phone, { action, data, component, packageName }: Intent): string | null {
  const { display } = phone;
  if (action === 'android.intent.action.DIAL') {
    const { packageName: dialer, activity } = display.openDialer(
      decodeURIComponent((data ?? '').replace(/^tel:/u, '')),
    );
    return `${dialer}/${activity}`;
  }
  const target = component?.split('/')[0] ?? packageName;
  if (target === undefined || target === null) {
    if (action !== 'android.settings.SETTINGS') return null;
    display.launchPackage('com.android.settings');
    return 'com.android.settings/.Settings';
  }
  const activity = display.launchActivityOf(target);
  const asked = component?.split('/')[1];
  const full = asked?.startsWith('.') === true ? target + asked : asked;
  if (activity === null || (full !== undefined && full !== activity)) return null;
  display.launchPackage(target);
  return `${target}/${activity}`;
}

function describe({ action, data, component, packageName }: Intent): string {
  return [
    action === null ? null : `act=${action}`,
    data === null ? null : `dat=${data.startsWith('tel:') ? 'tel:xx' : data}`,
    packageName === null ? null : `pkg=${packageName}`,
    component === null ? null : `cmp=${component}`,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

function refusal({ component, action }: Intent): string {
  if (component !== null) {
    return `Error type 3\nError: Activity class {${component}} does not exist.\n`;
  }
  return `Error: Activity not started, unable to resolve Intent { act=${action ?? ''} flg=0x10000000 }\n`;
}
