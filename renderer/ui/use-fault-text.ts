import type { Fault } from '@contract/outcome.ts';
import { useCallback } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useTrueMinute } from '../stores/use-console.ts';
import { faultText, type FaultText } from './fault-text.ts';

/** What the operator reads for a fault, by the desk's day. */
export function useFaultText(): (fault: Fault) => FaultText {
  const texts = useTexts();
  const now = useTrueMinute();
  return useCallback((fault) => faultText(texts, fault, now), [texts, now]);
}
