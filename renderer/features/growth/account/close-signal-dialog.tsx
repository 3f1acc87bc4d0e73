import type { AccountDetail } from '@contract/account-plans.ts';
import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { SupervisorOnly } from '../supervisor-only.tsx';
import type { AccountPart } from './account-part.ts';
import { isSuspending, needsOf, wordLacks } from './closing-signals.ts';

const causeMaxLength = 300;

interface CloseSignalDialogProps {
  readonly part: AccountPart;
  readonly signal: AccountDetail['signals'][number];
  readonly onClose: () => void;
}

/** A person's word that what the signal asks for was seen to; its time runs on all the same. */
export function CloseSignalDialog({ part, signal, onClose }: CloseSignalDialogProps): ReactNode {
  const { text, lookUp } = useTexts();
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const { signalId, signalRowId } = signal;
  const [cause, setCause] = useState('');
  const needs = needsOf(signal, part.detail.limits);
  const { supervision } = part;
  // Nobody is chosen yet: closing it asks who it is, and what then lacks is asked for again.
  const isSupervisor = supervision.operatorName === null || supervision.isSupervisor;
  const isSuspended = isSuspending(signal, part.detail.limits);
  const lacks = wordLacks(needs, { isSupervisor, cause }, isSuspended);
  const { isRunning, fault, submit } = useFormAct<string>(
    (given) => acts.run('accounts.closeSignal', { accountId, signalRowId, cause: given === '' ? null : given }),
    () => {
      part.onChanged();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={480}
      title={text('growth.close-signal-title', { signal: text(`growth.signal.${signalId}`) })}
      okText={text('growth.close-signal')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: lacks.supervisor || lacks.cause }}
      onOk={() => submit(cause.trim())}
      onCancel={onClose}
    >
      <p>{text('growth.close-signal-text')}</p>
      {isSuspended && <p className="tone-warn">{text('growth.close-suspended')}</p>}
      {needs.length > 0 && (
        <ul className="reason-list">
          {needs.map((need) => (
            <li key={need}>{lookUp(`growth.recover.${need}`) ?? need}</li>
          ))}
        </ul>
      )}
      {(isSuspended || needs.includes('supervisor')) && (
        <SupervisorOnly supervision={supervision}>
          {(isPermitted) =>
            isPermitted ? null : <span className="tone-warn">{text('growth.close-needs-supervisor')}</span>
          }
        </SupervisorOnly>
      )}
      <Input
        value={cause}
        maxLength={causeMaxLength}
        placeholder={text('growth.close-cause')}
        aria-label={text('growth.close-cause')}
        onChange={({ target }) => setCause(target.value)}
      />
      {lacks.cause && <p className="text-second">{text('growth.close-needs-cause')}</p>}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
