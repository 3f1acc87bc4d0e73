import { useCallback, useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { keepDraft, type KeptDraft } from './model/draft-memory.ts';
import type { PlanDraft } from './model/plan-draft.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

/** How an editor is left: at once, or after somebody said what becomes of the changes. */
export interface Leaving {
  readonly isAsked: boolean;
  /** Leaves; asks first where something is not saved. */
  readonly ask: () => void;
  readonly stay: () => void;
  /** `isKept`: the changes stay as a draft. */
  readonly leave: (isKept: boolean) => void;
}

export function useLeaving(draft: PlanDraft, from: KeptDraft['from'], onClose: () => void): Leaving {
  const { clock } = useConsole();
  const [isClosing, setClosing] = useState(false);
  const isChanged = useCallback(() => draft.isChanged, [draft]);
  const guard = useLeaveGuard(isChanged);
  const leave = (isKept: boolean): void => {
    keepDraft(window.localStorage, isKept ? { from, text: draft.text, at: clock.read().trueNow } : null);
    if (guard.wanted === null) onClose();
    else guard.leave();
  };
  return {
    isAsked: isClosing || guard.wanted !== null,
    ask: () => (draft.isChanged ? setClosing(true) : leave(false)),
    stay: () => {
      setClosing(false);
      guard.stay();
    },
    leave,
  };
}
