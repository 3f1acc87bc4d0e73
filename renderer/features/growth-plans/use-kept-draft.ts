import { useEffect } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { keepDraft, type KeptDraft } from './model/draft-memory.ts';
import type { PlanDraft } from './model/plan-draft.ts';

const pauseMs = 600;

/** Keeps what is not saved: after a moment without typing, and when the window goes. */
export function useKeptDraft(draft: PlanDraft, from: KeptDraft['from'], revision: number): void {
  const { clock } = useConsole();
  const { templateId, version } = from;
  useEffect(() => {
    if (revision === 0) return;
    const keep = (): void => {
      const kept = { from: { templateId, version }, text: draft.text, at: clock.read().trueNow };
      keepDraft(window.localStorage, draft.isChanged ? kept : null);
    };
    const timer = window.setTimeout(keep, pauseMs);
    window.addEventListener('pagehide', keep);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [clock, draft, templateId, version, revision]);
}
