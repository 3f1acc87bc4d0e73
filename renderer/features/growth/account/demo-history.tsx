import { stageIds, type StageId } from '@contract/plan-ids.ts';
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import type { AccountPart } from './account-part.ts';

/** A history for one virtual account, up to the stage that is chosen. */
export function DemoHistory({ detail: { account }, onChanged }: AccountPart): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [stageId, setStageId] = useState<StageId>('S4');
  const [isWriting, setIsWriting] = useState(false);
  const write = async (): Promise<void> => {
    setIsWriting(true);
    if (await acts.perform('accounts.seedDemo', { accountId: account.accountId, stageId })) onChanged();
    setIsWriting(false);
  };
  return (
    <>
      <Select<StageId>
        aria-label={text('growth.stage')}
        value={stageId}
        options={stageIds.map((value) => ({ value, label: value }))}
        onChange={setStageId}
      />
      <Button loading={isWriting} data-act="demo-history" onClick={() => void write()}>
        {text('growth.demo-act')}
      </Button>
    </>
  );
}
