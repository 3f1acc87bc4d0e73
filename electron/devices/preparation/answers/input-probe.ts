import type { SectionOutput } from '../../health/compound-command.ts';
import { classifyRefusal } from '../../health/tools/error-classes.ts';

export type InputVerdict = 'allowed' | 'refused';

/**
 * Presses key 0 (`KEYCODE_UNKNOWN`), which no screen and no app answers: the permission to press is asked all the same.
 */
export const inputProbeCommand = 'input keyevent 0';

/** Allowed is believed from a silent success, refused from the named permission; null proves nothing. */
export function readInputProbe({ output, exitCode }: SectionOutput): InputVerdict | null {
  if (exitCode === null) return null;
  if (classifyRefusal(output) === 'input-not-permitted') return 'refused';
  return exitCode === 0 && output.trim() === '' ? 'allowed' : null;
}
