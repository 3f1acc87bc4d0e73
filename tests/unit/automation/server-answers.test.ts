import { assert, integer, json, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../electron/automation/drivers/server-answers.ts';

function refusal(error: string, message: string): string {
  return JSON.stringify({ sessionId: 's', value: { error, message, stacktrace: 'at …' } });
}

describe('an answer of a UiAutomator2 server', () => {
  it('gives its value', () => {
    expect(readAnswer(200, '{"sessionId":"s","value":[1]}')).toEqual({ ok: true, value: [1] });
  });

  it.each([
    ['unknown error', 'java.lang.SecurityException: Injecting … INJECT_EVENTS permission', 'input-not-permitted'],
    ['unknown error', 'Timed out after 10000ms waiting for the root AccessibilityNodeInfo', 'ui-tree-empty'],
    ['invalid session id', 'A session is either terminated or not started', 'automation-gone'],
    ['stale element reference', 'gone', 'command-failed'],
  ])('of %s: "%s" is the fault %s', (error, message, code) => {
    expect(readAnswer(500, refusal(error, message))).toMatchObject({ ok: false, error: { code } });
  });

  it('is a fault, and nothing is thrown, whatever stands in it', () => {
    assert(
      property(integer({ min: 300, max: 599 }), oneof(string(), json()), (status, text) => {
        expect(readAnswer(status, text).ok).toBe(false);
      }),
    );
  });
});
