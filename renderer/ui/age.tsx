import type { ReactNode } from 'react';
import { ageText } from '../format/ages.ts';
import { fullTimeText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useTicking } from '../stores/use-console.ts';

/** How long ago something was; the exact time on hover. */
export function Age({ at }: { readonly at: number }): ReactNode {
  const texts = useTexts();
  const age = useTicking((now) => ageText(texts, at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTimeText(texts.language, at)}>
      {age}
    </time>
  );
}
