import type { SkinKind } from '../../models/phone-model.ts';
import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';
import { isSettingNamespace, type SettingNamespace } from '../phone-settings.ts';

const androidO = 26;
const failedStatus = 255;
const usage = [
  'Settings provider (settings) commands:',
  '  get [--user <USER_ID> | current] NAMESPACE KEY',
  '  put [--user <USER_ID> | current] NAMESPACE KEY VALUE [TAG] [default]',
  '  delete NAMESPACE KEY',
  '  list NAMESPACE',
];

/** Vendors whose security switch also guards settings. */
const guardedSkins: ReadonlySet<SkinKind> = new Set(['miui', 'hyperos', 'coloros']);

/** `settings get|put|delete|list NAMESPACE …` (AOSP SettingsService, before Android 8 the program SettingsCmd). */
export const settings: PhoneProgram = async (process, phone) => {
  const [verb, namespace, key, value] = withoutUser(process.args);
  if (verb === undefined || !['get', 'put', 'delete', 'list'].includes(verb)) {
    await process.printError(`${usage.join('\n')}\n`);
    return verb === undefined ? 0 : failedStatus;
  }
  if (!isSettingNamespace(namespace)) {
    await process.printError(`Invalid namespace '${namespace ?? ''}'\n`);
    return failedStatus;
  }
  if (verb !== 'list' && (key === undefined || (verb === 'put' && value === undefined))) {
    await process.printError('Bad arguments\n');
    return failedStatus;
  }
  if ((verb === 'put' || verb === 'delete') && !mayWriteSettings(phone)) {
    await process.printError(writeRefusal(phone.sdk, verb));
    return failedStatus;
  }
  await process.print(act(phone, { verb, namespace, key: key ?? '', value: value ?? '' }));
  return 0;
};

interface Request {
  readonly verb: string;
  readonly namespace: SettingNamespace;
  readonly key: string;
  readonly value: string;
}

function act({ settings: store }: Phone, { verb, namespace, key, value }: Request): string {
  switch (verb) {
    case 'get':
      return `${store.get(namespace, key) ?? 'null'}\n`;
    case 'put':
      store.put(namespace, key, value);
      return '';
    case 'delete':
      return `Deleted ${store.delete(namespace, key) ? 1 : 0} rows\n`;
    default:
      return [...store.list(namespace)].map(([name, text]) => `${name}=${text}\n`).join('');
  }
}

function withoutUser(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--user');
  return at === -1 ? args : args.filter((_argument, index) => index !== at && index !== at + 1);
}

/** MIUI and ColorOS lock settings with the same developer switch as taps. */
export function mayWriteSettings(phone: Phone): boolean {
  return phone.isInputAllowed || !guardedSkins.has(phone.model.skin.kind);
}

/** What is printed where WRITE_SECURE_SETTINGS is withheld; before Android 8 in other words. */
export function writeRefusal(sdk: number, verb: string): string {
  const permission = 'android.permission.WRITE_SECURE_SETTINGS';
  if (sdk < androidO) {
    return `Error while accessing settings provider\njava.lang.SecurityException: Permission denial: writing to settings requires ${permission}\n\tat android.os.Parcel.readException(Parcel.java:1684)\n`;
  }
  return `Exception occurred while executing '${verb}':\njava.lang.SecurityException: Permission denial: writing to settings requires:${permission}\n\tat com.android.providers.settings.SettingsProvider.enforceWritePermission(SettingsProvider.java:2272)\n`;
}
