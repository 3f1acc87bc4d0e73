import { describeEnd } from '../instrumentation-table.ts';
import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';

/** Options of `am instrument` that are followed by one value; `-e` is followed by two. */
const valued: ReadonlySet<string> = new Set(['-p', '-f', '--user', '--abi']);

/**
 * `am instrument [-w] [-r] [-e KEY VALUE] PACKAGE/RUNNER`. With `-w` it stays in the foreground until the runner ends, and
 * the runner ends with it: its UiAutomation lives in this process (AOSP Instrument.java). Without, there is none.
 */
export const instrument: PhoneProgram = async (process, phone) => {
  const component = readComponent(process.args);
  const found = findRunner(phone, component);
  if ('complaint' in found) {
    await process.printError(found.complaint);
    return 1;
  }
  if (!process.args.includes('-w')) return 0;
  const startedAt = phone.now();
  const stop = (): void => phone.instrumentations.stop(found.target);
  process.signal.addEventListener('abort', stop, { once: true });
  const over = phone.instrumentations.run(found.target);
  if (process.signal.aborted) stop();
  try {
    await process.print(`\n${found.target}.test.AppiumUiAutomator2Server:`);
    await process.print(describeEnd(await over, phone.now() - startedAt));
  } finally {
    process.signal.removeEventListener('abort', stop);
  }
  return 0;
};

function readComponent(args: readonly string[]): string {
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (argument === '-e') index += 2;
    else if (valued.has(argument)) index += 1;
    else if (!argument.startsWith('-')) return argument;
  }
  return '';
}

function findRunner(phone: Phone, component: string): { readonly target: string } | { readonly complaint: string } {
  const [packageName = '', runner = ''] = component.split('/');
  const whole = runner.startsWith('.') ? packageName + runner : runner;
  const installed = phone.packages.get(packageName);
  const found = installed?.instrumentations.find((instrumentation) => instrumentation.runner === whole);
  const info = `ComponentInfo{${packageName}/${whole}}`;
  if (installed === null || found === undefined) {
    return complain(`Unable to find instrumentation info for: ${info}`, component);
  }
  const target = phone.packages.get(found.targetPackage);
  if (target === null) {
    return complain(`Unable to find instrumentation target package: ${found.targetPackage}`, component);
  }
  if (target.signer !== installed.signer) {
    return {
      complaint: `java.lang.SecurityException: Permission Denial: starting instrumentation ${info} from pid=7411, uid=2000 not allowed because package ${packageName} does not have a signature matching the target ${target.name}\n`,
    };
  }
  return { target: target.name };
}

function complain(error: string, component: string): { readonly complaint: string } {
  return {
    complaint: `INSTRUMENTATION_STATUS: id=ActivityManagerService\nINSTRUMENTATION_STATUS: Error=${error}\nINSTRUMENTATION_STATUS_CODE: -1\nandroid.util.AndroidException: INSTRUMENTATION_FAILED: ${component}\n`,
  };
}
