import type { BudgetView } from '@contract/board-card.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';

interface BudgetBarProps {
  readonly budget: BudgetView;
  readonly onLoosen: ((budget: BudgetView) => void) | null;
}

/** How much of one cap is used up; a cap that a warning halves says what it is otherwise. */
export function BudgetBar({ budget, onLoosen }: BudgetBarProps): ReactNode {
  const { text } = useTexts();
  const { window, used, limit, full, left } = budget;
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  const tone = left === 0 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
  const name = text(`growth.window.${window}`);
  return (
    <div className="growth-budget" data-budget={window}>
      <span className="text-second">{name}</span>
      <span
        className="job-bar"
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
      >
        <span className={`bar-${tone}`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="tabular">
        {text('growth.used', { used, limit })}
        {limit < full && <span className="text-second"> {text('growth.used-full', { full })}</span>}
      </span>
      {onLoosen !== null && (
        <Button type="link" size="small" data-act="loosen" onClick={() => onLoosen(budget)}>
          {text('growth.loosen')}
        </Button>
      )}
    </div>
  );
}
