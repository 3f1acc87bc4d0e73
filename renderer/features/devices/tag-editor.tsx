import { tagMaxLength, tagsMaxCount, type Phone } from '@contract/phones.ts';
import { Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { knownTags } from './known-tags.ts';
import { usePhoneEdits } from './use-phone-edits.ts';

/** Tags in place: known ones are offered, new ones are typed; leaving saves, Escape does not. */
export function TagEditor({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { live } = useConsole();
  const { setTags, stop } = usePhoneEdits(phone.phoneId);
  const [draft, setDraft] = useState<readonly string[]>(phone.tags);
  const [options] = useState(() => knownTags(live.getState().phones).map((tag) => ({ value: tag, label: tag })));
  // Leaving the field first adds what was typed and then blurs, both before the next render.
  const latest = useRef<readonly string[]>(phone.tags);
  const isOver = useRef(false);
  const finish = (act: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  const change = (tags: readonly string[]): void => {
    latest.current = tags.map((tag) => tag.trim().slice(0, tagMaxLength)).filter(Boolean);
    setDraft(latest.current);
  };
  const save = (): void => {
    const hasChanged = latest.current.join('\n') !== phone.tags.join('\n');
    finish(() => (hasChanged ? setTags(latest.current) : stop()));
  };
  return (
    <Select
      mode="tags"
      size="small"
      className="tag-editor"
      autoFocus
      defaultOpen
      aria-label={text('edit.tags')}
      value={[...draft]}
      options={options}
      maxCount={tagsMaxCount}
      tokenSeparators={[' ', ',', '，', '、']}
      onChange={change}
      onBlur={save}
      onInputKeyDown={(event) => {
        if (event.key === 'Escape') finish(stop);
      }}
      popupMatchSelectWidth={false}
    />
  );
}
