import type { BudgetView, GateView } from '@contract/board-card.ts';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { SupervisorOnly } from '../supervisor-only.tsx';
import type { AccountPart } from './account-part.ts';
import { ActGroupView } from './act-group.tsx';
import { groupActs } from './act-groups.ts';
import { LoosenDialog } from './loosen-dialog.tsx';

/** What may be done now, what is left of it, and why and until when something may not. */
export function ActsSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const { detail, supervision } = part;
  const { card, byHand } = detail;
  const [loosened, setLoosened] = useState<BudgetView | null>(null);
  return (
    <section className="section-card" data-section="acts">
      <div className="card-head">
        <h2>{text('growth.acts')}</h2>
        {!card.isPractice && (
          <SupervisorOnly supervision={supervision} act="loosen">
            {(isPermitted) => isPermitted && <span className="text-second">{text('growth.loosen-hint')}</span>}
          </SupervisorOnly>
        )}
      </div>
      <ActList part={part} gate={card.gate} budgets={card.budgets} onLoosen={setLoosened} />
      <details className="growth-by-hand" data-section="by-hand">
        <summary>{text('growth.by-hand', { count: byHand.gate.length })}</summary>
        <ActList part={part} gate={byHand.gate} budgets={byHand.budgets} onLoosen={setLoosened} />
      </details>
      {loosened !== null && <LoosenDialog part={part} budget={loosened} onClose={() => setLoosened(null)} />}
    </section>
  );
}

interface ActListProps {
  readonly part: AccountPart;
  readonly gate: readonly GateView[];
  readonly budgets: readonly BudgetView[];
  readonly onLoosen: (budget: BudgetView) => void;
}

function ActList({ part, gate, budgets, onLoosen }: ActListProps): ReactNode {
  const { operatorName, isSupervisor } = part.supervision;
  const mayLoosen = operatorName === null || isSupervisor;
  return (
    <div className="growth-act-groups">
      {groupActs(gate).map((group) => (
        <ActGroupView
          key={group.said.action}
          group={group}
          budgets={budgets}
          now={part.detail.now}
          onLoosen={mayLoosen ? onLoosen : null}
        />
      ))}
    </div>
  );
}
