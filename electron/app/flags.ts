import { z } from 'zod';

/** What the program was asked to do on its command line. Numbers are checked; unknown flags are left to Chromium. */
export interface Flags {
  readonly dataFolder: string | null;
  readonly phones: number | null;
  readonly seed: number | null;
  readonly clockFile: string | null;
  readonly adbPort: number | null;
  readonly adbPath: string | null;
  readonly isHeadless: boolean;
  /** Only the PINs of supervisors are made anew. */
  readonly resetsPin: boolean;
  readonly reportsReady: boolean;
  readonly isOnce: boolean;
  readonly screenshotPath: string | null;
  readonly isFallbackRuntime: boolean;
  readonly isLocalServerStarted: boolean;
}

export type FlagsResult =
  | { readonly ok: true; readonly flags: Flags }
  | { readonly ok: false; readonly message: string };

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max).nullable();

const schema = z.object({
  dataFolder: z.string().min(1).nullable(),
  phones: whole(0, 200),
  seed: whole(1, 999_999),
  clockFile: z.string().min(1).nullable(),
  adbPort: whole(1, 65_535),
  adbPath: z.string().min(1).nullable(),
  isHeadless: z.boolean(),
  resetsPin: z.boolean(),
  reportsReady: z.boolean(),
  isOnce: z.boolean(),
  screenshotPath: z.string().min(1).nullable(),
  isFallbackRuntime: z.boolean(),
  isLocalServerStarted: z.boolean(),
});

const flagNames = {
  dataFolder: '--data',
  phones: '--phones',
  seed: '--seed',
  clockFile: '--clock',
  adbPort: '--adb-port',
  adbPath: '--adb',
  isHeadless: '--headless',
  resetsPin: '--reset-supervisor-pin',
  reportsReady: '--report-ready',
  isOnce: '--once',
  screenshotPath: '--screenshot',
  isFallbackRuntime: '--fallback-runtime',
  isLocalServerStarted: '--no-adb-start',
} as const satisfies Record<keyof Flags, string>;

/** Reads our flags out of `argv` in the forms `--name value` and `--name=value`; the last one wins. */
export function parseFlags(argv: readonly string[]): FlagsResult {
  const text = (name: string): string | null => valueOf(argv, name);
  const isSet = (name: string): boolean => argv.includes(name);
  const parsed = schema.safeParse({
    dataFolder: text(flagNames.dataFolder),
    phones: text(flagNames.phones),
    seed: text(flagNames.seed),
    clockFile: text(flagNames.clockFile),
    adbPort: text(flagNames.adbPort),
    adbPath: text(flagNames.adbPath),
    isHeadless: isSet(flagNames.isHeadless) || isSet(flagNames.resetsPin),
    resetsPin: isSet(flagNames.resetsPin),
    reportsReady: isSet(flagNames.reportsReady) || isSet(flagNames.isOnce),
    isOnce: isSet(flagNames.isOnce),
    screenshotPath: text(flagNames.screenshotPath),
    isFallbackRuntime: isSet(flagNames.isFallbackRuntime),
    isLocalServerStarted: !isSet(flagNames.isLocalServerStarted),
  });
  if (parsed.success) return { ok: true, flags: parsed.data };
  return { ok: false, message: describeIssue(parsed.error) };
}

function valueOf(argv: readonly string[], name: string): string | null {
  let value: string | null = null;
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(`${name}=`)) value = argument.slice(name.length + 1);
    else if (argument === name) value = argv[index + 1] ?? '';
  }
  return value;
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const name = Object.entries(flagNames).find(([key]) => key === issue?.path[0])?.[1];
  return `${name ?? 'flags'}: ${issue?.message ?? 'not understood'}`;
}
