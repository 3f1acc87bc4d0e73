import { platformRulesVersion } from '@contract/accounts.ts';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { Notice } from '../ui/notice.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { RuleList } from '../features/accounts/rule-list.tsx';

/**
 * What the platforms say about automation, in plain words, until the operator of the moment says to have read it. Before anybody
 * said who they are it is only put away, and not shown where somebody of this desk has read it: each operator is shown it.
 */
export function PlatformRules(): ReactNode {
  const { text } = useTexts();
  const { acts, rules } = useConsole();
  // Confirmed in the dialog, they need not be shown here any more.
  const isAsking = useStore(rules.store, (state) => state.isAsking);
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? null);
  const [isPutAway, setIsPutAway] = useState(false);
  const input = useMemo(() => ({}), []);
  const { value, askAgain } = useAnswer('rules.state', input, `${operatorId ?? ''} ${isAsking}`);
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
      <RuleList />
    </Notice>
  );
}
