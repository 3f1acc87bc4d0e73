import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { ruleText } from '../growth/words/rule-words.ts';
import { leftOvers, type Forecast } from './forecast-words.ts';

/** What is not done within the days, and what keeps it. */
export function LeftList({ forecast }: { readonly forecast: Forecast }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const left = leftOvers(forecast);
  if (left.length === 0) return null;
  return (
    <ul className="forecast-left" aria-label={text('forecast.left')}>
      {left.map(({ reason, path, count }) => (
        <li key={`${reason} ${path}`} data-forecast-left={reason ?? 'time'}>
          {reason === null
            ? text('forecast.left-time', { count })
            : text('forecast.left-by', { count, why: text(`job.code.${reason}.short`) })}
          {path !== null && <span className="text-third"> {ruleText(texts, path)}</span>}
          {reason !== null && <span className="text-second"> {text(`job.code.${reason}.cure`)}</span>}
        </li>
      ))}
    </ul>
  );
}
