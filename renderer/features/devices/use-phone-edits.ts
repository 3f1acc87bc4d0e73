import { fail } from '@contract/outcome.ts';
import { useMemo } from 'react';
import { useConsole } from '../../stores/use-console.ts';

export interface PhoneEdits {
  readonly setLabel: (label: string) => void;
  /** An empty text takes the number away; anything else than digits is refused. */
  readonly setNumber: (text: string) => void;
  readonly setTags: (tags: readonly string[]) => void;
  readonly setNote: (note: string) => Promise<boolean>;
  /** Leaves the edited cell as it was. */
  readonly stop: () => void;
}

/** What can be written about one phone. A cell closes at once; a refusal is announced, and the old text stays. */
export function usePhoneEdits(phoneId: string): PhoneEdits {
  const { acts, announcements, ui } = useConsole();
  return useMemo(() => {
    const stop = (): void => ui.setState({ edited: null });
    const save = (act: Promise<boolean>): void => {
      stop();
      void act;
    };
    return {
      stop,
      setLabel: (label) => save(acts.perform('phones.setLabel', { phoneId, label })),
      setNumber: (text) => {
        if (/^\d*$/u.test(text)) {
          return save(acts.perform('phones.setNumber', { phoneId, number: text === '' ? null : Number(text) }));
        }
        stop();
        announcements.publish({ kind: 'fault', fault: fail('invalid-input', 'a number has digits only').error });
      },
      setTags: (tags) => save(acts.perform('phones.setTags', { phoneId, tags: [...tags] })),
      setNote: (note) => acts.perform('phones.setNote', { phoneId, note }),
    };
  }, [acts, announcements, ui, phoneId]);
}
