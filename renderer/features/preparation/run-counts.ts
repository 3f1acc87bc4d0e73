import type { PreparationRun } from '@contract/preparation.ts';

export interface RunCounts {
  readonly total: number;
  /** Phones that are done, failed or cancelled. */
  readonly over: number;
  readonly failed: number;
  /** Checks by what came of them. */
  readonly done: number;
  readonly refused: number;
  readonly nothing: number;
}

type Outcome = PreparationRun['phones'][number]['outcomes'][number]['outcome'];

const refusals: ReadonlySet<Outcome> = new Set(['refused', 'not-kept', 'not-read-back', 'still-refused']);

/** How far a run is, and what came of its checks. */
export function countRun({ phones }: PreparationRun): RunCounts {
  const outcomes = phones.flatMap((phone) => phone.outcomes.map(({ outcome }) => outcome));
  return {
    total: phones.length,
    over: phones.filter(({ state }) => state !== 'waiting' && state !== 'running').length,
    failed: phones.filter(({ state }) => state === 'failed').length,
    done: outcomes.filter((outcome) => outcome === 'done').length,
    refused: outcomes.filter((outcome) => refusals.has(outcome)).length,
    nothing: outcomes.filter((outcome) => outcome === 'nothing-to-do').length,
  };
}
