import { EditOutlined, QuestionCircleFilled } from '@ant-design/icons';
import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useUi } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { LabelEdit, NumberEdit } from './name-edits.tsx';
import { TagEditor } from './tag-editor.tsx';

interface PhoneCellProps {
  readonly phone: Phone;
}

/** The number on the phone's sticker, editable in place; a virtual phone says so. */
export function NumberCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const isEdited = useIsEdited(phone.phoneId, 'number');
  if (isEdited) return <NumberEdit phone={phone} />;
  return (
    <>
      <button type="button" className="cell-number" data-edit="number" tabIndex={-1} title={text('edit.number')}>
        {phone.number ?? text('value.none')}
      </button>
      {phone.isVirtual && <Badge tone="special">{text('demo.virtual')}</Badge>}
    </>
  );
}

/** Label and tags; both editable in place. */
export function LabelCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const isEdited = useIsEdited(phone.phoneId, 'label');
  return (
    <>
      {isEdited ? (
        <LabelEdit phone={phone} />
      ) : (
        <span className="cell-line">
          <span className={phone.label === '' ? 'cell-empty' : 'cell-main'} title={phone.label}>
            {phone.label === '' ? text('phone.unlabelled') : phone.label}
          </span>
          {phone.question !== null && (
            <QuestionCircleFilled className="tone-warn" role="img" aria-label={text('identity.badge')} />
          )}
          <EditButton field="label" title={text('edit.label')} />
        </span>
      )}
      <TagLine phone={phone} />
    </>
  );
}

/** As many as fit the narrowest column; the rest are counted, and named on hover. */
const shownTags = 2;

function TagLine({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const isEdited = useIsEdited(phone.phoneId, 'tags');
  if (isEdited) return <TagEditor phone={phone} />;
  return (
    <span className="cell-line cell-tags" title={phone.tags.join(' · ')}>
      {phone.tags.slice(0, shownTags).map((tag) => (
        <Badge key={tag} tone="quiet">
          {tag}
        </Badge>
      ))}
      {phone.tags.length > shownTags && (
        <Badge tone="quiet">{text('tags.more', { count: phone.tags.length - shownTags })}</Badge>
      )}
      <EditButton field="tags" title={text('edit.tags')} />
    </span>
  );
}

/** The list answers the click: rows are many and carry no listeners of their own. */
function EditButton({ field, title }: { readonly field: 'label' | 'tags'; readonly title: string }): ReactNode {
  return (
    <button type="button" className="cell-edit" data-edit={field} tabIndex={-1} title={title} aria-label={title}>
      <EditOutlined aria-hidden />
    </button>
  );
}

function useIsEdited(phoneId: string, field: 'label' | 'tags' | 'number'): boolean {
  return useUi(({ edited }) => edited?.phoneId === phoneId && edited.field === field && edited.place === 'list');
}
