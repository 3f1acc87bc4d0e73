import { useMemo } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import type { NameBook } from './fault-look.ts';

/** Names of phones, hosts and hubs as they are now. */
export function useNameBook(): NameBook {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  const hosts = useLive((state) => state.hosts);
  const hubs = useLive((state) => state.deskMap.hubs);
  return useMemo(() => ({ texts, phones, hosts, hubs }), [texts, phones, hosts, hubs]);
}
