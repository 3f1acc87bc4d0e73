import { listNameMaxLength, listNoteMaxLength, type PeopleList } from '@contract/people-lists.ts';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { InputRef } from 'antd';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

interface AddPersonProps {
  readonly list: PeopleList;
  readonly onAdded: () => void;
}

/** One name after the other: Enter adds it and waits for the next. What was typed stays where it was refused. */
export function AddPerson({ list, onAdded }: AddPersonProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const nameField = useRef<InputRef>(null);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const { isRunning, fault, submit } = useFormAct<null>(
    () => acts.run('lists.add', { list, name: name.trim(), note: note.trim() }),
    () => {
      setName('');
      setNote('');
      nameField.current?.focus();
      onAdded();
    },
  );
  const add = (): void => {
    if (name.trim() !== '') submit(null);
  };
  return (
    <div className="stacked people-add">
      <div className="people-bar">
        <Input
          ref={nameField}
          value={name}
          maxLength={listNameMaxLength}
          placeholder={text('lists.person')}
          aria-label={text('lists.person')}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={add}
        />
        <Input
          value={note}
          maxLength={listNoteMaxLength}
          placeholder={text('lists.note-optional')}
          aria-label={text('lists.note')}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={add}
        />
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={name.trim() === ''}
          loading={isRunning}
          data-act="add-person"
          onClick={add}
        >
          {text('lists.add')}
        </Button>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </div>
  );
}
