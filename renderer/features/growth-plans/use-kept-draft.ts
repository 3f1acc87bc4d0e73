import { useEffect } from 'react';
import { keepDraft, type KeptDraft } from './model/draft-memory.ts';
import type { PlanDraft } from './model/plan-draft.ts';

const pauseMs = 600;

/** Keeps what is not saved: after a moment without typing, and when the window goes. */
export function useKeptDraft(draft: PlanDraft, from: KeptDraft['from'], revision: number): void {
  const { templateId, version } = from;
  useEffect(() => {
    if (revision === 0) return;
    const keep = (): void => {
      const kept = { from: { templateId, version }, text: draft.text, at: Date.now() };
      keepDraft(window.localStorage, draft.isChanged ? kept : null);
    };
    const timer = window.setTimeout(keep, pauseMs);
    window.addEventListener('pagehide', keep);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [draft, templateId, version, revision]);
}
