import { tickWordsMaxLength } from '@contract/account-plans.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { proofText } from '../words/proof-text.ts';

/** What is written with a tick. */
export interface TickWords {
  readonly proof: string | null;
  readonly note: string | null;
}

interface TickFormProps {
  /** What the plan asks for; null: nothing. */
  readonly wanted: string | null;
  readonly isRunning: boolean;
  readonly onGive: (words: TickWords) => void;
  readonly onCancel: () => void;
}

/** The proof that the plan asks for, where it does, and a note of one's own. */
export function TickForm({ wanted, isRunning, onGive, onCancel }: TickFormProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const [proof, setProof] = useState('');
  const [note, setNote] = useState('');
  const isComplete = wanted === null || proof.trim() !== '';
  const give = (): void => {
    if (isComplete) onGive({ proof: proof.trim() || null, note: note.trim() || null });
  };
  return (
    <span className="growth-proof">
      {wanted !== null && (
        <Input
          autoFocus
          size="small"
          data-field="proof"
          value={proof}
          maxLength={tickWordsMaxLength}
          placeholder={proofText(texts, wanted)}
          aria-label={proofText(texts, wanted)}
          onChange={({ target }) => setProof(target.value)}
          onPressEnter={give}
        />
      )}
      <Input.TextArea
        autoFocus={wanted === null}
        size="small"
        data-field="note"
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={note}
        maxLength={tickWordsMaxLength}
        placeholder={text('growth.tick-note')}
        aria-label={text('growth.tick-note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button
        size="small"
        type="primary"
        data-act="give-tick"
        loading={isRunning}
        disabled={!isComplete}
        onClick={give}
      >
        {text('growth.tick')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {text('act.cancel')}
      </Button>
    </span>
  );
}
