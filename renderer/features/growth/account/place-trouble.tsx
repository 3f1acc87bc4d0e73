import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import type { AccountPart } from './account-part.ts';
import { PlaceButton } from './place-button.tsx';

/** The account came up where nobody said that it is: one click confirms it, or another account or phone is entered. */
export function PlaceTrouble({ detail, onChanged }: AccountPart): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { account, card } = detail;
  const { accountId, phoneId } = account;
  const { isRunning, fault, submit } = useFormAct<string>(
    (onPhoneId) =>
      acts.run('accounts.declare', {
        phoneId: onPhoneId,
        account: { kind: 'known', accountId },
        nickname: null,
        messengerId: null,
      }),
    onChanged,
  );
  if (card.placeTrouble === null) return null;
  return (
    <Notice
      tone="bad"
      title={text(`growth.place.${card.placeTrouble}`)}
      actions={
        <div className="act-buttons">
          {phoneId !== null && (
            <Button data-act="confirm-place" loading={isRunning} onClick={() => submit(phoneId)}>
              {text('growth.place-confirm')}
            </Button>
          )}
          <PlaceButton account={account} onDone={onChanged} />
        </div>
      }
    >
      {text(`growth.place.${card.placeTrouble}-text`)}
      {fault !== null && <FaultNotice fault={fault} />}
    </Notice>
  );
}
