import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { changeKinds, changeTones, countChanges, type DiffRow } from '../model/change-looks.ts';

interface ChangeCountsProps {
  readonly rows: readonly DiffRow[];
  readonly beyond: ReadonlySet<string>;
}

/** How many rules are tighter, looser, and looser than the shipped plan. */
export function ChangeCounts({ rows, beyond }: ChangeCountsProps): ReactNode {
  const { text } = useTexts();
  const counts = countChanges(rows, beyond);
  const shown = changeKinds.filter((kind) => counts[kind] > 0);
  if (shown.length === 0) return <p className="text-second">{text('plans.no-changes')}</p>;
  return (
    <p className="plan-counts">
      {shown.map((kind) => (
        <Badge key={kind} tone={changeTones[kind]}>
          {text('plans.change-count', { kind: text(`plans.change.${kind}`), count: counts[kind] })}
        </Badge>
      ))}
    </p>
  );
}
