import { useState, type ReactNode } from 'react';
import { planDateText, planMomentText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { SignatureLines } from '../reports/signature-lines.tsx';
import { SheetArticle, type DaySheet } from './sheet-article.tsx';

/** The daily sheet on paper, as it was when it was asked to be printed. */
export function GrowthPaper({
  sheet,
  custodian,
}: {
  readonly sheet: DaySheet;
  readonly custodian: string | null;
}): ReactNode {
  const { text, language } = useTexts();
  const { clock } = useConsole();
  const [printedAt] = useState(() => clock.read().trueNow);
  return (
    <article className="sheet sheet-wide">
      <h1>{text('day-sheet.title-of', { day: planDateText(language, sheet.day) })}</h1>
      <p>{text('day-sheet.printed', { at: planMomentText(language, printedAt, 0) })}</p>
      <SheetArticle sheet={sheet} custodian={custodian} />
      <SignatureLines />
    </article>
  );
}
