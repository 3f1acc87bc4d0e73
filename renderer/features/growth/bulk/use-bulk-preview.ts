import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useEffect, useMemo, useState } from 'react';
import { useConsole } from '../../../stores/use-console.ts';
import type { BulkOrder } from './bulk-order.ts';

type Rows = ProcedureOutput<'accounts.previewBulk'>['rows'];

export interface BulkPreview {
  /** The last answer; null before there is one. */
  readonly rows: Rows | null;
  readonly fault: Fault | null;
  /** It is not about what stands in the form by now. */
  readonly isBehind: boolean;
}

const pauseMs = 300;

interface Settled {
  /** What was answered last. */
  readonly request: object;
  readonly rows: Rows | null;
  readonly fault: Fault | null;
}

/** To whom it applies; asked after a moment without typing, and again with every `version`. `order` must be stable; null asks nothing. */
export function useBulkPreview(order: BulkOrder | null, version: string): BulkPreview {
  const { client } = useConsole();
  const request = useMemo(() => ({ order, version }), [order, version]);
  const [settled, setSettled] = useState<Settled | null>(null);
  useEffect(() => {
    const { order: wanted } = request;
    if (wanted === null) return;
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask('accounts.previewBulk', wanted);
      if (isStale) return;
      setSettled((before) =>
        answer.ok
          ? { request, rows: answer.value.rows, fault: null }
          : { request, rows: before?.rows ?? null, fault: answer.error },
      );
    };
    const timer = window.setTimeout(() => void ask(), pauseMs);
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [client, request]);
  return { rows: settled?.rows ?? null, fault: settled?.fault ?? null, isBehind: settled?.request !== request };
}
