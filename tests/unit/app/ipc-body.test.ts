import { describe, expect, it } from 'vitest';
import { readBody } from '../../../electron/app/ipc-transport.ts';
import { requestMaxLength } from '../../../electron/contract/procedures.ts';

const codeOf = (name: unknown, body: unknown) => {
  const result = readBody(name, body);
  return result.ok ? 'ok' : result.error.code;
};

describe('body of an IPC request', () => {
  it('is parsed from text', () => {
    expect(readBody('desk.snapshot', '{"a":1}')).toEqual({
      ok: true,
      value: { name: 'desk.snapshot', input: { a: 1 } },
    });
  });

  it('is refused before parsing when it is too long', () => {
    expect(codeOf('desk.snapshot', 'x'.repeat(requestMaxLength + 1))).toBe('payload-too-large');
  });

  it.each([undefined, null, 7, {}, [], new Uint8Array(4)])('is refused when it is not text: %o', (body) => {
    expect(codeOf('desk.snapshot', body)).toBe('invalid-input');
  });

  it.each(['', '{', 'undefined'])('is refused when it is not JSON: %j', (body) => {
    expect(codeOf('desk.snapshot', body)).toBe('invalid-input');
  });

  it.each([7, null, 'x'.repeat(101)])('is refused when the procedure name is %o', (name) => {
    expect(codeOf(name, '{}')).toBe('unknown-procedure');
  });
});
