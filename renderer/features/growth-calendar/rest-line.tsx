import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { MetaLine } from '../../ui/meta-line.tsx';
import { restText, type Calendar } from './event-words.ts';

/** When accounts rest, plan by plan; a plan without any rest has no line. */
export function RestLine({ plans }: { readonly plans: Calendar['restPlans'] }): ReactNode {
  const texts = useTexts();
  return plans
    .filter((rests) => rests.length > 0)
    .map((rests) => (
      <MetaLine key={JSON.stringify(rests)}>
        <span>{texts.text('calendar.rests')}</span>
        {rests.map((rest) => (
          <span key={rest.windowId}>{restText(texts, rest)}</span>
        ))}
      </MetaLine>
    ));
}
