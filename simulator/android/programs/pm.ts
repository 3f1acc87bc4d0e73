import type { ProgramProcess } from '../../shell/program.ts';
import type { InstalledPackage, InstallFailure, InstallOptions } from '../packages.ts';
import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';

type Verb = (process: ProgramProcess, phone: Phone, args: readonly string[]) => Promise<number>;

const valuedOptions: ReadonlySet<string> = new Set([
  '-i',
  '--user',
  '-S',
  '--abi',
  '--install-location',
  '-p',
  '--pkg',
]);

/** `pm …`, which is also `cmd package …`. Texts and statuses as AOSP PackageManagerShellCommand has them. */
export const pm: PhoneProgram = async (process, phone) => {
  const [name = '', ...args] = process.args;
  const verb = verbs[name];
  if (verb !== undefined) return verb(process, phone, args);
  await process.printError(`Unknown command: ${name}\n`);
  return 255;
};

const verbs: Readonly<Record<string, Verb>> = {
  list: (process, phone, args) => list(process, phone, args),
  path: async (process, phone, args) => {
    const found = phone.packages.get(operands(args)[0] ?? '');
    if (found === null) return 1;
    await process.print(`package:${found.path}\n`);
    return 0;
  },
  install: async (process, phone, args) => {
    const apk = await readApk(process, args);
    if (apk === null) return answer(process, { failure: 'INSTALL_FAILED_INVALID_URI' });
    return answer(process, phone.packages.install(apk, readOptions(args)));
  },
  uninstall: async (process, phone, args) => {
    const name = operands(args)[0] ?? '';
    if (!phone.packages.uninstall(name)) return answer(process, { failure: 'DELETE_FAILED_INTERNAL_ERROR' });
    phone.forgetApp(name);
    await process.print('Success\n');
    return 0;
  },
  clear: async (process, phone, args) => {
    const name = operands(args)[0] ?? '';
    if (!phone.isInputAllowed && phone.model.skin.kind === 'coloros') return refuseClear(process, name);
    const isKnown = phone.packages.has(name);
    if (isKnown) phone.display.screens.stop(name);
    await process.print(isKnown ? 'Success\n' : 'Failed\n');
    return isKnown ? 0 : 1;
  },
  grant: (process, phone, args) => grant(process, phone, args),
  revoke: (process, phone, args) => grant(process, phone, args),
  'resolve-activity': async (process, phone, args) => {
    const name = operands(args).at(-1) ?? '';
    const activity = phone.display.launchActivityOf(name);
    await process.print(
      activity === null ? 'No activity found\n' : `priority=0 preferredOrder=0 match=0x108000\n${name}/${activity}\n`,
    );
    return 0;
  },
  'install-create': async (process, phone, args) => {
    const session = phone.installSessions.create(readOptions(args));
    await process.print(`Success: created install session [${session}]\n`);
    return 0;
  },
  'install-write': async (process, phone, args) => {
    const session = Number(operands(args)[0]);
    const bytes = await readApk(process, args);
    if (bytes === null || !phone.installSessions.write(session, bytes)) {
      return answer(process, { failure: `no open install session ${session}` });
    }
    await process.print(`Success: streamed ${bytes.length} bytes\n`);
    return 0;
  },
  'install-commit': async (process, phone, args) => {
    const staged = phone.installSessions.take(Number(operands(args)[0]));
    if (staged === null) return answer(process, { failure: 'no such install session' });
    return answer(process, phone.packages.install(staged.apk, staged.options));
  },
  'install-abandon': async (process, phone, args) => {
    phone.installSessions.take(Number(operands(args)[0]));
    await process.print('Success\n');
    return 0;
  },
};

/** What ColorOS answers while it monitors permissions. */
async function refuseClear(process: ProgramProcess, name: string): Promise<number> {
  await process.printError(
    `java.lang.SecurityException: PID 11023 does not have permission android.permission.CLEAR_APP_USER_DATA to clear data of package ${name}\n`,
  );
  return 255;
}

async function answer(process: ProgramProcess, outcome: InstalledPackage | InstallFailure): Promise<number> {
  if (!('failure' in outcome)) {
    await process.print('Success\n');
    return 0;
  }
  await process.print(`Failure [${outcome.failure}]\n`);
  return 1;
}

/** The package's bytes: `-S N` of standard input, or the file that is named last. */
async function readApk(process: ProgramProcess, args: readonly string[]): Promise<Uint8Array | null> {
  const sizeAt = args.indexOf('-S');
  const path = args.at(-1) ?? '';
  if (sizeAt >= 0 && !path.startsWith('/')) return readExactly(process, Number(args[sizeAt + 1]));
  const bytes = process.files.read(process.path(path));
  return bytes instanceof Uint8Array ? bytes : null;
}

/** Reads no further than asked: the host sends its next command only after the answer. */
async function readExactly(process: ProgramProcess, size: number): Promise<Uint8Array | null> {
  const bytes = await process.stdin.readExactly(size);
  return bytes.length < size ? null : bytes;
}

function readOptions(args: readonly string[]): InstallOptions {
  const installerAt = args.indexOf('-i');
  return {
    mayReplace: args.includes('-r'),
    mayDowngrade: args.includes('-d'),
    installer: installerAt < 0 ? null : (args[installerAt + 1] ?? null),
  };
}

/** Arguments that are neither options nor their values. */
function operands(args: readonly string[]): string[] {
  return args.filter((argument, index) => !argument.startsWith('-') && !valuedOptions.has(args[index - 1] ?? ''));
}

async function list(process: ProgramProcess, phone: Phone, [what = '', ...args]: readonly string[]): Promise<number> {
  if (what === 'users') {
    await process.print('Users:\n\tUserInfo{0:机主:13} running\n');
    return 0;
  }
  if (what === 'instrumentation') {
    await process.print(listRunners(phone));
    return 0;
  }
  if (what !== 'packages' && what !== 'package') {
    await process.printError(`Error: unknown list type '${what}'\n`);
    return 255;
  }
  const filter = operands(args)[0] ?? '';
  const rows = phone.packages
    .list()
    .filter(({ isSystem }) => (args.includes('-3') ? !isSystem : !args.includes('-s') || isSystem))
    .filter(({ name }) => name.includes(filter))
    .map(({ name, path, versionCode }) => {
      const place = args.includes('-f') ? `${path}=` : '';
      const version = args.includes('--show-versioncode') && phone.sdk >= 28 ? ` versionCode:${versionCode}` : '';
      return `package:${place}${name}${version}\n`;
    });
  await process.print(rows.join(''));
  return 0;
}

function listRunners(phone: Phone): string {
  return phone.packages
    .list()
    .flatMap(({ name, instrumentations }) =>
      instrumentations.map(
        ({ runner, targetPackage }) => `instrumentation:${name}/${runner} (target=${targetPackage})\n`,
      ),
    )
    .join('');
}

async function grant(process: ProgramProcess, phone: Phone, args: readonly string[]): Promise<number> {
  if (phone.isInputAllowed && phone.packages.has(operands(args)[0] ?? '')) return 0;
  await process.printError(
    'java.lang.SecurityException: grantRuntimePermission: Neither user 2000 nor current process has android.permission.GRANT_RUNTIME_PERMISSIONS.\n',
  );
  return 255;
}
