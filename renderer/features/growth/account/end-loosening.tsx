import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import type { AccountPart } from './account-part.ts';

/** Ends a loosening before its time; anybody may. */
export function EndLoosening({
  part,
  looseningId,
}: {
  readonly part: AccountPart;
  readonly looseningId: number;
}): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const { isRunning, fault, submit } = useFormAct<null>(
    () => acts.run('accounts.endLoosening', { accountId, looseningId }),
    part.onChanged,
  );
  return (
    <>
      <Popconfirm
        title={text('growth.loosening-end-title')}
        okText={text('growth.loosening-end')}
        cancelText={text('act.cancel')}
        onConfirm={() => submit(null)}
      >
        <Button type="link" size="small" loading={isRunning} data-act="end-loosening">
          {text('growth.loosening-end')}
        </Button>
      </Popconfirm>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}
