import type { ItemState, JobItem } from '@contract/jobs.ts';
import type { Fault } from '@contract/outcome.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';

const pageSize = 100;

export interface ItemWindow {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly fault: Fault | null;
  /** The row at that place; undefined while it is on its way. */
  readonly at: (index: number) => JobItem | undefined;
  /** Which places are in sight. */
  readonly show: (first: number, last: number) => void;
}

interface Loaded {
  /** What the pages are pages of. */
  readonly query: object;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly JobItem[]>;
}

/** Rows of a job, page by page as they come into sight; those in sight are read anew whenever `version` differs. */
export function useItemWindow(jobId: number, states: readonly ItemState[], version: string | number): ItemWindow {
  const { client } = useConsole();
  const query = useMemo(() => ({ jobId, states: [...states] }), [jobId, states]);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const request = useMemo(() => ({ query, range, version }), [query, range, version]);
  useEffect(() => {
    let isStale = false;
    const load = async (): Promise<void> => {
      const { first, last } = request.range;
      for (let page = first; page <= last; page++) {
        const answer = await client.ask('jobs.items', { ...request.query, offset: page * pageSize, limit: pageSize });
        if (isStale) return;
        setFault(answer.ok ? null : answer.error);
        if (!answer.ok) return;
        setLoaded((before) => withPage(before, request.query, { page, ...answer.value }));
      }
    };
    void load();
    return () => {
      isStale = true;
    };
  }, [client, request]);
  const current = loaded?.query === query ? loaded : null;
  const at = useCallback(
    (index: number) => current?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    [current],
  );
  const show = useCallback((firstIndex: number, lastIndex: number) => {
    const first = Math.floor(firstIndex / pageSize);
    const last = Math.max(first, Math.floor(lastIndex / pageSize));
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);
  return { total: current?.total ?? null, fault, at, show };
}

interface ReadPage {
  readonly page: number;
  readonly entries: readonly JobItem[];
  readonly total: number;
}

/** Pages of another question do not count any more. */
function withPage(before: Loaded | null, query: object, { page, entries, total }: ReadPage): Loaded {
  const pages = new Map(before?.query === query ? before.pages : []);
  return { query, total, pages: pages.set(page, entries) };
}
