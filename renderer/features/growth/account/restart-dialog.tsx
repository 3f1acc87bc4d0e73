import { reOnboardingEvents } from '@contract/plan-ids.ts';
import type { ProcedureInput } from '@contract/procedures.ts';
import { Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import type { AccountPart } from './account-part.ts';
import { RestartOutlook } from './restart-outlook.tsx';

type Event = ProcedureInput<'accounts.restart'>['event'];

/** Which unblocking it is, the first, second or third, its history says. */
const events: readonly Event[] = ['unblock', ...reOnboardingEvents.filter((event) => !event.endsWith('-unblock'))];

interface RestartDialogProps {
  readonly part: AccountPart;
  readonly onClose: () => void;
}

/** Something happened after which the account begins anew, as its plan says. */
export function RestartDialog({ part, onClose }: RestartDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const [event, setEvent] = useState<Event | null>(null);
  const { isRunning, fault, submit } = useFormAct<Event>(
    (chosen) => acts.run('accounts.restart', { accountId, event: chosen }),
    () => {
      part.onChanged();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={480}
      title={text('growth.restart')}
      okText={text('growth.restart-confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, danger: true, disabled: event === null }}
      onOk={() => event !== null && submit(event)}
      onCancel={onClose}
    >
      <p className="text-second">{text('growth.restart-text')}</p>
      <Radio.Group
        className="growth-events"
        value={event}
        options={events.map((value) => ({ value, label: text(`growth.event.${value}`) }))}
        onChange={({ target }) => setEvent(events.find((value) => value === target.value) ?? null)}
      />
      {event !== null && <RestartOutlook accountId={accountId} event={event} />}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
