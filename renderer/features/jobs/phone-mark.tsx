import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { StateIcon } from '../../ui/state-icon.tsx';
import { phoneName } from '../devices/phone-names.ts';

/** A phone by number and name, with how it is now; a click shows it. */
export function PhoneMark({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const { ui, selection } = useConsole();
  const phone = usePhone(phoneId);
  if (phone === null) return <span className="text-third">{texts.text('phone.removed')}</span>;
  const name = phoneName(phone, texts);
  const open = (): void => {
    selection.setState({ cursorId: phoneId });
    ui.setState({ page: 'devices', openPhoneId: phoneId, drawerTab: 'overview' });
  };
  return (
    <button type="button" tabIndex={-1} className="link-button job-phone" title={name} onClick={open}>
      <StateIcon state={phone.state} /> {name}
    </button>
  );
}
