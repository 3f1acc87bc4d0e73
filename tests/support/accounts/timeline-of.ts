import type { ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import type { DeskBench } from './desk-bench.ts';

type Timeline = ProcedureOutput<'accounts.timeline'>;

interface Wished extends Partial<Omit<ProcedureInput<'accounts.timeline'>, 'accountId' | 'before'>> {
  /** The entry after which the page begins. */
  readonly before?: Timeline['entries'][number] | null;
}

/** One page of what happened to an account; without wishes the newest of all kinds. */
export function timelineOf(
  bench: DeskBench,
  accountId: string,
  { before = null, ...wished }: Wished = {},
): Promise<Timeline> {
  const cursor = before === null ? null : { at: before.at, key: before.key };
  return bench.tell('accounts.timeline', {
    accountId,
    kind: null,
    untilDay: null,
    limit: 100,
    ...wished,
    before: cursor,
  });
}
