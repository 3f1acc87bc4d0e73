import { CheckCircleFilled, ClockCircleFilled, StopFilled } from '@ant-design/icons';
import type { BudgetView, GateView } from '@contract/board-card.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Tone } from '../../devices/state-look.ts';
import { gateWords } from '../words/gate-words.ts';
import { ruleText } from '../words/rule-words.ts';
import type { ActGroup } from './act-groups.ts';
import { BudgetBar } from './budget-bar.tsx';

const icons = { allowed: CheckCircleFilled, held: ClockCircleFilled, never: StopFilled } as const;
const tones: Readonly<Record<GateView['kind'], Tone>> = { allowed: 'good', held: 'warn', never: 'bad' };

interface ActGroupProps {
  readonly group: ActGroup;
  readonly budgets: readonly BudgetView[];
  readonly now: number;
  /** Null for whoever may not loosen anything. */
  readonly onLoosen: ((budget: BudgetView) => void) | null;
}

/** Acts that are open, or closed for one reason: why, until when, by which rule, what to do; and what is left of their caps. */
export function ActGroupView({ group, budgets, now, onLoosen }: ActGroupProps): ReactNode {
  const texts = useTexts();
  const { said, views, path } = group;
  const { verdict, why } = gateWords(texts, said, now);
  const Icon = icons[said.kind];
  return (
    <div className="growth-act-group" data-gate={said.kind} data-gate-reason={said.reason ?? ''}>
      <div className="growth-act-head">
        <strong className={`growth-verdict tone-${tones[said.kind]}`}>
          <Icon aria-hidden /> {verdict}
        </strong>
        {why !== null && <strong>{why.short}</strong>}
        {why !== null && <span className="tabular growth-until">{why.until}</span>}
      </div>
      {why !== null && (
        <p className="text-second">
          {why.cause} {why.cure} {path !== null && <RuleName path={path} />}
        </p>
      )}
      <ul className="growth-acts">
        {views.map((view) => (
          <li key={view.action} data-act-gate={view.action}>
            <span>
              {texts.text(`growth.action.${view.action}`)}
              {path === null && view.path !== null && <RuleName path={view.path} />}
            </span>
            <div className="growth-budgets">
              {budgets
                .filter(({ action }) => action === view.action)
                .map((budget) => (
                  <BudgetBar key={budget.window} budget={budget} onLoosen={onLoosen} />
                ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A rule in words; where it stands in the plan shows on hover. */
function RuleName({ path }: { readonly path: string }): ReactNode {
  const texts = useTexts();
  return (
    <span className="growth-rule" title={path}>
      {texts.text('growth.by-rule', { rule: ruleText(texts, path) })}
    </span>
  );
}
