import { jobNoteMaxLength, type JobItem } from '@contract/jobs.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { useJobActs } from './use-job-acts.ts';

/** A person's word on a row whose result nobody could read. */
export function ReviewForm({ item: { itemId, after, reads } }: { readonly item: JobItem }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const name = useLive(({ operator }) => operator?.name ?? null);
  const [note, setNote] = useState('');
  const isUnsaid = note.trim() === '';
  return (
    <Notice tone="warn" title={text('jobs.review-title')}>
      <div className="review-form">
        {after !== null && <p>{text('jobs.review-wanted', { after })}</p>}
        {reads !== null && <p>{text('jobs.review-reads', { reads })}</p>}
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 4 }}
          value={note}
          maxLength={jobNoteMaxLength}
          placeholder={text('jobs.review-note')}
          aria-label={text('jobs.review-note')}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="act-buttons">
          <Button
            size="small"
            type="primary"
            disabled={isUnsaid}
            title={isUnsaid ? text('jobs.review-unsaid') : undefined}
            data-act="review-done"
            onClick={() => acts.review(itemId, true, note.trim())}
          >
            {text('jobs.review-done')}
          </Button>
          <Button
            size="small"
            disabled={isUnsaid}
            title={isUnsaid ? text('jobs.review-unsaid') : undefined}
            data-act="review-not-done"
            onClick={() => acts.review(itemId, false, note.trim())}
          >
            {text('jobs.review-not-done')}
          </Button>
        </div>
        <p className="text-second">
          {name === null ? text('jobs.review-nobody') : text('jobs.review-signed', { name })}
        </p>
      </div>
    </Notice>
  );
}
