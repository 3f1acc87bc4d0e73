import type { GroupRow } from '@contract/group-book.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

interface GroupFieldsProps {
  readonly group: GroupRow;
  readonly onSaved: () => void;
}

/** What the operator notes of a group: city and custodian stand in name templates. */
export function GroupFields({ group, onSaved }: GroupFieldsProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [fields, setFields] = useState({ city: group.city, custodian: group.custodian, note: group.note });
  const { isRunning, fault, submit } = useFormAct<typeof fields>(
    (values) => acts.run('groups.setFields', { groupId: group.groupId, ...values }),
    onSaved,
  );
  const isChanged = fields.city !== group.city || fields.custodian !== group.custodian || fields.note !== group.note;
  const field = (name: keyof typeof fields, maxLength: number): ReactNode => (
    <Input
      value={fields[name]}
      maxLength={maxLength}
      addonBefore={text(`groups.column.${name}`)}
      aria-label={text(`groups.column.${name}`)}
      onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
    />
  );
  return (
    <section className="group-fields">
      {field('city', 20)}
      {field('custodian', 20)}
      {field('note', 300)}
      <div className="act-buttons">
        <Button type="primary" disabled={!isChanged} loading={isRunning} onClick={() => submit(fields)}>
          {text('act.save')}
        </Button>
        <CompanyMark group={group} onSaved={onSaved} />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </section>
  );
}

/** A group of the company's in which no own account is owner or admin: with a reason its members may be read. */
function CompanyMark({ group, onSaved }: GroupFieldsProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [reason, setReason] = useState<string | null>(null);
  const mark = async (given: string | null): Promise<void> => {
    if (await acts.perform('groups.markCompanyRun', { groupId: group.groupId, reason: given })) onSaved();
    setReason(null);
  };
  if (group.isCompanyRun) return <Button onClick={() => void mark(null)}>{text('groups.company-end')}</Button>;
  if (group.role === 'owner' || group.role === 'admin') return null;
  if (reason === null) return <Button onClick={() => setReason('')}>{text('groups.company-mark')}</Button>;
  return (
    <Input.Search
      value={reason}
      maxLength={200}
      placeholder={text('groups.company-reason')}
      enterButton={text('act.save')}
      onChange={(event) => setReason(event.target.value)}
      onSearch={(given) => given.trim() !== '' && void mark(given.trim())}
    />
  );
}
