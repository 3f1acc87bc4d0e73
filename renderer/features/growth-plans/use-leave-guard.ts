import { useCallback, useEffect, useRef, useState } from 'react';
import type { UiState } from '../../stores/ui-store.ts';
import { useConsole } from '../../stores/use-console.ts';

type Place = Pick<UiState, 'page' | 'growthTab'>;

/** Where somebody wanted to go while something is not saved; null: nowhere. */
export interface LeaveGuard {
  readonly wanted: Place | null;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Holds a change of page or tab while `isChanged` says so, so that somebody can be asked first. */
export function useLeaveGuard(isChanged: () => boolean): LeaveGuard {
  const { ui } = useConsole();
  const [wanted, setWanted] = useState<Place | null>(null);
  const isFree = useRef(false);
  useEffect(() => {
    return ui.subscribe((state, before) => {
      const isSame = state.page === before.page && state.growthTab === before.growthTab;
      if (isSame || isFree.current || !isChanged()) return;
      isFree.current = true;
      ui.setState({ page: before.page, growthTab: before.growthTab });
      isFree.current = false;
      setWanted({ page: state.page, growthTab: state.growthTab });
    });
  }, [ui, isChanged]);
  const stay = useCallback(() => setWanted(null), []);
  const leave = useCallback(() => {
    isFree.current = true;
    if (wanted !== null) ui.setState(wanted);
    isFree.current = false;
    setWanted(null);
  }, [ui, wanted]);
  return { wanted, stay, leave };
}
