import { scheduleKinds, scheduleTitleMaxLength, type ScheduleKindName } from '@contract/schedules.ts';
import { Button, Input, Modal, Popconfirm, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { draftOfNew, problemsOf, savedOf, type EditorDraft } from './editor-draft.ts';
import { MissedFields } from './missed-fields.tsx';
import { offerOf } from './offered-schedules.ts';
import { ProblemLine } from './problem-line.tsx';
import { TimeFields } from './time-fields.tsx';
import { ZoneField } from './zone-field.tsx';

interface ScheduleEditorProps {
  readonly initial: EditorDraft;
  readonly onClose: () => void;
}

/** A new schedule, or a change of one; what is wrong with it stands below the field that it is about. */
export function ScheduleEditor({ initial, onClose }: ScheduleEditorProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [draft, setDraft] = useState(initial);
  const [isTried, setTried] = useState(false);
  const problems = problemsOf(draft);
  const shown = isTried ? problems : [];
  const change = (part: Partial<EditorDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { isRunning, fault, submit } = useFormAct<EditorDraft>(
    (wanted) => acts.run('schedules.save', savedOf(wanted)),
    onClose,
  );
  const save = (): void => {
    setTried(true);
    if (problems.length === 0) submit(draft);
  };
  const isNew = draft.scheduleId === null;
  return (
    <Modal
      open
      width={560}
      title={text(isNew ? 'schedules.new' : 'schedules.edit-title')}
      okText={text(isNew ? 'schedules.save-on' : 'act.save')}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={save}
      onCancel={onClose}
    >
      <KindField draft={draft} onChange={setDraft} />
      <label className="stacked job-field">
        <span>{text('schedules.field.title')}</span>
        <Input
          autoFocus
          value={draft.title}
          maxLength={scheduleTitleMaxLength}
          data-field="title"
          onChange={(event) => change({ title: event.target.value })}
          onPressEnter={save}
        />
      </label>
      <ProblemLine problems={shown} among={['title-missing']} />
      <TimeFields draft={draft} problems={shown} onChange={change} />
      <MissedFields draft={draft} problems={shown} onChange={change} />
      <ZoneField timeZone={draft.timeZone} onChange={(timeZone) => change({ timeZone })} />
      {fault !== null && <FaultNotice fault={fault} />}
      {draft.scheduleId !== null && <RemoveButton scheduleId={draft.scheduleId} onDone={onClose} />}
    </Modal>
  );
}

interface KindFieldProps {
  readonly draft: EditorDraft;
  readonly onChange: (draft: EditorDraft) => void;
}

/** Another kind begins as it is offered, unless its name was written by hand. */
function KindField({ draft, onChange }: KindFieldProps): ReactNode {
  const { text } = useTexts();
  const isNamedByHand = draft.title.trim() !== '' && draft.title !== text(`schedules.kind.${draft.kind}`);
  const choose = (kind: ScheduleKindName): void => {
    const title = isNamedByHand ? draft.title : text(`schedules.kind.${kind}`);
    onChange({ ...draftOfNew(offerOf(kind), title), timeZone: draft.timeZone });
  };
  return (
    <div className="stacked job-field">
      <span>{text('schedules.field.kind')}</span>
      <Select<ScheduleKindName>
        value={draft.kind}
        disabled={draft.scheduleId !== null}
        options={scheduleKinds.map((value) => ({ value, label: text(`schedules.kind.${value}`) }))}
        aria-label={text('schedules.field.kind')}
        data-field="kind"
        onChange={choose}
      />
      <span className="text-second">{text(`schedules.about.${draft.kind}`)}</span>
    </div>
  );
}

interface RemoveButtonProps {
  readonly scheduleId: number;
  readonly onDone: () => void;
}

function RemoveButton({ scheduleId, onDone }: RemoveButtonProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const remove = async (): Promise<void> => {
    if (await acts.perform('schedules.remove', { scheduleId })) onDone();
  };
  return (
    <Popconfirm
      title={text('schedules.remove')}
      description={<div className="confirm-text">{text('schedules.remove-text')}</div>}
      okText={text('schedules.remove')}
      okButtonProps={{ danger: true }}
      cancelText={text('act.cancel')}
      onConfirm={() => void remove()}
    >
      <Button danger data-act="remove-schedule">
        {text('schedules.remove')}
      </Button>
    </Popconfirm>
  );
}
