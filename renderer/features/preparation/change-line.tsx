import type { PreparationChange } from '@contract/preparation.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

/** One change: the value before and after, and the command that makes it. */
export function ChangeLine({ change }: { readonly change: PreparationChange }): ReactNode {
  const { text } = useTexts();
  const { before, after, command } = change;
  return (
    <span className="change-line">
      <span className="tabular">
        {text('preparation.change-values', { before: before ?? text('preparation.not-set'), after })}
      </span>
      <code className="mono text-second">{command}</code>
    </span>
  );
}
