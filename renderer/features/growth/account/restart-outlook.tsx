import type { ProcedureInput } from '@contract/procedures.ts';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { planDayText } from '../words/need-words.ts';

type RestartOutlookProps = ProcedureInput<'accounts.restartOutlook'>;

/** What such a new beginning would cost, before somebody enters it. */
export function RestartOutlook({ accountId, event }: RestartOutlookProps): ReactNode {
  const { text, language } = useTexts();
  const input = useMemo(() => ({ accountId, event }), [accountId, event]);
  const { value, isAsking } = useAnswer('accounts.restartOutlook', input);
  if (value === null || isAsking) return null;
  const { fromStageId: from, stageId: to, earliestBackOn } = value;
  const words =
    earliestBackOn === null
      ? text('growth.outlook-anew', { to })
      : text('growth.outlook-back', { from, to, day: planDayText(language, earliestBackOn) });
  return (
    <p className="tone-warn" data-outlook={to}>
      {words}
    </p>
  );
}
