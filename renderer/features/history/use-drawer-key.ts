import { useEffect } from 'react';
import { useConsole } from '../../stores/use-console.ts';

/** Escape closes the phone that is open beside the page. */
export function useDrawerKey(): void {
  const { ui } = useConsole();
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) ui.setState({ openPhoneId: null });
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [ui]);
}
