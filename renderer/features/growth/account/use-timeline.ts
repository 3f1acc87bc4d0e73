import type { Fault } from '@contract/outcome.ts';
import type { ProcedureInput } from '@contract/procedures.ts';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../../../stores/use-console.ts';
import type { TimelineKind } from './timeline-days.ts';
import { pageSize, readAnew, withNewest, withOlder, type TimelinePage } from './timeline-pages.ts';

export interface TimelineWish {
  readonly accountId: string;
  readonly kind: TimelineKind | null;
  readonly untilDay: string | null;
}

export interface ShownTimeline {
  /** Null: nothing was answered yet. */
  readonly page: TimelinePage | null;
  readonly fault: Fault | null;
  readonly isLoading: boolean;
  readonly loadOlder: () => void;
}

type Order = Pick<ProcedureInput<'accounts.timeline'>, 'before' | 'limit'>;

/** The timeline of an account, read anew whenever `version` differs, without losing the pages that were asked for. One wish for life. */
export function useTimeline({ accountId, kind, untilDay }: TimelineWish, version: string): ShownTimeline {
  const { client } = useConsole();
  const [page, setPage] = useState<TimelinePage | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLoading, setLoading] = useState(true);
  const held = useRef<TimelinePage | null>(null);
  const turn = useRef(0);
  const ask = async (order: Order, join: (answer: TimelinePage) => TimelinePage): Promise<void> => {
    const own = (turn.current += 1);
    setLoading(true);
    const answer = await client.ask('accounts.timeline', { accountId, kind, untilDay, ...order });
    // A later question is on its way: what it answers holds all of this.
    if (own !== turn.current) return;
    setLoading(false);
    setFault(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    held.current = join(answer.value);
    setPage(held.current);
  };
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  useEffect(() => {
    const limit = readAnew(held.current);
    void asking.current({ before: null, limit }, (newest) => withNewest(held.current, newest));
    return () => {
      turn.current += 1;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- whatever the version is, another one means to ask again
  }, [version]);
  const loadOlder = (): void => {
    const last = page?.entries.at(-1);
    if (page === null || last === undefined || isLoading) return;
    void ask({ before: { at: last.at, key: last.key }, limit: pageSize }, (older) => withOlder(page, older));
  };
  return { page, fault, isLoading, loadOlder };
}
