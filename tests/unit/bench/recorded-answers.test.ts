import { describe, expect, it } from 'vitest';
import { answerFromRecord } from '../../bench/phones/recorded-answers.ts';
import type { CommandStreams } from '../../../simulator/device-port.ts';

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No input.
}

/** A device that counts how often it was asked, and what a command printed. */
function setUp() {
  const asked: string[] = [];
  const run = answerFromRecord(async (command, streams) => {
    asked.push(command);
    await streams.writeOut(Buffer.from(`out of ${command}\n`));
    await streams.writeErr(Buffer.from('err\n'));
    return 3;
  });
  const ask = async (command: string) => {
    let out = '';
    let err = '';
    const streams: CommandStreams = {
      stdin: nothing(),
      writeOut: async (bytes) => void (out += Buffer.from(bytes).toString()),
      writeErr: async (bytes) => void (err += Buffer.from(bytes).toString()),
      signal: new AbortController().signal,
      hasTerminal: false,
    };
    const exitCode = await run(command, streams);
    return { out, err, exitCode };
  };
  return { ask, asked };
}

describe('a phone that answers from a record', () => {
  it('runs a command once and then repeats output, errors and exit code', async () => {
    const { ask, asked } = setUp();
    const first = await ask('dumpsys battery');
    expect(await ask('dumpsys battery')).toEqual(first);
    expect(first).toEqual({ out: 'out of dumpsys battery\n', err: 'err\n', exitCode: 3 });
    expect(asked).toHaveLength(1);
  });

  it('answers a poll under the mark that it was asked with', async () => {
    const { ask, asked } = setUp();
    await ask('M=jq01;echo "$M>battery"');
    expect((await ask('M=jq02;echo "$M>battery"')).out).toBe('out of M=jq02;echo "$M>battery"\n');
    expect(asked).toHaveLength(1);
  });

  it('passes an interactive shell on', async () => {
    const { ask, asked } = setUp();
    await ask('');
    await ask('');
    expect(asked).toEqual(['', '']);
  });
});
