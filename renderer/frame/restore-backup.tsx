import type { Fault } from '@contract/outcome.ts';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { fullTimeText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole } from '../stores/use-console.ts';
import { FaultNotice } from '../ui/fault-notice.tsx';
import { useFormAct } from '../ui/use-form-act.ts';

/** The cure for a damaged database: the newest backup, or an empty start where there is none, after one yes. */
export function RestoreBackup({ fault: { detail } }: { readonly fault: Fault }): ReactNode {
  const { text, language } = useTexts();
  const [isAsked, setIsAsked] = useState(false);
  const newestBackupAt = detail?.['newestBackupAt'];
  const kind = typeof detail?.['newestBackup'] === 'string' ? 'newest' : 'empty';
  const time = typeof newestBackupAt === 'number' ? fullTimeText(language, newestBackupAt) : text('value.none');
  const { isRunning, fault, submit } = useFormAct(useRestore(), () => setIsAsked(false));
  return (
    <>
      <Button type="primary" onClick={() => setIsAsked(true)}>
        {text(`restore.${kind}`, { time })}
      </Button>
      <Modal
        open={isAsked}
        title={text(`restore.${kind}`, { time })}
        okText={text(`restore.${kind}-confirm`)}
        cancelText={text('act.cancel')}
        okButtonProps={{ danger: true }}
        confirmLoading={isRunning}
        onOk={() => submit(null)}
        onCancel={() => setIsAsked(false)}
      >
        <p>{text(`restore.${kind}-text`, { time })}</p>
        <p>{text('restore.kept')}</p>
        {fault !== null && <FaultNotice fault={fault} />}
      </Modal>
    </>
  );
}

/** Restores, and looks at once how the console stands then; what was done stays to be read in `RestoredNotice`. */
function useRestore() {
  const { client, feed, ui } = useConsole();
  return async () => {
    const outcome = await client.ask('console.restoreBackup', { isConfirmed: true });
    if (outcome.ok) ui.setState({ restored: outcome.value });
    void feed.refresh();
    return outcome;
  };
}
