import { defaultKeyboard, installedKeyboards, keyboardsOf } from '../keyboards.ts';
import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';
import { mayWriteSettings, writeRefusal } from './settings.ts';

const androidQ = 29;
const failedStatus = 255;

/** `ime list [-a] [-s]`, `enable`, `disable`, `set`, `reset` (AOSP InputMethodManagerService shell commands). */
export const ime: PhoneProgram = async (process, phone) => {
  const [verb, ...args] = process.args;
  if (verb === 'list') {
    await process.print(listKeyboards(phone, args));
    return 0;
  }
  if (verb !== 'enable' && verb !== 'disable' && verb !== 'set' && verb !== 'reset') {
    await process.printError('ime <command>:\n  list [-a] [-s]\n  enable <ID>\n  disable <ID>\n  set <ID>\n  reset\n');
    return verb === undefined ? 0 : failedStatus;
  }
  if (!mayWriteSettings(phone)) {
    await process.printError(writeRefusal(phone.sdk, verb));
    return failedStatus;
  }
  const [id = ''] = args;
  const isKnown = verb === 'reset' || installedKeyboards(phone).includes(id);
  if (!isKnown) {
    await process.printError(describeUnknown(phone.sdk, verb, id));
    return failedStatus;
  }
  await process.print(change(phone, verb, id));
  return 0;
};

function listKeyboards(phone: Phone, args: readonly string[]): string {
  const enabled = enabledKeyboards(phone);
  const installed = installedKeyboards(phone);
  const shown = args.includes('-a') ? installed : installed.filter((id) => enabled.includes(id));
  if (args.includes('-s')) return shown.map((id) => `${id}\n`).join('');
  return shown
    .map(
      (id) =>
        `${id}:\n  mId=${id} mSettingsActivityName=null mIsDefaultResId=0x0\n  Service:\n    packageName=${id.split('/')[0] ?? ''}\n`,
    )
    .join('');
}

function enabledKeyboards(phone: Phone): readonly string[] {
  return (phone.settings.get('secure', 'enabled_input_methods') ?? '').split(':').filter((id) => id !== '');
}

function change(phone: Phone, verb: 'enable' | 'disable' | 'set' | 'reset', id: string): string {
  const { settings, sdk } = phone;
  const enabled = enabledKeyboards(phone);
  const forUser = sdk >= androidQ ? ' for user #0' : '';
  const write = (ids: readonly string[]): void => settings.put('secure', 'enabled_input_methods', ids.join(':'));
  switch (verb) {
    case 'enable': {
      const was = enabled.includes(id) ? 'already' : 'now';
      if (was === 'now') write([...enabled, id]);
      return `Input method ${id}: ${was} enabled${forUser}\n`;
    }
    case 'disable': {
      const was = enabled.includes(id) ? 'now' : 'already';
      write(enabled.filter((other) => other !== id));
      return `Input method ${id}: ${was} disabled${forUser}\n`;
    }
    case 'set':
      if (!enabled.includes(id)) write([...enabled, id]);
      settings.put('secure', 'default_input_method', id);
      return `Input method ${id} selected${forUser}\n`;
    case 'reset':
      write(keyboardsOf(phone));
      settings.put('secure', 'default_input_method', defaultKeyboard(phone));
      return `Reset current and enabled IMEs\nNewly selected default IME: ${defaultKeyboard(phone)}\n`;
  }
}

function describeUnknown(sdk: number, verb: string, id: string): string {
  if (sdk < androidQ)
    return `Error: Unknown input method ${id} cannot be ${verb === 'set' ? 'selected' : `${verb}d`}\n`;
  return `Unknown input method ${id} cannot be ${verb === 'set' ? 'selected' : `${verb}d`} for user #0\n`;
}
