import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** The quickest: a day in a second. */
export const largestFactor = 86_400;
/** The last moment of the year 9999: later ones have no day. */
const lastMoment = 253_402_300_799_999;
const moment = z.number().min(0).max(lastMoment);

/** How a virtual desk's time runs; written by hand at first, by the console from then on. */
const clockFileSchema = z.strictObject({
  /** When, by the PC's clock, the desk's clock showed `virtualAt`; null: at the next start. Epoch ms. */
  startedAt: moment.nullable(),
  virtualAt: moment,
  /** Milliseconds of the desk for each one of the PC. */
  factor: z.number().positive().max(largestFactor),
  /** No time after this was shown yet: where the console was killed, the clock goes on from here at the earliest. */
  shownUntil: moment.optional(),
});
export type ClockFile = z.output<typeof clockFileSchema>;

export const clockFaultCodes = [
  'clock-file-unreadable',
  'clock-file-invalid',
  'clock-file-unwritable',
  'clock-real-phone',
] as const;
export type ClockFaultCode = (typeof clockFaultCodes)[number];

/** Shaped like the faults of the contract, with the codes of a desk's own clock. */
export interface ClockFault {
  readonly code: ClockFaultCode;
  readonly message: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

export type ClockOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ClockFault };

const example = '{"startedAt": null, "virtualAt": 1767225600000, "factor": 60}';

/** Fails with file, cause and cure; changes nothing. */
export function readClockFile(file: string): ClockOutcome<ClockFile> {
  try {
    return parse(file, readFileSync(file, 'utf8'));
  } catch (failure) {
    const cure = `write a file such as ${example}`;
    return refuse('clock-file-unreadable', { file, cause: causeOf(failure), cure });
  }
}

function parse(file: string, text: string): ClockOutcome<ClockFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    const cause = failure instanceof Error ? failure.message : 'no JSON';
    return refuse('clock-file-invalid', { file, cause, cure: `it must be JSON such as ${example}` });
  }
  const parsed = clockFileSchema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  const cause = place === '' ? (issue?.message ?? '') : `${place}: ${issue?.message ?? ''}`;
  return refuse('clock-file-invalid', { file, cause, cure: `correct it as in ${example}` });
}

/** The new file takes the place of the old one when it is whole. */
export function writeClockFile(file: string, content: ClockFile): ClockOutcome<null> {
  const incoming = `${file}.new`;
  try {
    // Not waited for to reach the disk: it is written every second, and a virtual desk survives a power cut's second.
    writeFileSync(incoming, `${JSON.stringify(content)}\n`);
    renameSync(incoming, file);
    return { ok: true, value: null };
  } catch (failure) {
    const cure = 'let the console write there: room on the disk, the right to write, no folder of that name';
    return refuse('clock-file-unwritable', { file, cause: causeOf(failure), cure });
  }
}

export function refuse(code: ClockFaultCode, detail: ClockFault['detail']): { ok: false; error: ClockFault } {
  const said = [detail['file'], detail['cause']].filter((part) => part !== undefined && part !== null);
  return { ok: false, error: { code, message: said.join(': '), detail } };
}

function causeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
}
