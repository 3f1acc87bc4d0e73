import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { AccountPart } from './account-part.ts';
import { HandActDialog } from './hand-act-dialog.tsx';
import { inForce, type HandAct } from './hand-log.ts';

const shownActs = 20;

/** What people did in the messenger without the console. It counts as any other act, so that caps hold for both together. */
export function HandLogSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const [dialog, setDialog] = useState<{ readonly corrected: HandAct | null } | null>(null);
  const acts = inForce(part.detail.handLog).slice(0, shownActs);
  return (
    <section className="section-card" data-section="hand-log">
      <div className="card-head">
        <h2>{text('growth.hand-log')}</h2>
        <span className="toolbar-gap" />
        <Button size="small" data-act="log-act" onClick={() => setDialog({ corrected: null })}>
          {text('growth.log-act')}
        </Button>
      </div>
      {acts.length === 0 && <p className="text-second">{text('growth.hand-log-none')}</p>}
      <ul className="growth-entries">
        {acts.map((act) => (
          <HandActLine
            key={act.handActId}
            act={act}
            now={part.detail.now}
            onCorrect={() => setDialog({ corrected: act })}
          />
        ))}
      </ul>
      {dialog !== null && <HandActDialog part={part} corrected={dialog.corrected} onClose={() => setDialog(null)} />}
    </section>
  );
}

interface HandActLineProps {
  readonly act: HandAct;
  readonly now: number;
  readonly onCorrect: () => void;
}

function HandActLine({ act, now, onCorrect }: HandActLineProps): ReactNode {
  const { text, language } = useTexts();
  const { action, amount, at, note, corrects, loggedBy } = act;
  const isTakenBack = amount === 0;
  return (
    <li data-hand-act={act.handActId}>
      <span className="growth-entry-head">
        <strong>{text(`growth.action.${action}`)}</strong>
        <span className="tabular">
          {isTakenBack ? text('growth.taken-back') : text('growth.times', { count: amount })}
        </span>
        <Button type="link" size="small" data-act="correct-act" onClick={onCorrect}>
          {text('growth.correct')}
        </Button>
      </span>
      <span className="text-second">
        {text('growth.hand-act', { at: planMomentText(language, at, now), by: loggedBy })}
        {corrects !== null && ` ${text('growth.corrected')}`} {note}
      </span>
    </li>
  );
}
