import { isAdbKeyboard, obeyBroadcast } from '../adb-keyboard.ts';
import type { PhoneProgram } from '../phone-program.ts';

/** Options that are followed by one value, and those that are followed by a key and a value. */
const valued: ReadonlySet<string> = new Set([
  '-a',
  '-d',
  '-n',
  '-p',
  '-c',
  '-t',
  '-f',
  '--user',
  '--receiver-permission',
]);
const keyed: ReadonlySet<string> = new Set(['--es', '-e', '--ei', '--ez', '--el', '--ef', '--eia', '--esa', '--eu']);

/**
 * `am broadcast`: tells that it went out, whoever hears it (AOSP ActivityManagerShellCommand.runSendBroadcast). On a
 * virtual phone the keyboard in use is the only one that listens.
 */
export const broadcast: PhoneProgram = async (process, phone) => {
  const { action, extras } = readIntent(process.args);
  if (action === null) {
    await process.printError('Error: No intent supplied\n');
    return 255;
  }
  const hasExtras = extras.size > 0 ? ' (has extras)' : '';
  await process.print(`Broadcasting: Intent { act=${action} flg=0x400000${hasExtras} }\n`);
  const keyboard = phone.settings.get('secure', 'default_input_method');
  if (isAdbKeyboard(keyboard)) obeyBroadcast(phone.display.screens, action, extras);
  await process.print('Broadcast completed: result=0\n');
  return 0;
};

function readIntent(args: readonly string[]): { action: string | null; extras: ReadonlyMap<string, string> } {
  const extras = new Map<string, string>();
  let action: string | null = null;
  for (let index = 0; index < args.length; index++) {
    const option = args[index] ?? '';
    if (keyed.has(option)) {
      extras.set(args[index + 1] ?? '', args[index + 2] ?? '');
      index += 2;
    } else if (valued.has(option)) {
      index += 1;
      if (option === '-a') action = args[index] ?? null;
    } else if (!option.startsWith('-')) action ??= option;
  }
  return { action, extras };
}
