import type { RosterSummary } from '@contract/group-book.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { rosterStateOf } from './group-columns.ts';

/** How many members are known; of a roster that is no more than a part, why. */
export function RosterMark({ roster }: { readonly roster: RosterSummary | null }): ReactNode {
  const { text } = useTexts();
  const words = text(`groups.roster.${rosterStateOf({ roster })}`, { count: roster?.cellCount ?? 0 });
  if (roster === null || roster.isComplete) return words;
  return (
    <Badge tone="warn" title={text(`groups.partial-why.${roster.why ?? 'count-differs'}`)}>
      {words}
    </Badge>
  );
}
