import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { hostName } from './host-name.ts';

/** The name of a host by its id; a host that was removed keeps its id for a name. */
export function useHostName(hostId: string | null): string {
  const texts = useTexts();
  const host = useLive(({ hosts }) => (hostId === null ? null : (hosts.get(hostId) ?? null)));
  return host === null ? (hostId ?? '') : hostName(host, texts);
}
