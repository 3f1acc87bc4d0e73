import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { LimitLine } from './limit-line.tsx';
import { operatorLimitNames } from './limit-rules.ts';

/** How long an operator who gives no sign is taken to be at the desk. */
export function OperatorSection(): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card">
      <h2>{text('settings.operators')}</h2>
      <div className="setting-lines">
        {operatorLimitNames.map((name) => (
          <LimitLine key={name} name={name} />
        ))}
      </div>
    </section>
  );
}
