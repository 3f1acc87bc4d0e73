import type { PhoneProgram } from '../phone-program.ts';

/** `monkey -p PACKAGE -c android.intent.category.LAUNCHER 1`: the common way to open an app; it injects nothing else here. */
export const monkey: PhoneProgram = async (process, phone) => {
  const at = process.args.indexOf('-p');
  const packageName = at < 0 ? undefined : process.args[at + 1];
  if (packageName !== undefined && phone.display.launchPackage(packageName)) {
    await process.print(
      'Events injected: 1\n## Network stats: elapsed time=14ms (0ms mobile, 0ms wifi, 14ms not connected)\n',
    );
    return 0;
  }
  await process.print('** No activities found to run, monkey aborted.\n');
  return 252;
};
