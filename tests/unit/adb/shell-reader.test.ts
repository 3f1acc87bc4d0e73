import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShellReader } from '../../../electron/adb/shell-reader.ts';
import type { ShellResult } from '../../../electron/adb/shell-reader.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { shellPacket } from './scripted-server.ts';

const pieces = fc.array(fc.record({ kind: fc.constantFrom(1, 2), text: fc.string({ unit: 'grapheme' }) }));
const cutLengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
const exitStatus = fc.integer({ min: 0, max: 255 });

function readInPieces(all: Buffer, lengths: readonly number[]): Outcome<ShellResult> | null {
  const reader = new ShellReader();
  let offset = 0;
  for (let index = 0; offset < all.length; index++) {
    const length = lengths[index % lengths.length] ?? 1;
    const answer = reader.take(all.subarray(offset, offset + length));
    if (answer !== null) return answer;
    offset += length;
  }
  return null;
}

describe('ShellReader', () => {
  it('reads the same result however the bytes are cut', () => {
    fc.assert(
      fc.property(pieces, exitStatus, cutLengths, (parts, exitCode, lengths) => {
        const packets = parts.map((part) => shellPacket(part.kind, part.text));
        const all = Buffer.concat([...packets, shellPacket(3, Buffer.from([exitCode]))]);
        const textOf = (kind: number): string => parts.map((part) => (part.kind === kind ? part.text : '')).join('');
        const value = { stdout: textOf(1), stderr: textOf(2), exitCode };
        expect(readInPieces(all, lengths)).toEqual({ ok: true, value });
      }),
    );
  });

  it('never throws on garbage', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const reader = new ShellReader(1000);
        for (const chunk of chunks) if (reader.take(Buffer.from(chunk)) !== null) return;
        reader.finish();
      }),
    );
  });

  it('passes over an empty packet', () => {
    const reader = new ShellReader();
    expect(reader.take(shellPacket(1, ''))).toBeNull();
    expect(reader.take(shellPacket(3, Buffer.from([0])))).toMatchObject({ ok: true });
  });

  it('refuses an exit packet that is not one byte long', () => {
    expect(new ShellReader().take(shellPacket(3, 'xx'))).toMatchObject({ error: { code: 'adb-protocol' } });
  });
});
