import type { QueryTrial } from '@contract/playbook-bench.ts';
import { useCallback, useState } from 'react';

export const benchTabs = ['selector', 'sight', 'run', 'playbooks'] as const;
export type BenchTab = (typeof benchTabs)[number];

/** What the operator points at and tries, shared by picture, tree and tabs. */
export interface BenchMarks {
  readonly tab: BenchTab;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly trial: QueryTrial | null;
}

export interface Marking {
  readonly marks: BenchMarks;
  readonly mark: (patch: Partial<BenchMarks>) => void;
  /** Puts a selector into the tester and shows it. */
  readonly tryOut: (query: string) => void;
}

const none: BenchMarks = { tab: 'selector', hovered: null, selected: null, query: '', variables: {}, trial: null };

/** The pointer moves often and seldom onto something else: what stays the same draws nothing anew. */
function patched(before: BenchMarks, patch: Partial<BenchMarks>): BenchMarks {
  const after = { ...before, ...patch };
  const isSame =
    before.hovered === after.hovered &&
    before.selected === after.selected &&
    before.tab === after.tab &&
    before.query === after.query &&
    before.variables === after.variables &&
    before.trial === after.trial;
  return isSame ? before : after;
}

export function useMarks(): Marking {
  const [marks, setMarks] = useState(none);
  const mark = useCallback((patch: Partial<BenchMarks>): void => setMarks((before) => patched(before, patch)), []);
  const tryOut = useCallback((query: string): void => mark({ query, tab: 'selector' }), [mark]);
  return { marks, mark, tryOut };
}
