import { UploadOutlined } from '@ant-design/icons';
import { listFileMaxBytes, type ListSource, type PeopleList } from '@contract/people-lists.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button, Input, Segmented } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

interface SourceChoiceProps {
  readonly list: PeopleList;
  /** Null: nothing to read yet. */
  readonly onChange: (source: ListSource | null) => void;
  readonly onUnread: (fault: Fault) => void;
}

/** Where the names come from: typed or pasted lines, or a file. */
export function SourceChoice(props: SourceChoiceProps): ReactNode {
  const { text } = useTexts();
  const [kind, setKind] = useState<'text' | 'file'>('text');
  return (
    <>
      <Segmented<'text' | 'file'>
        aria-label={text('lists.source')}
        value={kind}
        options={[
          { value: 'text', label: text('lists.source.text') },
          { value: 'file', label: text('lists.source.file') },
        ]}
        onChange={(chosen) => {
          setKind(chosen);
          props.onChange(null);
        }}
      />
      <p className="text-second people-source">{text(`lists.source-text.${kind}`)}</p>
      {kind === 'text' ? <PastedLines {...props} /> : <ChosenFile {...props} />}
    </>
  );
}

/** After the last key: a preview asks the console. */
const pauseMs = 300;

function PastedLines({ list, onChange }: SourceChoiceProps): ReactNode {
  const { text } = useTexts();
  const [lines, setLines] = useState('');
  const waiting = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const type = (typed: string): void => {
    setLines(typed);
    window.clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => {
      onChange(typed.trim() === '' ? null : { kind: 'text', list, text: typed });
    }, pauseMs);
  };
  return (
    <Input.TextArea
      autoFocus
      rows={6}
      maxLength={100_000}
      value={lines}
      aria-label={text('lists.source.text')}
      onChange={(event) => type(event.target.value)}
    />
  );
}

function ChosenFile({ list, onChange, onUnread }: SourceChoiceProps): ReactNode {
  const { text } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setName(file.name);
    onChange(null);
    if (file.size > listFileMaxBytes) return onUnread(tooBig);
    const bytes = new Uint8Array(await file.arrayBuffer());
    onChange({ kind: 'file', list, content: toBase64(bytes) });
  };
  return (
    <div className="file-choice">
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {text('labels.choose-file')}
      </Button>
      <span className="text-second">{name ?? text('labels.no-file')}</span>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        data-file="people"
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

const tooBig: Fault = {
  code: 'csv-unreadable',
  message: 'the file is too big',
  detail: { rule: 'too-big', limitKb: listFileMaxBytes / 1_000 },
};

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
