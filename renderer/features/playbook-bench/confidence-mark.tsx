import type { StepConfidence } from '@contract/automation.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';

const tones = { A: 'good', B: 'info', C: 'quiet', V: 'warn' } as const;

/** How far a step's source is to be trusted: its letter, and in words on hover. */
export function ConfidenceMark({ confidence }: { readonly confidence: StepConfidence }): ReactNode {
  const { text } = useTexts();
  return (
    <Badge tone={tones[confidence]} title={text(`bench.confidence.${confidence}`)}>
      {confidence}
    </Badge>
  );
}
