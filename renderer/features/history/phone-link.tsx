import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { phoneName } from '../devices/phone-names.ts';

/** A phone by its name; opens its history. One that is not shown now has no page to open. */
export function PhoneLink({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const phone = usePhone(phoneId);
  if (phone === null) return <span className="text-third">{texts.text('history.hidden-phone')}</span>;
  return (
    <Button
      type="link"
      size="small"
      className="phone-link"
      onClick={() => ui.setState({ openPhoneId: phoneId, drawerTab: 'history' })}
    >
      {phoneName(phone, texts)}
    </Button>
  );
}
