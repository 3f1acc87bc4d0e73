import { z } from 'zod';

/**
 * Every expected failure of the console, by code. The union is closed: the renderer has one text per code
 * (cause and cure, in Chinese and English), and a test fails when one is missing.
 */
export const errorCodes = [
  // transport and input
  'unknown-procedure',
  'invalid-input',
  'payload-too-large',
  'forbidden-sender',
  'internal',
  'shutting-down',
  // operators and confirmation
  'operator-required',
  'operator-name-taken',
  'operator-pin-wrong',
  'supervisor-required',
  'supervisor-pin-required',
  'supervisor-pin-missing',
  'confirmation-required',
  // adb hosts
  'host-not-found',
  'host-unresolvable',
  'host-duplicate',
  'host-local-only',
  'adb-not-installed',
  'adb-server-unreachable',
  'adb-server-start-failed',
  'adb-version-clash',
  'adb-port-taken',
  'adb-connect-refused',
  'adb-protocol',
  // phones
  'phone-not-found',
  'phone-not-ready',
  'phone-gone',
  'phone-offline',
  'phone-unauthorized',
  'phone-busy',
  'phone-number-taken',
  'phone-set-aside',
  'phone-real-not-supported',
  'timeout',
  'aborted',
  'output-too-large',
  'command-failed',
  'input-not-permitted',
  'preparation-running',
  // desk map
  'hub-not-found',
  // reading the screen
  'reading-refused',
  'ui-tree-empty',
  'ui-tree-blocked',
  'ui-not-idle',
  'ui-unexpected-screen',
  'messenger-missing',
  'screen-locked',
  // drivers
  'automation-install-refused',
  'automation-start-failed',
  'automation-taken',
  'automation-gone',
  'text-entry-unavailable',
  // playbook bench
  'bench-closed',
  'bench-refused',
  'bench-never-commits',
  'bench-running',
  'bench-intent-over',
  // groups
  'playbook-missing',
  'group-not-found',
  // accounts
  'account-not-found',
  'rules-not-acknowledged',
  'plan-not-found',
  'plan-broken',
  'plan-loosens',
  'demo-only',
  'time-unknown',
  // jobs
  'job-not-found',
  'job-item-not-found',
  'job-kind-unknown',
  'job-state',
  'plan-too-old',
  'plan-empty',
  'plan-too-large',
  'commit-refused',
  'evidence-gone',
  'evidence-erased',
  // exports, shift checks, labels from a file
  'report-gone',
  'file-not-saved',
  'window-required',
  'shift-check-missing',
  'csv-unreadable',
  'charge-limit-unavailable',
  // data folder and store
  'data-folder-locked',
  'data-folder-unwritable',
  'database-corrupt',
  'database-newer',
  'disk-full',
  'backup-failed',
  'restore-not-needed',
  // a desk's own clock
  'clock-file-unreadable',
  'clock-file-invalid',
  'clock-file-unwritable',
  'clock-real-phone',
  // simulator
  'demo-unavailable',
  'demo-start-failed',
  'demo-already-running',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** `message` is for logs (English, no personal data); the operator reads the text for `code`, filled with `detail`. */
export const faultSchema = z.strictObject({
  code: errorCodeSchema,
  message: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** The answer of anything that may fail in an expected way. Bugs are thrown instead and carry `cause`. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(code: ErrorCode, message: string, detail?: Fault['detail']): { ok: false; error: Fault } {
  return { ok: false, error: detail === undefined ? { code, message } : { code, message, detail } };
}
