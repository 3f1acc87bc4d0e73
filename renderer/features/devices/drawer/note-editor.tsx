import { noteMaxLength, type Phone } from '@contract/phones.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { usePhoneEdits } from '../use-phone-edits.ts';

/** A free note. Saved by the button; what is typed stays until it is saved or put back. */
export function NoteEditor({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { setNote } = usePhoneEdits(phone.phoneId);
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (draft === null) return;
    setIsSaving(true);
    const isSaved = await setNote(draft);
    setIsSaving(false);
    if (isSaved) setDraft(null);
  };
  return (
    <div className="note-editor">
      <Input.TextArea
        value={draft ?? phone.note}
        aria-label={text('note.title')}
        placeholder={text('note.placeholder')}
        maxLength={noteMaxLength}
        showCount={draft !== null}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => setDraft(event.target.value)}
      />
      {draft !== null && draft !== phone.note && (
        <div className="note-actions">
          <Button type="primary" loading={isSaving} onClick={() => void save()}>
            {text('act.save')}
          </Button>
          <Button onClick={() => setDraft(null)}>{text('act.cancel')}</Button>
        </div>
      )}
    </div>
  );
}
