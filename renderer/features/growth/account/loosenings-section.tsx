import type { ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { ruleText } from '../words/rule-words.ts';
import type { AccountPart } from './account-part.ts';
import { EndLoosening } from './end-loosening.tsx';

/** Caps that a supervisor raised for a while: which, to what, why, until when. */
export function LooseningsSection(part: AccountPart): ReactNode {
  const { loosenings, now } = part.detail;
  const texts = useTexts();
  const { text, language } = texts;
  const inForce = loosenings.filter(({ untilAt }) => untilAt > now);
  if (inForce.length === 0) return null;
  return (
    <section className="section-card" data-section="loosenings">
      <h2>{text('growth.loosenings')}</h2>
      <ul className="growth-entries">
        {inForce.map(({ looseningId, path, value, reason, supervisor, untilAt }) => (
          <li key={looseningId} data-loosening={path}>
            <span>
              <strong title={path}>{ruleText(texts, path)}</strong>{' '}
              <Badge tone="special">{text('growth.loosened-to', { value })}</Badge>
              <EndLoosening part={part} looseningId={looseningId} />
            </span>
            <span className="text-second">
              {text('growth.loosened', { reason, supervisor, at: planMomentText(language, untilAt, now) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
