import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import { ByteCollector, tooLarge } from './answer-readers.ts';
import type { AnswerReader } from './answer-readers.ts';

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 0–255 as the phone's shell gave it. */
  readonly exitCode: number;
}

const stdoutId = 1;
const stderrId = 2;
const exitId = 3;
const headerLength = 5;
const defaultMaxBytes = 4 * 1024 * 1024;

/**
 * Reads the packets of `shell,v2`: one byte of kind, four of length (little endian), the data
 * (AOSP shell_protocol.h). The exit packet ends the answer; a stream that ends without one lost the phone.
 */
export class ShellReader implements AnswerReader<ShellResult> {
  readonly #stdout: ByteCollector;
  readonly #stderr: ByteCollector;
  readonly #maxBytes: number;
  readonly #header = Buffer.alloc(headerLength);
  #headerFill = 0;
  #kind = 0;
  #left = 0;

  constructor(maxBytes: number = defaultMaxBytes) {
    this.#maxBytes = maxBytes;
    this.#stdout = new ByteCollector(maxBytes);
    this.#stderr = new ByteCollector(maxBytes);
  }

  take(chunk: Buffer): Outcome<ShellResult> | null {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#headerFill < headerLength) {
        offset = this.#takeHeader(chunk, offset);
        if (this.#headerFill === headerLength && !this.#isKnownPacket()) {
          return fail('adb-protocol', `unexpected shell packet ${this.#kind} of ${this.#left} bytes`);
        }
      } else {
        const end = Math.min(chunk.length, offset + this.#left);
        const answer = this.#takeData(chunk.subarray(offset, end));
        if (answer !== null) return answer;
        offset = end;
      }
      if (this.#headerFill === headerLength && this.#left === 0) this.#headerFill = 0;
    }
    return null;
  }

  finish(): Outcome<ShellResult> {
    return fail('phone-gone', 'the connection ended before the command did');
  }

  #takeHeader(chunk: Buffer, offset: number): number {
    const end = Math.min(chunk.length, offset + headerLength - this.#headerFill);
    chunk.copy(this.#header, this.#headerFill, offset, end);
    this.#headerFill += end - offset;
    if (this.#headerFill === headerLength) {
      this.#kind = this.#header.readUInt8(0);
      this.#left = this.#header.readUInt32LE(1);
    }
    return end;
  }

  #isKnownPacket(): boolean {
    if (this.#kind === exitId) return this.#left === 1;
    return this.#kind === stdoutId || this.#kind === stderrId;
  }

  #takeData(data: Buffer): Outcome<ShellResult> | null {
    this.#left -= data.length;
    if (this.#kind === exitId) {
      return succeed({ stdout: this.#stdout.text(), stderr: this.#stderr.text(), exitCode: data[0] ?? 255 });
    }
    const target = this.#kind === stdoutId ? this.#stdout : this.#stderr;
    target.add(data);
    return this.#stdout.length + this.#stderr.length > this.#maxBytes ? tooLarge(this.#maxBytes) : null;
  }
}
