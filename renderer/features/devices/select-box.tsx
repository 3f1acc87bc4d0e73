import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { phoneName } from './phone-names.ts';

interface SelectBoxProps {
  readonly phone: Phone;
  readonly isSelected: boolean;
}

/** Whether the phone is selected; the list answers the click, as one box a phone would be too many listeners. */
export function SelectBox({ phone, isSelected }: SelectBoxProps): ReactNode {
  const texts = useTexts();
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      checked={isSelected}
      data-select
      readOnly
      aria-label={texts.text('select.phone', { name: phoneName(phone, texts) })}
    />
  );
}
