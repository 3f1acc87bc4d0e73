import type { BoardCard } from '@contract/board-card.ts';
import { stageIds, type StageId } from '@contract/plan-ids.ts';
import { Button, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { PhoneName } from '../../groups/phone-name.tsx';
import { spreadOverStages } from './demo-spread.ts';

/** On a virtual desk: histories for its accounts, so that the board can be seen with somebody in every stage. */
export function DemoHistories({ cards }: { readonly cards: readonly BoardCard[] }): ReactNode {
  const { text } = useTexts();
  const isDemo = useLive(({ demo }) => demo.state === 'running');
  const [isOpen, setIsOpen] = useState(false);
  const practising = cards.filter(({ isPractice, phoneId }) => isPractice && phoneId !== null);
  if (!isDemo || practising.length === 0) return null;
  return (
    <>
      <Notice
        tone="info"
        title={text('growth.practice', { count: practising.length })}
        actions={
          <Button data-act="demo-histories" onClick={() => setIsOpen(true)}>
            {text('growth.demo-act')}
          </Button>
        }
      >
        {text('growth.practice-text')}
      </Notice>
      {isOpen && <HistoryDialog cards={practising} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface HistoryDialogProps {
  readonly cards: readonly BoardCard[];
  readonly onClose: () => void;
}

/** Each account with the stage that its history leads to; written one after the other. */
function HistoryDialog({ cards, onClose }: HistoryDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [accounts] = useState(cards);
  // A second try goes on where the first one stopped.
  const [written] = useState(() => new Set<string>());
  const [stages, setStages] = useState(() => spreadOverStages(cards.map(({ accountId }) => accountId)));
  const { isRunning, fault, submit } = useFormAct<ReadonlyMap<string, StageId>>(async (chosen) => {
    for (const [accountId, stageId] of chosen) {
      if (written.has(accountId)) continue;
      const answer = await acts.run('accounts.seedDemo', { accountId, stageId });
      if (!answer.ok) return answer;
      written.add(accountId);
    }
    return { ok: true, value: null };
  }, onClose);
  const choose = (accountId: string, stageId: StageId): void => setStages(new Map(stages).set(accountId, stageId));
  return (
    <Modal
      open
      width={560}
      title={text('growth.demo-title')}
      okText={text('growth.demo-confirm', { count: accounts.length })}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning }}
      onOk={() => submit(stages)}
      onCancel={onClose}
    >
      <p className="text-second">{text('growth.demo-text')}</p>
      <ul className="growth-demo-list">
        {accounts.map(({ accountId, phoneId, nickname }) => (
          <li key={accountId}>
            <PhoneName phoneId={phoneId ?? ''} />
            <span className="text-second">{nickname ?? text('growth.unnamed')}</span>
            <Select<StageId>
              size="small"
              aria-label={text('growth.stage')}
              value={stages.get(accountId) ?? 'S0'}
              options={stageIds.map((stageId) => ({ value: stageId, label: stageId }))}
              onChange={(stageId) => choose(accountId, stageId)}
            />
          </li>
        ))}
      </ul>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
