import type { AccountDetail } from '@contract/account-plans.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { restText } from '../../growth-calendar/event-words.ts';
import type { AccountPart } from './account-part.ts';
import { WaiveDialog } from './waive-dialog.tsx';

type OwnRest = AccountDetail['rests'][number];

/** When the account rests; what is not hard can be set aside, one occasion at a time. */
export function RestsSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const [chosen, setChosen] = useState<OwnRest | null>(null);
  const { rests, now } = part.detail;
  if (rests.length === 0) return null;
  return (
    <section className="section-card" data-section="rests">
      <h2>{text('growth.rests')}</h2>
      <ul className="growth-entries">
        {rests.map((rest) => (
          <RestLine key={rest.windowId} rest={rest} now={now} onWaive={() => setChosen(rest)} />
        ))}
      </ul>
      {chosen !== null && <WaiveDialog part={part} rest={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

interface RestLineProps {
  readonly rest: OwnRest;
  readonly now: number;
  readonly onWaive: () => void;
}

function RestLine({ rest, now, onWaive }: RestLineProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { windowId, isHard, untilAt, waiver, waivedLately } = rest;
  const at = planMomentText(language, untilAt, now);
  return (
    <li data-rest={windowId} data-waived={waiver !== null}>
      <span className="growth-entry-head">
        <span>{restText(texts, rest)}</span>
        {waiver !== null && <Badge tone="special">{text('growth.waived', { at })}</Badge>}
        {!isHard && waiver === null && (
          <Button type="link" size="small" data-act="waive" onClick={onWaive}>
            {text('growth.waive')}
          </Button>
        )}
      </span>
      {waivedLately > 0 && <span className="tone-warn">{text('growth.waived-lately', { count: waivedLately })}</span>}
      {waiver !== null && <span className="text-second">{text('growth.waived-by', { ...waiver })}</span>}
    </li>
  );
}
