import { tickWordsMaxLength } from '@contract/account-plans.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';

interface UntickFormProps {
  readonly isRunning: boolean;
  readonly onGive: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Why a tick of a stage that was left is taken back: nothing goes on without it. */
export function UntickForm({ isRunning, onGive, onCancel }: UntickFormProps): ReactNode {
  const { text } = useTexts();
  const [reason, setReason] = useState('');
  const isComplete = reason.trim() !== '';
  const give = (): void => {
    if (isComplete) onGive(reason.trim());
  };
  return (
    <span className="growth-proof">
      <Input
        autoFocus
        size="small"
        value={reason}
        maxLength={tickWordsMaxLength}
        placeholder={text('growth.untick-reason')}
        aria-label={text('growth.untick-reason')}
        onChange={({ target }) => setReason(target.value)}
        onPressEnter={give}
      />
      <Button size="small" type="primary" loading={isRunning} disabled={!isComplete} onClick={give}>
        {text('growth.untick')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {text('act.cancel')}
      </Button>
    </span>
  );
}
