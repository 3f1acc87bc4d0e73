import { useEffect, useRef, useState } from 'react';

/** The value, changed at most once in `everyMs`; the last change always arrives. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const changedMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, changedMs.current + everyMs - performance.now());
    const timer = window.setTimeout(() => {
      changedMs.current = performance.now();
      setShown(value);
    }, waitMs);
    return () => window.clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
}
