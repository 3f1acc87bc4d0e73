import type { BoardCard } from '@contract/board-card.ts';
import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useMemo, useState } from 'react';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { useGrowthVersion } from '../use-growth.ts';
import {
  applyingOrder,
  emptyDraft,
  orderOf,
  rowsOf,
  type BulkDraft,
  type BulkKind,
  type BulkOrder,
  type BulkRow,
  type OfferedTask,
} from './bulk-order.ts';
import { useBulkPreview } from './use-bulk-preview.ts';

export interface Bulk {
  readonly draft: BulkDraft;
  readonly setDraft: (draft: BulkDraft) => void;
  readonly rows: readonly BulkRow[];
  /** It was ordered: the rows say what came of it. */
  readonly isOver: boolean;
  /** The rows are about what stands in the form. */
  readonly isReady: boolean;
  readonly isRunning: boolean;
  readonly fault: Fault | null;
  readonly submit: () => void;
}

type Over = {
  readonly previewed: ProcedureOutput<'accounts.previewBulk'>['rows'] | null;
  readonly entered: ProcedureOutput<'accounts.bulk'>['rows'];
};

/** An order for several accounts from its draft to its outcome. */
export function useBulk(kind: BulkKind, cards: readonly BoardCard[], offered: readonly OfferedTask[]): Bulk {
  const { acts } = useConsole();
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? '');
  const version = useGrowthVersion(null);
  const [draft, setDraft] = useState(() => emptyDraft(kind, offered[0]?.taskId ?? null));
  const [over, setOver] = useState<Over | null>(null);
  const order = useMemo(() => orderOf(draft, cards), [draft, cards]);
  // Another operator may do more, or less.
  const preview = useBulkPreview(over === null ? order : null, `${version} ${operatorId}`);
  const rows = rowsOf(cards, over === null ? preview.rows : over.previewed, over?.entered ?? null);
  const { isRunning, fault, submit } = useFormAct<BulkOrder>(
    async (wanted) => {
      const answer = await acts.run('accounts.bulk', wanted);
      if (answer.ok) setOver({ previewed: preview.rows, entered: answer.value.rows });
      return answer;
    },
    () => undefined,
  );
  return {
    draft,
    setDraft,
    rows,
    isOver: over !== null,
    isReady: order !== null && !preview.isBehind && preview.fault === null,
    isRunning,
    fault: fault ?? (over === null ? preview.fault : null),
    submit: () => order !== null && submit(applyingOrder(order, rows)),
  };
}
