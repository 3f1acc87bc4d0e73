import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import { readHexLength } from './answer-readers.ts';
import type { AnswerReader } from './answer-readers.ts';
import { faultFromRefusal } from './server-fault.ts';

/** The two ends of a forward, as adb writes them (`tcp:0`, `tcp:6790`, `localabstract:scrcpy`). */
export interface Forward {
  readonly local: string;
  readonly remote: string;
}

/**
 * Reads the second status of a forward and the port that follows when one was picked. The server confirms a forward
 * twice; a phone confirms a reverse once more inside the opened stream (AOSP adb.cpp `handle_forward_request`).
 */
export class ForwardReader implements AnswerReader<number | null> {
  readonly #side: 'host' | 'phone';
  #pending: Buffer = Buffer.alloc(0);

  constructor(side: 'host' | 'phone') {
    this.#side = side;
  }

  take(chunk: Buffer): Outcome<number | null> | null {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (this.#pending.length < 8) return null;
    const length = readHexLength(this.#pending, 4);
    if (length === null) return fail('adb-protocol', 'a length was expected');
    if (this.#pending.length < 8 + length) return null;
    const text = this.#pending.toString('utf8', 8, 8 + length);
    const status = this.#status();
    if (status === 'FAIL') return faultFromRefusal(text, this.#side === 'host' ? 'forward' : 'reverse');
    return status === 'OKAY' && /^\d{1,5}$/.test(text)
      ? succeed(Number(text))
      : fail('adb-protocol', 'a port was expected');
  }

  finish(): Outcome<number | null> {
    if (this.#pending.length === 4 && this.#status() === 'OKAY') return succeed(null);
    return fail('adb-protocol', 'the forward was not confirmed');
  }

  #status(): string {
    return this.#pending.toString('latin1', 0, 4);
  }
}

/** Reads `host:list-forward`: one `serial local remote` a line; serials may contain spaces. */
export function parseForwards(text: string): (Forward & { readonly serial: string })[] {
  const forwards: (Forward & { readonly serial: string })[] = [];
  for (const line of text.split('\n')) {
    const match = /^(.*) (\S+:\S+) (\S+:\S+)\s*$/.exec(line);
    const [, serial, local, remote] = match ?? [];
    if (serial !== undefined && local !== undefined && remote !== undefined) forwards.push({ serial, local, remote });
  }
  return forwards;
}
