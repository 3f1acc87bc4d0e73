import { UploadOutlined } from '@ant-design/icons';
import { labelEncodings, labelFileMaxBytes, type LabelEncoding, type LabelPlan } from '@contract/bulk-labels.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button, Checkbox, Modal, Segmented } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { PlanTable } from './plan-table.tsx';

interface Preview {
  readonly content: string;
  readonly encoding: LabelEncoding;
  readonly plan: LabelPlan;
}

interface ChosenFile {
  readonly name: string;
  readonly content: string;
}

/** Reads a spreadsheet, shows what it would change row by row, and changes it in one step. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [onlyGoodRows, setOnlyGoodRows] = useState(false);
  const { isRunning, fault, submit } = useFormAct<Preview>(async ({ content, encoding, plan }) => {
    const { fingerprint } = plan;
    const answer = await acts.run('labels.apply', { content, encoding, fingerprint, onlyGoodRows });
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
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [encoding, setEncoding] = useState<LabelEncoding>('auto');
  const [fault, setFault] = useState<Fault | null>(null);
  const preview = async ({ content }: ChosenFile, as: LabelEncoding): Promise<void> => {
    const answer = await client.ask('labels.preview', { content, encoding: as });
    setFault(answer.ok ? null : answer.error);
    onRead(answer.ok ? { content, encoding: as, plan: answer.value } : null);
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const { name } = chosen;
    if (chosen.size > labelFileMaxBytes) {
      setFile({ name, content: '' });
      setFault(tooBig);
      return onRead(null);
    }
    const read = { name, content: toBase64(new Uint8Array(await chosen.arrayBuffer())) };
    setFile(read);
    await preview(read, encoding);
  };
  const readAs = (as: LabelEncoding): void => {
    setEncoding(as);
    if (file !== null && file.content !== '') void preview(file, as);
  };
  return (
    <>
      <div className="file-choice">
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {text('labels.choose-file')}
        </Button>
        <span className="text-second">{file?.name ?? text('labels.no-file')}</span>
        <span className="toolbar-gap" />
        <Segmented<LabelEncoding>
          value={encoding}
          options={labelEncodings.map((value) => ({
            value,
            label: text(value === 'auto' ? 'labels.read-as.auto' : `labels.encoding.${value}`),
          }))}
          aria-label={text('labels.read-as')}
          title={text('labels.read-as-hint')}
          onChange={readAs}
        />
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          data-file="labels"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}

const tooBig: Fault = {
  code: 'csv-unreadable',
  message: 'the file is too big',
  detail: { rule: 'too-big', limitKb: labelFileMaxBytes / 1_000 },
};

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
