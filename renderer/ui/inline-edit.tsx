import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

interface InlineEditProps {
  readonly value: string;
  readonly label: string;
  readonly maxLength: number;
  readonly inputMode?: 'text' | 'numeric';
  readonly onSave: (value: string) => void;
  readonly onCancel: () => void;
}

/** An input in place of a text: Enter or leaving saves, Escape puts the old text back. */
export function InlineEdit({
  value,
  label,
  maxLength,
  inputMode = 'text',
  onSave,
  onCancel,
}: InlineEditProps): ReactNode {
  const [draft, setDraft] = useState(value);
  const isOver = useRef(false);
  const input = useRef<InputRef>(null);
  useEffect(() => input.current?.focus({ cursor: 'all' }), []);
  const finish = (act: () => void): void => {
    // Removing a focused input blurs it: the first of Enter, Escape and blur counts.
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  const save = (): void => finish(() => (draft.trim() === value ? onCancel() : onSave(draft.trim())));
  const handleKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
    if (event.key === 'Escape') finish(onCancel);
  };
  return (
    <Input
      ref={input}
      size="small"
      value={draft}
      aria-label={label}
      maxLength={maxLength}
      inputMode={inputMode}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={handleKey}
      onBlur={save}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
