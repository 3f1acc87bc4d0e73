import { QuestionOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

/** Key caps read the same in every language. */
const shortcuts = [
  ['/', 'shortcut.search'],
  ['↑ ↓ ← →', 'shortcut.move'],
  ['Shift + ↑ ↓', 'shortcut.extend'],
  ['Space', 'shortcut.select'],
  ['Ctrl + A', 'shortcut.select-all'],
  ['Enter', 'shortcut.open'],
  ['F2', 'shortcut.rename'],
  ['Esc', 'shortcut.close'],
] as const;

export function ShortcutHelp(): ReactNode {
  const { text } = useTexts();
  const list = (
    <dl className="shortcuts">
      {shortcuts.map(([keys, meaning]) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{text(meaning)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={text('shortcut.title')} content={list}>
      <Button type="text" icon={<QuestionOutlined aria-hidden />} aria-label={text('shortcut.title')} />
    </Popover>
  );
}
