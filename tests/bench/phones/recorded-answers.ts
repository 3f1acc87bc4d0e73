import type { CommandStreams } from '../../../simulator/device-port.ts';

type Run = (command: string, streams: CommandStreams) => Promise<number>;

interface Answer {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** A poll begins by setting the mark of its sections, another one each time. */
const markedCommand = /^M=(\w+);/;

/**
 * Runs every command line once for real and gives the recorded answer at once from then on, so that a measurement of
 * whoever asks does not measure the phone. Lines that differ only in the mark of a poll are the same line.
 */
export function answerFromRecord(run: Run): Run {
  const record = new Map<string, Answer>();
  return async (command, streams) => {
    if (command === '') return run(command, streams);
    const mark = markedCommand.exec(command)?.[1] ?? null;
    const key = mark === null ? command : command.replace(mark, recordedMark);
    const known = record.get(key);
    if (known === undefined) {
      const answer = await recordAnswer(run, key, streams);
      record.set(key, answer);
      return give(answer, mark, streams);
    }
    return give(known, mark, streams);
  };
}

const recordedMark = 'jqrecorded';

async function recordAnswer(run: Run, command: string, streams: CommandStreams): Promise<Answer> {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const exitCode = await run(command, {
    ...streams,
    stdin: nothing(),
    signal: streams.signal,
    hasTerminal: false,
    writeOut: (bytes) => keep(out, bytes),
    writeErr: (bytes) => keep(err, bytes),
  });
  return { out: asText(out), err: asText(err), exitCode };
}

async function give({ out, err, exitCode }: Answer, mark: string | null, streams: CommandStreams): Promise<number> {
  const answer = mark === null ? out : out.replaceAll(recordedMark, mark);
  if (answer !== '') await streams.writeOut(Buffer.from(answer));
  if (err !== '') await streams.writeErr(Buffer.from(err));
  return exitCode;
}

function keep(chunks: Uint8Array[], bytes: Uint8Array): Promise<void> {
  chunks.push(Uint8Array.from(bytes));
  return Promise.resolve();
}

function asText(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // The commands that are recorded read no input.
}
