import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';

/** The phones that list a group: the first by name, the others where the pointer rests. */
export function PhoneNames({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  const names = phoneIds.map((phoneId) => {
    const phone = phones.get(phoneId);
    return phone === undefined ? texts.text('phone.removed') : phoneName(phone, texts);
  });
  return (
    <span role="cell" title={names.join('\n')}>
      {names[0]}
      {names.length > 1 && <span className="text-third"> +{names.length - 1}</span>}
    </span>
  );
}
