import { z } from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';

const answerSchema = z.looseObject({ value: z.unknown() });
const errorSchema = z.looseObject({ error: z.string(), message: z.string().nullish() });
const lastGoodStatus = 299;

/**
 * Reads one answer of a UiAutomator2 server (W3C form). An error becomes a fault: `input-not-permitted`, `ui-tree-empty`
 * (no window gave a root), `automation-gone` (the session has ended), and else `command-failed` with the W3C code as
 * `reason`.
 */
export function readAnswer(status: number, text: string): Outcome<unknown> {
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success)
    return fail('command-failed', `UiAutomator2 server: status ${status}`, { reason: 'no-answer', status });
  if (status <= lastGoodStatus) return succeed(answer.data.value);
  const error = errorSchema.safeParse(answer.data.value);
  if (!error.success)
    return fail('command-failed', `UiAutomator2 server: status ${status}`, { reason: 'unknown', status });
  return faultOf(error.data.error, error.data.message ?? '');
}

function faultOf(code: string, message: string): Outcome<never> {
  if (message.includes('INJECT_EVENTS')) return fail('input-not-permitted', 'the phone does not let adb tap');
  if (message.includes('root AccessibilityNodeInfo')) {
    return fail('ui-tree-empty', 'the phone gave no view tree', { reason: 'no-root' });
  }
  if (code === 'invalid session id') return fail('automation-gone', 'the session has ended', { isSent: false });
  return fail('command-failed', `UiAutomator2 server: ${code}`, { reason: code, text: message.slice(0, 300) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
