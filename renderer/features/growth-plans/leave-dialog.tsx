import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

interface LeaveDialogProps {
  readonly onStay: () => void;
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

/** Asked before somebody leaves a plan that is not saved. */
export function LeaveDialog({ onStay, onKeep, onDrop }: LeaveDialogProps): ReactNode {
  const { text } = useTexts();
  return (
    <Modal
      open
      width={480}
      title={text('plans.leave-title')}
      onCancel={onStay}
      footer={[
        <Button key="drop" danger data-act="leave-drop" onClick={onDrop}>
          {text('plans.leave-drop')}
        </Button>,
        <Button key="keep" data-act="leave-keep" onClick={onKeep}>
          {text('plans.leave-keep')}
        </Button>,
        <Button key="stay" type="primary" data-act="leave-stay" onClick={onStay}>
          {text('plans.leave-stay')}
        </Button>,
      ]}
    >
      <p>{text('plans.leave-text')}</p>
    </Modal>
  );
}
