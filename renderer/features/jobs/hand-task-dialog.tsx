import { handTaskMaxLength, jobTitleMaxLength } from '@contract/jobs.ts';
import { Button, Input, Modal, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { phoneName } from '../devices/phone-names.ts';

const openWindow = { startAt: null, endAt: null };

/** Plans what a person does phone by phone; phones that are chosen in the list are chosen here already. */
export function HandTaskDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts, ui, selection } = useConsole();
  const [title, setTitle] = useState('');
  const [instruction, setInstruction] = useState('');
  const [phoneIds, setPhoneIds] = useState<readonly string[]>(() => [...selection.getState().selectedIds]);
  const isComplete = title.trim() !== '' && instruction.trim() !== '' && phoneIds.length > 0;
  const { isRunning, fault, submit } = useFormAct<null>(async () => {
    const payload = { phoneIds: [...phoneIds], instruction };
    const planned = await acts.run('jobs.plan', { kind: 'by-hand', title, payload, window: openWindow });
    if (planned.ok) ui.setState({ openJobId: planned.value.jobId, openItemId: null });
    return planned;
  }, onClose);
  return (
    <Modal
      open
      width={560}
      title={text('jobs.hand-title')}
      okText={text('jobs.hand-plan')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: !isComplete, loading: isRunning, title: isComplete ? '' : text('jobs.hand-missing') }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('jobs.hand-text')}</p>
      <label className="stacked job-field">
        <span>{text('jobs.hand-name')}</span>
        <Input
          autoFocus
          value={title}
          maxLength={jobTitleMaxLength}
          placeholder={text('jobs.hand-name-placeholder')}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <label className="stacked job-field">
        <span>{text('jobs.hand-steps')}</span>
        <Input.TextArea
          rows={4}
          value={instruction}
          maxLength={handTaskMaxLength}
          onChange={(event) => setInstruction(event.target.value)}
        />
      </label>
      <PhoneChoice phoneIds={phoneIds} onChoose={setPhoneIds} />
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

interface PhoneChoiceProps {
  readonly phoneIds: readonly string[];
  readonly onChoose: (phoneIds: readonly string[]) => void;
}

function PhoneChoice({ phoneIds, onChoose }: PhoneChoiceProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const phones = useLive(useShallow((state) => [...state.phones.values()]));
  const options = useMemo(
    () =>
      phones
        .toSorted((left, right) => (left.number ?? Infinity) - (right.number ?? Infinity))
        .map((phone) => ({ value: phone.phoneId, label: phoneName(phone, texts) })),
    [phones, texts],
  );
  const online = phones.filter(({ state }) => state === 'ready' || state === 'busy').map(({ phoneId }) => phoneId);
  return (
    <div className="stacked job-field">
      <span>{text('jobs.hand-phones')}</span>
      <Select
        mode="multiple"
        value={[...phoneIds]}
        options={options}
        optionFilterProp="label"
        maxTagCount="responsive"
        placeholder={text('jobs.hand-phones-placeholder')}
        aria-label={text('jobs.hand-phones')}
        onChange={(chosen: string[]) => onChoose(chosen)}
      />
      <Button size="small" data-act="all-online" onClick={() => onChoose(online)}>
        {text('jobs.hand-all')}
      </Button>
    </div>
  );
}
