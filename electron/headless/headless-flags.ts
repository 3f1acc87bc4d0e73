import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { servicesConfigSchema, type ServicesConfig } from '../services-config.ts';

export type HeadlessFlags =
  | { readonly kind: 'run'; readonly config: ServicesConfig; readonly isVerbose: boolean }
  | { readonly kind: 'restore' | 'reset-pin'; readonly dataFolder: string }
  | { readonly kind: 'help'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string };

const usage = `用法 / usage: node electron/headless/main.ts --data DIR [--adb-port N] [--adb PATH] [--phones N]
  [--seed S] [--clock FILE] [--language zh-CN|en] [--no-adb-start] [--no-recovery] [--end-own-adb] [--verbose] [--restore-backup]
  [--reset-supervisor-pin]`;

const options = {
  data: { type: 'string' },
  'adb-port': { type: 'string' },
  adb: { type: 'string' },
  phones: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  language: { type: 'string' },
  'no-adb-start': { type: 'boolean' },
  'no-recovery': { type: 'boolean' },
  'end-own-adb': { type: 'boolean' },
  verbose: { type: 'boolean' },
  'restore-backup': { type: 'boolean' },
  'reset-supervisor-pin': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** A person knows the flag, not the field that it fills. */
const flagOfField: Readonly<Record<string, string>> = {
  localAdbPort: '--adb-port',
  phones: '--phones',
  seed: '--seed',
  clockFile: '--clock',
  language: '--language',
  adbPath: '--adb',
};

/** Reads the command line of the headless console. `refused` carries what to print; nothing is started then. */
export function readHeadlessFlags(argv: readonly string[]): HeadlessFlags {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options,
    });
    if (values.help === true) return { kind: 'help', message: usage };
    if (values.data === undefined || values.data === '')
      return refuse('--data: 缺少数据文件夹 / the data folder is missing');
    const dataFolder = resolve(values.data);
    if (values['restore-backup'] === true) return { kind: 'restore', dataFolder };
    if (values['reset-supervisor-pin'] === true) return { kind: 'reset-pin', dataFolder };
    const parsed = servicesConfigSchema.safeParse({
      dataFolder,
      owner: 'headless',
      localAdbPort: numberOf(values['adb-port']),
      isLocalServerStarted: values['no-adb-start'] !== true,
      phones: numberOf(values.phones),
      seed: numberOf(values.seed),
      clockFile: values.clock === undefined || values.clock === '' ? values.clock : resolve(values.clock),
      isRecoveryEnabled: values['no-recovery'] !== true,
      language: values.language,
      adbPath: values.adb === undefined ? undefined : resolve(values.adb),
      stopsOwnAdbServer: values['end-own-adb'] === true,
    });
    if (parsed.success) return { kind: 'run', config: parsed.data, isVerbose: values.verbose === true };
    const issue = parsed.error.issues[0];
    const field = String(issue?.path[0] ?? '');
    return refuse(`${flagOfField[field] ?? field}: ${issue?.message ?? ''}`);
  } catch (failure) {
    // parseArgs throws on an unknown flag or a missing value; its message names it.
    return refuse(failure instanceof Error ? failure.message : 'not understood');
  }
}

function refuse(reason: string): HeadlessFlags {
  return { kind: 'refused', message: `${reason}\n${usage}` };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
