import { UploadOutlined } from '@ant-design/icons';
import type { GroupRow } from '@contract/group-book.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface NameTableProps {
  readonly groups: readonly GroupRow[];
  readonly onRead: (names: Record<string, string>) => void;
}

type ReadNames = ProcedureOutput<'groups.readNames'>;

/** New names from a spreadsheet: the groups go out with their names, and come back with a column of new ones. */
export function NameTable({ groups, onRead }: NameTableProps): ReactNode {
  const { text } = useTexts();
  const { client, acts } = useConsole();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadNames | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const answer = await client.ask('groups.readNames', {
      content: toBase64(new Uint8Array(await file.arrayBuffer())),
    });
    setFault(answer.ok ? null : answer.error);
    setRead(answer.ok ? answer.value : null);
    onRead(answer.ok ? answer.value.names : {});
  };
  const exportNames = (): void =>
    void acts.perform('groups.exportNames', {
      groupIds: groups.map(({ groupId }) => groupId),
      format: 'xlsx',
      purpose: text('groups.job.rename'),
      path: null,
    });
  return (
    <>
      <div className="act-buttons">
        <Button onClick={exportNames}>{text('groups.table-out')}</Button>
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
        {read !== null && (
          <span className="text-second">{text('groups.table-read', { count: Object.keys(read.names).length })}</span>
        )}
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {read !== null && read.problems.length > 0 && (
        <Notice tone="bad" title={text('groups.table-problems', { count: read.problems.length })}>
          <ul className="plain-list">
            {read.problems.slice(0, 20).map(({ line, code, text: key }) => (
              <li key={line}>{text(`groups.table-problem.${code}`, { line, name: key })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
