import type { Fault } from '@contract/outcome.ts';
import type { Settings } from '@contract/settings.ts';
import { useState } from 'react';
import { useConsole, useLive } from '../../stores/use-console.ts';

export interface SettingsEditor {
  readonly settings: Settings;
  /** Why the last change was not kept; null once one was. */
  readonly fault: Fault | null;
  readonly save: (patch: Partial<Settings>) => Promise<boolean>;
}

/** The settings as they are, and the way to change them. */
export function useSettings(): SettingsEditor {
  const { acts, announcements } = useConsole();
  const settings = useLive((state) => state.settings);
  const [fault, setFault] = useState<Fault | null>(null);
  return {
    settings,
    fault,
    async save(patch) {
      const answer = await acts.run('settings.update', { patch });
      setFault(answer.ok ? null : answer.error);
      if (answer.ok) announcements.publish({ kind: 'settings-saved' });
      return answer.ok;
    },
  };
}
