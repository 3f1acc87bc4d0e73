import type { ReactNode } from 'react';
import { fullTimeText, momentText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useTicking } from '../stores/use-console.ts';

/** A time of day, with the day when it was not today; the exact time on hover. */
export function Moment({ at }: { readonly at: number }): ReactNode {
  const { language } = useTexts();
  const moment = useTicking((now) => momentText(language, at, now));
  return (
    <time className="tabular" dateTime={new Date(at).toISOString()} title={fullTimeText(language, at)}>
      {moment}
    </time>
  );
}
