import { useCallback } from 'react';
import type { BatchAct } from '../../stores/batch-store.ts';
import { useConsole } from '../../stores/use-console.ts';
import { needsConfirmation } from './batch-menu.ts';

/** Starts an act on phones, after the operator's yes where it needs one. */
export function useBatch(): (act: BatchAct, phoneIds: readonly string[]) => void {
  const { batches, ui } = useConsole();
  return useCallback(
    (act, phoneIds) => {
      if (needsConfirmation(act)) ui.setState({ confirmation: { act, phoneIds } });
      else void batches.start(act, phoneIds);
    },
    [batches, ui],
  );
}
