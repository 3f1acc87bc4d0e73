import { platformRulesVersion } from '@contract/accounts.ts';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { Notice } from '../ui/notice.tsx';
import { useAnswer } from '../ui/use-answer.ts';

/**
 * What the platforms say about automation, in plain words, until the operator of the moment says to have read it. Before anybody
 * said who they are it is only put away, and not shown where somebody of this desk has read it: each operator is shown it.
 */
export function PlatformRules(): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? null);
  const [isPutAway, setIsPutAway] = useState(false);
  const input = useMemo(() => ({}), []);
  const { value, askAgain } = useAnswer('rules.state', input, operatorId);
  const isRead = operatorId === null ? isPutAway || value?.hasReaders === true : value?.acknowledgedAt !== null;
  if (value === null || isRead) return null;
  const accept = async (): Promise<void> => {
    if (operatorId === null) setIsPutAway(true);
    else if (await acts.perform('rules.acknowledge', { version: platformRulesVersion })) askAgain();
  };
  return (
    <Notice
      tone="info"
      title={text('rules.title')}
      actions={
        <Button type="primary" data-act="accept-rules" onClick={() => void accept()}>
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
