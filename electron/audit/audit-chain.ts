import { createHash } from 'node:crypto';
import type { TextParams } from '../contract/phones.ts';

/** What a line says; `hash` seals it together with everything before it. */
export interface SealedLine {
  readonly seq: number;
  readonly at: number;
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly params: TextParams;
}

/** The previous hash of line 1. */
export const genesisHash = '0'.repeat(64);

/** Lowercase hex SHA-256 over the line in canonical form (fixed field order, sorted parameters) and the hash before it. */
export function sealLine(line: SealedLine, previousHash: string): string {
  const params = Object.entries(line.params).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const canonical = [line.seq, line.at, line.operatorId, line.operatorName, line.action, line.subject, params];
  return createHash('sha256').update(previousHash).update('\n').update(JSON.stringify(canonical)).digest('hex');
}

export interface ChainCheck {
  readonly isIntact: boolean;
  readonly checkedCount: number;
  readonly brokenAtSeq: number | null;
}

/**
 * Follows the chain line by line: `push` in ascending order, then `finish`. The first line whose number, content or
 * hash does not continue the chain is named; a tail that was cut off is named by its first missing number.
 */
export class ChainFollower {
  #hash = genesisHash;
  #count = 0;
  #brokenAtSeq: number | null = null;

  /** False once the chain is broken: the rest need not be read. */
  push(line: SealedLine & { readonly hash: string }): boolean {
    if (this.#brokenAtSeq !== null) return false;
    const expectedSeq = this.#count + 1;
    if (line.seq !== expectedSeq) this.#brokenAtSeq = expectedSeq;
    else if (sealLine(line, this.#hash) !== line.hash) this.#brokenAtSeq = line.seq;
    else {
      this.#hash = line.hash;
      this.#count = expectedSeq;
    }
    return this.#brokenAtSeq === null;
  }

  /** `highestSeq`: the highest number that was ever given out, as far as the database remembers it. */
  finish(highestSeq: number): ChainCheck {
    const brokenAtSeq = this.#brokenAtSeq ?? (highestSeq > this.#count ? this.#count + 1 : null);
    return { isIntact: brokenAtSeq === null, checkedCount: this.#count, brokenAtSeq };
  }
}
