import type { Fault, Outcome } from '@contract/outcome.ts';
import { useCallback, useEffect, useRef, useState } from 'react';

/** One page of a list that goes back in time. */
export interface PageOf<T> {
  readonly entries: readonly T[];
  readonly hasMore: boolean;
}

export interface Pages<T> extends PageOf<T> {
  readonly isLoading: boolean;
  readonly fault: Fault | null;
  /** Asks for the page before the oldest entry; does nothing while one is on its way. */
  loadMore(): void;
  /** Starts again from the newest entry. */
  reload(): void;
}

/**
 * Collects the pages of a list, newest first. `ask` gets the oldest entry that is held, or null for the first page;
 * it must be stable, and a new one starts the list again.
 */
export function usePages<T>(ask: (oldest: T | null) => Promise<Outcome<PageOf<T>>>): Pages<T> {
  const [page, setPage] = useState<PageOf<T>>({ entries: [], hasMore: true });
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const latest = useRef(0);
  const load = useCallback(
    async (before: readonly T[]): Promise<void> => {
      latest.current += 1;
      const round = latest.current;
      setIsLoading(true);
      const answer = await ask(before.at(-1) ?? null);
      if (round !== latest.current) return;
      setIsLoading(false);
      setFault(answer.ok ? null : answer.error);
      if (answer.ok) setPage({ entries: [...before, ...answer.value.entries], hasMore: answer.value.hasMore });
    },
    [ask],
  );
  const reload = useCallback(() => void load([]), [load]);
  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  const loadMore = (): void => {
    if (!isLoading && page.hasMore) void load(page.entries);
  };
  return { ...page, isLoading, fault, loadMore, reload };
}
