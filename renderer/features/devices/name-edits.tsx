import { labelMaxLength, type Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { InlineEdit } from '../../ui/inline-edit.tsx';
import { usePhoneEdits } from './use-phone-edits.ts';

interface NameEditProps {
  readonly phone: Phone;
}

const numberMaxLength = 4;

/** The number on the phone's sticker while it is edited in place, in the list or in the drawer. */
export function NumberEdit({ phone }: NameEditProps): ReactNode {
  const { text } = useTexts();
  const { setNumber, stop } = usePhoneEdits(phone.phoneId);
  return (
    <InlineEdit
      value={phone.number === null ? '' : String(phone.number)}
      label={text('edit.number')}
      maxLength={numberMaxLength}
      inputMode="numeric"
      onSave={setNumber}
      onCancel={stop}
    />
  );
}

/** The label while it is edited in place. */
export function LabelEdit({ phone }: NameEditProps): ReactNode {
  const { text } = useTexts();
  const { setLabel, stop } = usePhoneEdits(phone.phoneId);
  return (
    <InlineEdit
      value={phone.label}
      label={text('edit.label')}
      maxLength={labelMaxLength}
      onSave={setLabel}
      onCancel={stop}
    />
  );
}
