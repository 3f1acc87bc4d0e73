import type { Fault, Outcome } from '@contract/outcome.ts';
import { useEffect, useState } from 'react';

/** One page of a list that goes back in time. */
export interface PageOf<T> {
  readonly entries: readonly T[];
  readonly hasMore: boolean;
}

export interface Pages<T> extends PageOf<T> {
  readonly isLoading: boolean;
  readonly fault: Fault | null;
  /** Asks for the page before the oldest entry; does nothing while one is on its way. */
  readonly loadMore: () => void;
  /** Starts again from the newest entry. */
  readonly reload: () => void;
}

interface Settled<T> extends PageOf<T> {
  /** The request that was answered last. */
  readonly request: PageRequest<T>;
  readonly fault: Fault | null;
}

interface PageRequest<T> {
  /** What is held already; the answer goes behind it. */
  readonly held: readonly T[];
}

/**
 * Collects the pages of a list, newest first. `ask` gets the oldest entry that is held, or null for the first page;
 * it must stay the same for the life of the component.
 */
export function usePages<T>(ask: (oldest: T | null) => Promise<Outcome<PageOf<T>>>): Pages<T> {
  const [request, setRequest] = useState<PageRequest<T>>({ held: [] });
  const [settled, setSettled] = useState<Settled<T> | null>(null);
  useEffect(() => {
    let isStale = false;
    const load = async (): Promise<void> => {
      const answer = await ask(request.held.at(-1) ?? null);
      if (isStale) return;
      setSettled((before) =>
        answer.ok
          ? { request, entries: [...request.held, ...answer.value.entries], hasMore: answer.value.hasMore, fault: null }
          : { request, entries: before?.entries ?? [], hasMore: before?.hasMore ?? true, fault: answer.error },
      );
    };
    void load();
    return () => {
      isStale = true;
    };
  }, [ask, request]);
  const entries = settled?.entries ?? [];
  const hasMore = settled?.hasMore ?? true;
  const isLoading = settled?.request !== request;
  return {
    entries,
    hasMore,
    isLoading,
    fault: settled?.fault ?? null,
    loadMore: () => {
      if (!isLoading && hasMore) setRequest({ held: entries });
    },
    reload: () => setRequest({ held: [] }),
  };
}
