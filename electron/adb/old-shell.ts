import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { ShellResult } from './shell-reader.ts';

/** The feature of a phone that knows the shell protocol (Android 7). */
export const shellProtocol = 'shell_v2';

const mark = 'jiqun-status:';

/**
 * What to `exec:` for a command on a phone without the shell protocol, Android 5 or 6: raw, standard error mixed into
 * standard output, the exit status told in a last line of its own.
 */
export function oldShellCommand(command: string): string {
  return `(${command}\n)\nr=$?;echo;echo ${mark}$r`;
}

/** Reads the answer of such a command; one without its last line lost the phone. */
export function readOldShell(output: Buffer): Outcome<ShellResult> {
  const text = output.toString('utf8');
  const match = new RegExp(`\\r?\\n${mark}(\\d{1,3})\\s*$`).exec(text);
  if (match === null) return fail('phone-gone', 'the connection ended before the command did');
  return succeed({ stdout: text.slice(0, match.index), stderr: '', exitCode: Number(match[1]) });
}
