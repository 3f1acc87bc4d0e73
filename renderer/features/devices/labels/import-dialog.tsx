import { UploadOutlined } from '@ant-design/icons';
import type { LabelPlan } from '@contract/bulk-labels.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button, Checkbox, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { PlanTable } from './plan-table.tsx';

interface Preview {
  readonly content: string;
  readonly plan: LabelPlan;
}

/** Reads a spreadsheet, shows what it would change row by row, and changes it in one step. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [onlyGoodRows, setOnlyGoodRows] = useState(false);
  const { isRunning, fault, submit } = useFormAct<Preview>(async ({ content, plan }) => {
    const answer = await acts.run('labels.apply', { content, fingerprint: plan.fingerprint, onlyGoodRows });
    if (answer.ok) announcements.publish({ kind: 'labels-applied', count: answer.value.changedCount });
    return answer;
  }, onClose);
  const plan = preview?.plan ?? null;
  const isReady = plan !== null && plan.changeCount > 0 && (plan.wrongCount === 0 || onlyGoodRows);
  return (
    <Modal
      open
      width={960}
      title={text('labels.import-title')}
      okText={text('labels.apply', { count: plan?.changeCount ?? 0 })}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: !isReady, loading: isRunning }}
      onOk={() => preview !== null && submit(preview)}
      onCancel={onClose}
    >
      <p className="text-second">{text('labels.import-text')}</p>
      <FileChoice onRead={setPreview} />
      {plan !== null && <PlanTable plan={plan} />}
      {plan !== null && plan.wrongCount > 0 && (
        <Checkbox checked={onlyGoodRows} onChange={(event) => setOnlyGoodRows(event.target.checked)}>
          {text('labels.only-good', { count: plan.wrongCount })}
        </Checkbox>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

function FileChoice({ onRead }: { readonly onRead: (preview: Preview | null) => void }): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setName(file.name);
    const content = toBase64(new Uint8Array(await file.arrayBuffer()));
    const answer = await client.ask('labels.preview', { content });
    setFault(answer.ok ? null : answer.error);
    onRead(answer.ok ? { content, plan: answer.value } : null);
  };
  return (
    <>
      <div className="file-choice">
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {text('labels.choose-file')}
        </Button>
        <span className="text-second">{name === '' ? text('labels.no-file') : name}</span>
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          data-file="labels"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
