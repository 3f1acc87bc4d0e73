import { missingMarks, type MissingPhone, type ShiftCheck } from '@contract/shift.ts';
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { reasonText } from '../../format/reason-text.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { missingPlaceText, whyText } from './missing-place.ts';

const noteMaxLength = 500;

interface MissingTableProps {
  readonly check: ShiftCheck;
  readonly isEditable: boolean;
  readonly onChanged: () => void;
}

/** Who is missing: where it was seen last, why it is away, and what the operator says of it. */
export function MissingTable({ check, isEditable, onChanged }: MissingTableProps): ReactNode {
  const { text } = useTexts();
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th className="cell-right">{text('column.number')}</th>
          <th>{text('shift.phone')}</th>
          <th>{text('shift.last-place')}</th>
          <th>{text('shift.last-seen')}</th>
          <th>{text('shift.why')}</th>
          <th>{text('shift.mark')}</th>
          <th>{text('shift.note')}</th>
        </tr>
      </thead>
      <tbody>
        {check.missing.map((phone) => (
          <MissingRow
            key={phone.phoneId}
            checkId={check.checkId}
            phone={phone}
            isEditable={isEditable}
            onChanged={onChanged}
          />
        ))}
      </tbody>
    </table>
  );
}

interface MissingRowProps extends Omit<MissingTableProps, 'check'> {
  readonly checkId: number;
  readonly phone: MissingPhone;
}

function MissingRow({ checkId, phone, isEditable, onChanged }: MissingRowProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui, selection } = useConsole();
  const show = (): void => {
    selection.setState({ cursorId: phone.phoneId });
    ui.setState({ page: 'devices', openPhoneId: phone.phoneId, drawerTab: 'overview' });
  };
  return (
    <tr data-missing-id={phone.phoneId}>
      <td className="cell-right">
        <strong className="tabular">{phone.number ?? text('value.none')}</strong>
      </td>
      <td>
        <button type="button" className="link-button" onClick={show}>
          {phone.name}
        </button>{' '}
        {!phone.wasMissing && <Badge tone="bad">{text('shift.new')}</Badge>}
      </td>
      <td>{missingPlaceText(phone, texts)}</td>
      <td>{phone.lastSeenAt === null ? text('value.none') : <Age at={phone.lastSeenAt} />}</td>
      <td title={reasonText(texts, phone, { part: 'cause', host: missingPlaceText(phone, texts) })}>
        <StateIcon state={phone.state} /> {whyText(phone, texts)}
      </td>
      <MarkCells checkId={checkId} phone={phone} isEditable={isEditable} onChanged={onChanged} />
    </tr>
  );
}

function MarkCells({ checkId, phone, isEditable, onChanged }: MissingRowProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [note, setNote] = useState(phone.note);
  const save = async (change: Partial<Pick<MissingPhone, 'mark' | 'note'>>): Promise<void> => {
    const { phoneId, mark } = phone;
    if (await acts.perform('shift.mark', { checkId, phoneId, mark, note, ...change })) onChanged();
  };
  if (!isEditable) {
    return (
      <>
        <td>{phone.mark === null ? text('value.none') : text(`shift.mark.${phone.mark}`)}</td>
        <td>{phone.note}</td>
      </>
    );
  }
  return (
    <>
      <td className="cell-mark">
        <Select
          value={phone.mark}
          options={missingMarks.map((value) => ({ value, label: text(`shift.mark.${value}`) }))}
          placeholder={text('shift.mark-none')}
          aria-label={text('shift.mark')}
          allowClear
          size="small"
          onChange={(mark) => void save({ mark: mark ?? null })}
        />
      </td>
      <td className="cell-note">
        <Input
          size="small"
          value={note}
          maxLength={noteMaxLength}
          aria-label={text('shift.note')}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={(event) => event.currentTarget.blur()}
          onBlur={() => note !== phone.note && void save({})}
        />
      </td>
    </>
  );
}
