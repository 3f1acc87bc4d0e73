import { jobNoteMaxLength } from '@contract/jobs.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useJobActs } from './use-job-acts.ts';

/** A person's word on a row whose result nobody could read. */
export function ReviewForm({ itemId }: { readonly itemId: number }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const [note, setNote] = useState('');
  return (
    <Notice tone="warn" title={text('jobs.review-title')}>
      <div className="review-form">
        <Input
          value={note}
          maxLength={jobNoteMaxLength}
          placeholder={text('jobs.review-note')}
          aria-label={text('jobs.review-note')}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="act-buttons">
          <Button size="small" type="primary" onClick={() => acts.review(itemId, true, note.trim())}>
            {text('jobs.review-done')}
          </Button>
          <Button size="small" onClick={() => acts.review(itemId, false, note.trim())}>
            {text('jobs.review-not-done')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
