import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useGrowthVersion, useSupervision } from '../use-growth.ts';
import { AccountHead } from './account-head.tsx';
import type { AccountPart } from './account-part.ts';
import { ActsSection } from './acts-section.tsx';
import { ChecklistSection } from './checklist-section.tsx';
import { EnteredSection } from './entered-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import { HandLogSection } from './hand-log-section.tsx';
import { LooseningsSection } from './loosenings-section.tsx';
import { RestsSection } from './rests-section.tsx';
import { SignalsSection } from './signals-section.tsx';
import { StageSection } from './stage-section.tsx';
import { StandingNotices } from './standing-notices.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** One account: where it stands, what is to be done today, what it may do and until when not, and what happened. */
export function AccountPage({ accountId }: { readonly accountId: string }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const input = useMemo(() => ({ accountId }), [accountId]);
  const { value, fault, isAsking, askAgain } = useAnswer('accounts.detail', input, useGrowthVersion(accountId));
  const supervision = useSupervision();
  const close = (): void => ui.setState({ openAccountId: null });
  useEscape(close);
  return (
    <div className="growth-account" data-account-page={accountId}>
      <Button type="text" size="small" className="growth-back" icon={<ArrowLeftOutlined aria-hidden />} onClick={close}>
        {text('growth.back')}
      </Button>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 10 }} title={false} />}
      {value !== null && <Parts detail={value} supervision={supervision} onChanged={askAgain} />}
    </div>
  );
}

function Parts(part: AccountPart): ReactNode {
  const { isPractice } = part.detail.card;
  return (
    <>
      <AccountHead {...part} />
      <StandingNotices {...part} />
      <div className="growth-parts">
        <div className="growth-parts-side">
          <StageSection {...part} />
          {!isPractice && <ChecklistSection {...part} />}
          <FieldsSection key={part.detail.account.accountId} {...part} />
          <SignalsSection {...part} />
          {!isPractice && <EnteredSection {...part} />}
        </div>
        <div className="growth-parts-side">
          <ActsSection {...part} />
          <LooseningsSection {...part} />
          <RestsSection {...part} />
          <HandLogSection {...part} />
          <TimelineSection {...part} />
        </div>
      </div>
    </>
  );
}

/** Escape goes back to the board, unless a dialog or a field is using it. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const isInField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const isBehind = document.querySelector('.ant-modal-wrap:not([style*="none"]), .ant-select-open') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isInField && !isBehind) close();
    };
    // Before a dialog hears of it: by then it would be gone, and could not be seen any more.
    window.addEventListener('keydown', handle, { capture: true });
    return () => window.removeEventListener('keydown', handle, { capture: true });
  });
}
