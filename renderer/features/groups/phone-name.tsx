import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';

/** A phone as operators call it. */
export function PhoneName({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(phoneId);
  return <span>{phone === null ? texts.text('phone.removed') : phoneName(phone, texts)}</span>;
}
