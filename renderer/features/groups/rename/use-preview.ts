import type { PickedViews, RenamePreviewRow, RenameRule } from '@contract/group-rename.ts';
import type { Fault } from '@contract/outcome.ts';
import { useEffect, useState } from 'react';
import { useConsole } from '../../../stores/use-console.ts';
import { isFilled } from './rule-drafts.ts';

/** Typing is let come to rest before main is asked. */
const restMs = 250;

export interface Preview {
  readonly rows: readonly RenamePreviewRow[];
  readonly unknownTokens: readonly string[];
  readonly fault: Fault | null;
  /** The rows are those of an earlier rule, or there are none yet. */
  readonly isAsking: boolean;
}

interface PreviewOrder {
  readonly groupIds: readonly string[];
  readonly rule: RenameRule;
  readonly via: PickedViews;
}

const nothing = { rows: [], unknownTokens: [], fault: null } as const;

/** What a rule would do, asked for again whenever the order or `version` differs. */
export function usePreview({ groupIds, rule, via }: PreviewOrder, version: string): Preview {
  const { client } = useConsole();
  const [settled, setSettled] = useState<Omit<Preview, 'isAsking'> & { readonly of: string }>({ ...nothing, of: '' });
  const key = JSON.stringify([groupIds, rule, via, version]);
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask('groups.previewRename', { groupIds: [...groupIds], rule, via: { ...via } });
      if (isStale) return;
      setSettled(answer.ok ? { ...answer.value, fault: null, of: key } : { ...nothing, fault: answer.error, of: key });
    };
    const canAsk = isFilled(rule) && groupIds.length > 0;
    const timer = setTimeout(() => void (canAsk ? ask() : setSettled({ ...nothing, of: key })), restMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
    // The key holds the whole order.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key]);
  return { ...settled, isAsking: settled.of !== key };
}
