import { useContext, createContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useConsole } from '../../stores/use-console.ts';
import { BenchDesk, type BenchView } from './bench-desk.ts';

export const BenchContext = createContext<BenchDesk | null>(null);

/** The bench for as long as its page is shown; the phone stays on it when the page is left. */
export function useOwnBench(): BenchDesk {
  const { client, acts } = useConsole();
  const [desk] = useState(() => new BenchDesk({ client, acts, after: afterTimeout, isHidden: () => document.hidden }));
  useEffect(() => {
    desk.start();
    return () => desk.dispose();
  }, [desk]);
  return desk;
}

export function useBenchDesk(): BenchDesk {
  const desk = useContext(BenchContext);
  if (desk === null) throw new Error('useBenchDesk is called outside BenchContext');
  return desk;
}

export function useBench<T>(selector: (view: BenchView) => T): T {
  return useStore(useBenchDesk().store, selector);
}

function afterTimeout(delayMs: number, task: () => void): () => void {
  const timer = window.setTimeout(task, delayMs);
  return () => window.clearTimeout(timer);
}
