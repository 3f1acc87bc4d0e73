import { EditOutlined } from '@ant-design/icons';
import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { EditedCell } from '../../../stores/ui-store.ts';
import { useConsole, useUi } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ActButtons } from '../act-buttons.tsx';
import { LabelEdit, NumberEdit } from '../name-edits.tsx';
import { modelName } from '../phone-names.ts';
import { TagEditor } from '../tag-editor.tsx';

interface HeaderPartProps {
  readonly phone: Phone;
}

/** Which phone this is, in big digits, and what can be done with it. */
export function DrawerHeader({ phone }: HeaderPartProps): ReactNode {
  const texts = useTexts();
  return (
    <header className="drawer-header">
      <div className="drawer-identity">
        <BigNumber phone={phone} />
        <div className="drawer-names">
          <Label phone={phone} />
          <div className="text-second">{modelName(phone, texts.language) ?? texts.text('phone.model-unread')}</div>
          <Tags phone={phone} />
        </div>
      </div>
      <ActButtons phoneIds={[phone.phoneId]} />
    </header>
  );
}

function useDrawerEdit(phoneId: string, field: EditedCell['field']): [boolean, () => void] {
  const { ui } = useConsole();
  const isEdited = useUi(
    ({ edited }) => edited?.phoneId === phoneId && edited.field === field && edited.place === 'drawer',
  );
  return [isEdited, () => ui.setState({ edited: { phoneId, field, place: 'drawer' } })];
}

function BigNumber({ phone }: HeaderPartProps): ReactNode {
  const { text } = useTexts();
  const [isEdited, edit] = useDrawerEdit(phone.phoneId, 'number');
  if (isEdited) {
    return (
      <span className="drawer-number-edit">
        <NumberEdit phone={phone} />
      </span>
    );
  }
  return (
    <button type="button" className="drawer-number" onClick={edit} title={text('edit.number')}>
      {phone.number ?? text('value.none')}
    </button>
  );
}

function Label({ phone }: HeaderPartProps): ReactNode {
  const { text } = useTexts();
  const [isEdited, edit] = useDrawerEdit(phone.phoneId, 'label');
  if (isEdited) return <LabelEdit phone={phone} />;
  return (
    <div className="drawer-label">
      <span>{phone.label === '' ? text('phone.unlabelled') : phone.label}</span>
      <EditButton title={text('edit.label')} onClick={edit} />
    </div>
  );
}

function Tags({ phone }: HeaderPartProps): ReactNode {
  const { text } = useTexts();
  const [isEdited, edit] = useDrawerEdit(phone.phoneId, 'tags');
  if (isEdited) return <TagEditor phone={phone} />;
  return (
    <div className="drawer-tags">
      {phone.isVirtual && <Badge tone="special">{text('demo.virtual')}</Badge>}
      {!phone.isExpected && <Badge tone="quiet">{text('phone.not-expected')}</Badge>}
      {phone.tags.map((tag) => (
        <Badge key={tag} tone="quiet">
          {tag}
        </Badge>
      ))}
      <EditButton title={text('edit.tags')} onClick={edit} />
    </div>
  );
}

function EditButton({ title, onClick }: { readonly title: string; readonly onClick: () => void }): ReactNode {
  return (
    <Button
      type="text"
      size="small"
      icon={<EditOutlined aria-hidden />}
      aria-label={title}
      title={title}
      onClick={onClick}
    />
  );
}
