import { UploadOutlined } from '@ant-design/icons';
import type { GroupRow } from '@contract/group-book.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { isPutAway } from '../../../stores/acts.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { badRowsWords } from './name-table-words.ts';
import { withGroups } from './rename-draft.ts';

interface NameTableProps {
  readonly groups: readonly GroupRow[];
  readonly onRead: (names: Record<string, string>) => void;
}

type ReadNames = ProcedureOutput<'groups.readNames'>;

/** New names from a spreadsheet: the groups go out with their names, and come back with a column of new ones. */
export function NameTable({ groups, onRead }: NameTableProps): ReactNode {
  const { text } = useTexts();
  const { client, acts, announcements } = useConsole();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadNames | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  /** The file of a fault whose own words do not name it. */
  const [failedFile, setFailedFile] = useState('');
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const answer = await client.ask('groups.readNames', {
      fileName: file.name,
      content: toBase64(new Uint8Array(await file.arrayBuffer())),
    });
    setFault(answer.ok ? null : answer.error);
    setFailedFile(answer.ok || answer.error.detail?.['file'] !== undefined ? '' : file.name);
    setRead(answer.ok ? answer.value : null);
    // With rows that cannot be used nothing is taken before somebody has seen which.
    onRead(answer.ok && answer.value.problems.length === 0 ? answer.value.names : {});
  };
  const exportNames = async (): Promise<void> => {
    const order = { format: 'xlsx', purpose: text('groups.job.rename'), path: null } as const;
    const groupIds = groups.map(({ groupId }) => groupId);
    setFailedFile('');
    const answer = await acts.run('groups.exportNames', { ...order, groupIds });
    if (!answer.ok) setFault(isPutAway(answer.error) ? null : answer.error);
    else if (answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
  };
  return (
    <>
      <div className="act-buttons">
        <Button onClick={() => void exportNames()}>{text('groups.table-out')}</Button>
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {text('groups.table-in')}
        </Button>
        <input
          ref={input}
          hidden
          type="file"
          accept=".csv,.xlsx"
          data-file="names"
          onChange={(event) => {
            void readFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {read !== null && read.problems.length === 0 && (
          <span className="text-second">
            {text('groups.table-read', { file: read.file, count: Object.keys(read.names).length })}
          </span>
        )}
      </div>
      {fault !== null && (
        <div>
          {failedFile !== '' && <p className="text-second">{failedFile}</p>}
          <FaultNotice fault={fault} />
        </div>
      )}
      {read !== null && <OutOfScope names={read.names} groups={groups} />}
      {read !== null && read.problems.length > 0 && <BadRows read={read} onTakeGood={() => onRead(read.names)} />}
    </>
  );
}

interface OutOfScopeProps {
  readonly names: Readonly<Record<string, string>>;
  readonly groups: readonly GroupRow[];
}

/** Groups that the table names and that were not chosen are left alone, unless the operator takes them in. */
function OutOfScope({ names, groups }: OutOfScopeProps): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const chosen = new Set(groups.map(({ groupId }) => groupId));
  const others = Object.keys(names).filter((groupId) => !chosen.has(groupId));
  if (others.length === 0) return null;
  const takeIn = (): void =>
    ui.setState(({ rename }) => (rename === null ? {} : { rename: withGroups(rename, others) }));
  return (
    <Notice
      tone="info"
      title={text('rename.table-others', { count: others.length })}
      actions={<Button onClick={takeIn}>{text('rename.table-take-others', { count: others.length })}</Button>}
    />
  );
}

const shownProblems = 20;

interface BadRowsProps {
  readonly read: ReadNames;
  readonly onTakeGood: () => void;
}

/** Which rows cannot be used and what to do about each; the others wait for a yes. */
function BadRows({ read, onTakeGood }: BadRowsProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { title, rows } = badRowsWords(texts, read);
  const good = Object.keys(read.names).length;
  return (
    <Notice
      tone="bad"
      title={title}
      actions={good > 0 && <Button onClick={onTakeGood}>{text('groups.table-good-only', { count: good })}</Button>}
    >
      <ul className="plain-list">
        {rows.slice(0, shownProblems).map(({ line, words }) => (
          <li key={line}>{words}</li>
        ))}
      </ul>
      {rows.length > shownProblems && (
        <p>{text('groups.table-problems-more', { count: rows.length - shownProblems })}</p>
      )}
    </Notice>
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
