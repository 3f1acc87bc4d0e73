import type { PhoneProgram } from '../phone-program.ts';
import { isSettingNamespace } from '../phone-settings.ts';
import { mayWriteSettings, writeRefusal } from './settings.ts';

const settingsUri = 'content://settings/';

/** `content query|insert|delete --uri content://settings/…`; other providers are not on these phones. */
export const content: PhoneProgram = async (process, phone) => {
  const [verb, ...args] = process.args;
  const uri = optionOf(args, '--uri');
  const [namespace, key] = (uri?.startsWith(settingsUri) === true ? uri.slice(settingsUri.length) : '').split('/');
  if (verb !== 'query' && verb !== 'insert' && verb !== 'delete') {
    await process.printError(`[ERROR] Unsupported operation: ${verb ?? ''}\n`);
    return 1;
  }
  if (uri === undefined || !isSettingNamespace(namespace)) {
    await process.printError(`Error while accessing provider:${(uri ?? '').split('/')[2] ?? ''}\n`);
    return 1;
  }
  if (verb !== 'query') {
    if (!mayWriteSettings(phone)) {
      await process.printError(writeRefusal(phone.sdk, verb));
      return 1;
    }
    const name = key ?? boundValue(args, 'name') ?? nameIn(optionOf(args, '--where'));
    if (name !== null && verb === 'insert') phone.settings.put(namespace, name, boundValue(args, 'value') ?? '');
    else if (name !== null) phone.settings.delete(namespace, name);
    return 0;
  }
  const wanted = key ?? nameIn(optionOf(args, '--where'));
  const table = [...phone.settings.list(namespace)];
  const rows = table.flatMap(([name, value], index) =>
    wanted === null || wanted === name ? [{ name, value, index }] : [],
  );
  const columns = optionOf(args, '--projection')?.split(':');
  await process.print(
    rows.length === 0 ? 'No result found.\n' : rows.map((row, at) => describeRow(row, at, columns)).join(''),
  );
  return 0;
};

function describeRow(
  { name, value, index }: { readonly name: string; readonly value: string; readonly index: number },
  at: number,
  columns: readonly string[] | undefined,
): string {
  const fields: Readonly<Record<string, string>> = { _id: String(index + 1), name, value };
  const shown = columns ?? Object.keys(fields);
  return `Row: ${at} ${shown.map((column) => `${column}=${fields[column] ?? 'NULL'}`).join(', ')}\n`;
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
}

/** The value of `--bind NAME:TYPE:VALUE`. */
function boundValue(args: readonly string[], name: string): string | null {
  const bound = args.find((argument) => argument.startsWith(`${name}:`));
  return bound === undefined ? null : bound.split(':').slice(2).join(':');
}

/** The key in `name='adb_enabled'`. */
function nameIn(where: string | undefined): string | null {
  return /^\s*name\s*=\s*["']([^"']+)["']\s*$/u.exec(where ?? '')?.[1] ?? null;
}
