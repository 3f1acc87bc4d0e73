import { SafetyCertificateOutlined, ToolOutlined } from '@ant-design/icons';
import type { Phone } from '@contract/phones.ts';
import type { PhonePreparation } from '@contract/preparation.ts';
import { Button, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { CheckItem } from './check-item.tsx';
import { FixPreview } from './fix-preview.tsx';
import { countStates } from './preparation-filter.ts';
import { useLoadedPreparation, usePreparation } from './use-preparation.ts';

/** One phone's checklist: every check with its value, how it was read, and what to do. */
export function PreparationTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  useLoadedPreparation();
  const { phoneId } = phone;
  const input = useMemo(() => ({ phoneId }), [phoneId]);
  const line = usePreparation((state) => state.lines.get(phoneId));
  const isRunning = usePreparation(({ run }) => run !== null && run.endedAt === null);
  const { value, fault, isAsking } = useAnswer('preparation.phone', input, line?.checkedAt ?? null);
  const [isPreviewing, setPreviewing] = useState(false);
  const ids = useMemo(() => [phoneId], [phoneId]);
  const list = value?.preparation ?? null;
  const toFix = list === null ? 0 : countStates(list).toFix;
  return (
    <section className="section">
      <div className="section-head">
        <Button
          icon={<SafetyCertificateOutlined aria-hidden />}
          disabled={isRunning}
          onClick={() => void preparation.check(ids)}
        >
          {text('preparation.check-phone')}
        </Button>
        {toFix > 0 && (
          <Button
            type="primary"
            icon={<ToolOutlined aria-hidden />}
            disabled={isRunning}
            onClick={() => setPreviewing(true)}
          >
            {text('preparation.fix-phone', { count: toFix })}
          </Button>
        )}
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {value !== null && list === null && <p className="empty-line">{text('preparation.never-text')}</p>}
      {list !== null && <Checklist list={list} />}
      {isPreviewing && <FixPreview phoneIds={ids} onClose={() => setPreviewing(false)} />}
    </section>
  );
}

const urgency = ['to-fix', 'hand', 'unknown', 'ok', 'not-applicable'] as const;

function Checklist({ list }: { readonly list: PhonePreparation }): ReactNode {
  const { text } = useTexts();
  const ordered = list.checks.toSorted((left, right) => urgency.indexOf(left.state) - urgency.indexOf(right.state));
  return (
    <>
      <div className="meta-line">
        <span>{text('preparation.summary', countStates(list))}</span>
        <span>
          {text('preparation.checked')} <Age at={list.checkedAt} />
        </span>
      </div>
      {list.fault !== null && <FaultNotice fault={list.fault} tone="warn" />}
      <ul className="check-items">
        {ordered.map((check) => (
          <CheckItem key={check.stepId} check={check} list={list} />
        ))}
      </ul>
    </>
  );
}
