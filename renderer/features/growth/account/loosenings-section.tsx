import type { ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { ruleText } from '../words/rule-words.ts';
import type { AccountPart } from './account-part.ts';

/** Caps that a supervisor raised for a while: which, to what, why, until when. */
export function LooseningsSection({ detail: { loosenings, now } }: AccountPart): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const inForce = loosenings.filter(({ untilAt }) => untilAt > now);
  if (inForce.length === 0) return null;
  return (
    <section className="section-card" data-section="loosenings">
      <h2>{text('growth.loosenings')}</h2>
      <ul className="growth-entries">
        {inForce.map(({ path, value, reason, supervisor, startsAt, untilAt }) => (
          <li key={`${path} ${startsAt}`}>
            <span>
              <strong title={path}>{ruleText(texts, path)}</strong>{' '}
              <Badge tone="special">{text('growth.loosened-to', { value })}</Badge>
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
