import type { Account } from '@contract/accounts.ts';
import { executionModes, type ExecutionMode } from '@contract/automation.ts';
import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';

interface ModeChoiceProps {
  readonly account: Account;
  readonly onChanged: () => void;
}

/** Who touches the messenger of that account; a mode that the console chose by itself says so. */
export function ModeChoice({ account, onChanged }: ModeChoiceProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = async (mode: ExecutionMode): Promise<void> => {
    setIsChoosing(true);
    if (await acts.perform('accounts.setMode', { accountId: account.accountId, mode })) onChanged();
    setIsChoosing(false);
  };
  const by =
    account.mode === null
      ? text('accounts.mode-none')
      : account.modeChosenBy === null
        ? text('accounts.mode-by-console')
        : text('accounts.mode-by', { name: account.modeChosenBy });
  return (
    <>
      <Segmented<ExecutionMode | 'none'>
        size="small"
        disabled={isChoosing}
        aria-label={text('accounts.column.mode')}
        value={account.mode ?? 'none'}
        options={executionModes.map((mode) => ({ value: mode, label: text(`accounts.mode.${mode}`) }))}
        onChange={(mode) => mode !== 'none' && void choose(mode)}
      />
      <div className="text-second">{by}</div>
      {account.isTreeHidden && (
        <div className="tone-warn" data-tree-hidden>
          {text('accounts.tree-hidden')}
        </div>
      )}
    </>
  );
}
