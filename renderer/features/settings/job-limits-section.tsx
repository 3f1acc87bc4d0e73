import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { LimitLine } from './limit-line.tsx';
import { jobLimitNames } from './limit-rules.ts';

/** How much jobs may do at once. */
export function JobLimitsSection(): ReactNode {
  const { text } = useTexts();
  return (
    <section className="section-card">
      <h2>{text('settings.jobs')}</h2>
      <div className="setting-lines">
        {jobLimitNames.map((name) => (
          <LimitLine key={name} name={name} />
        ))}
      </div>
    </section>
  );
}
