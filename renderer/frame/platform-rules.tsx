import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { Notice } from '../ui/notice.tsx';

/** Raised when the words change, so that everybody reads the new ones once. */
const noticeVersion = '1';
const storageKey = 'jiqun.platform-rules.read';

/** What the platforms say about automation, in plain words, until it was read once on this computer. */
export function PlatformRules(): ReactNode {
  const { text } = useTexts();
  const [isRead, setIsRead] = useState(() => window.localStorage.getItem(storageKey) === noticeVersion);
  if (isRead) return null;
  const accept = (): void => {
    window.localStorage.setItem(storageKey, noticeVersion);
    setIsRead(true);
  };
  return (
    <Notice
      tone="info"
      title={text('rules.title')}
      actions={
        <Button type="primary" onClick={accept}>
          {text('rules.accept')}
        </Button>
      }
    >
      <ul className="rules-list">
        <li>{text('rules.restrict')}</li>
        <li>{text('rules.no-permit')}</li>
        <li>{text('rules.decide')}</li>
      </ul>
    </Notice>
  );
}
