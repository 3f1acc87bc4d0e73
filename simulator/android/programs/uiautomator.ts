import { encodeText } from '../../shell/byte-stream.ts';
import type { PhoneProgram } from '../phone-program.ts';

const defaultPath = '/sdcard/window_dump.xml';
const androidQ = 29;
/** How long the real tool waits for a quiet screen before it gives up (AOSP DumpCommand: 10 s). */
const idleLimitMs = 10_000;
/** The status of a process that ended by SIGKILL, as the shell has it. */
const killedStatus = 137;

/**
 * `uiautomator dump [--compressed] [PATH]`. While a test runner has the phone's UiAutomation it crashes and is killed. The misspelt answer, the success status of failures and the two texts of
 * failure are Android's own (AOSP frameworks/base cmds/uiautomator DumpCommand).
 */
export const uiautomator: PhoneProgram = async (process, phone) => {
  const [command, ...rest] = process.args;
  if (command !== 'dump') {
    await process.printError('Usage: uiautomator <subcommand> [options]\n');
    return 1;
  }
  if (phone.uiAutomation.isTaken) {
    await process.printError('Killed \n');
    return killedStatus;
  }
  const dump = phone.display.screens.dump();
  if (dump.kind === 'no-idle') {
    await process.wait(idleLimitMs);
    return complain(process, 'ERROR: could not get idle state.\n');
  }
  if (dump.kind === 'null-root') {
    return complain(process, 'ERROR: null root node returned by UiTestAutomationBridge.\n');
  }
  const path = rest.find((argument) => !argument.startsWith('--')) ?? defaultPath;
  if (path === '/dev/tty' || path === '/proc/self/fd/1' || path === '/dev/stdout') {
    const isGluedOn = phone.sdk < androidQ;
    await process.print(`${dump.xml}${isGluedOn ? '' : '\n'}UI hierchary dumped to: ${path}\n`);
    return 0;
  }
  const refused = process.files.write(process.path(path), encodeText(dump.xml));
  if (refused !== null) return complain(process, `ERROR: could not create file ${path}\n`);
  await process.print(`UI hierchary dumped to: ${path}\n`);
  return 0;
};

async function complain(process: Parameters<PhoneProgram>[0], text: string): Promise<number> {
  await process.printError(text);
  return 0;
}
