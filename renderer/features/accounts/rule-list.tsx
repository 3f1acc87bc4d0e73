import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

const rules = ['restrict', 'penalty', 'no-permit', 'members', 'decide'] as const;

/** What the platforms say about automation, in plain words. */
export function RuleList(): ReactNode {
  const { text } = useTexts();
  return (
    <ul className="rules-list">
      {rules.map((rule) => (
        <li key={rule}>{text(`rules.${rule}`)}</li>
      ))}
    </ul>
  );
}
