import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { LimitLine } from './limit-line.tsx';
import { healthLimitNames } from './limit-rules.ts';

/** How often phones are checked, and from where on a value is worth a warning. */
export function HealthLimitsSection(): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card">
      <h2>{text('settings.health')}</h2>
      <div className="setting-lines">
        {healthLimitNames.map((name) => (
          <LimitLine key={name} name={name} />
        ))}
      </div>
    </section>
  );
}
