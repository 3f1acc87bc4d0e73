import { CheckCircleFilled, ClockCircleFilled, StopFilled } from '@ant-design/icons';
import type { BudgetView, GateView } from '@contract/account-plans.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Tone } from '../../devices/state-look.ts';
import { gateWords } from '../words/gate-words.ts';
import { BudgetBar } from './budget-bar.tsx';

const icons = { allowed: CheckCircleFilled, held: ClockCircleFilled, never: StopFilled } as const;
const tones: Readonly<Record<GateView['kind'], Tone>> = { allowed: 'good', held: 'warn', never: 'bad' };

interface ActLineProps {
  readonly view: GateView;
  readonly budgets: readonly BudgetView[];
  readonly now: number;
  /** Null for whoever may not loosen anything. */
  readonly onLoosen: ((budget: BudgetView) => void) | null;
}

/** One kind of act: open or not, why, until when, by which rule, what to do; and what is left of its caps. */
export function ActLine({ view, budgets, now, onLoosen }: ActLineProps): ReactNode {
  const texts = useTexts();
  const words = gateWords(texts, view, now);
  const Icon = icons[view.kind];
  return (
    <li data-act-gate={view.action} data-gate={view.kind}>
      <div className="growth-act-head">
        <strong>{texts.text(`growth.action.${view.action}`)}</strong>
        <span className={`growth-verdict tone-${tones[view.kind]}`}>
          <Icon aria-hidden /> {words.verdict}
        </span>
        {words.short !== null && <span>{words.short}</span>}
        {words.until !== null && <span className="tabular growth-until">{words.until}</span>}
      </div>
      {words.cause !== null && (
        <p className="text-second growth-why">
          {words.cause} {words.cure}
          {words.rule !== null && (
            <span className="text-third" title={view.path ?? undefined}>
              {' '}
              {texts.text('growth.by-rule', { rule: words.rule })}
            </span>
          )}
        </p>
      )}
      {budgets.length > 0 && (
        <div className="growth-budgets">
          {budgets.map((budget) => (
            <BudgetBar key={budget.window} budget={budget} onLoosen={onLoosen} />
          ))}
        </div>
      )}
    </li>
  );
}
