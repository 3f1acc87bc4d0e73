import type { CareRow } from '@contract/battery-care.ts';
import { Modal, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';

/** Every look at one phone's battery, newest first. */
export function CareHistory({ row, onClose }: { readonly row: CareRow; readonly onClose: () => void }): ReactNode {
  const { text, language } = useTexts();
  const { phoneId, name, number } = row;
  const input = useMemo(() => ({ phoneId }), [phoneId]);
  const { value, fault, isAsking } = useAnswer('batteryCare.history', input);
  const title = number === null ? name : text('phone.numbered', { number, name });
  return (
    <Modal open width={560} footer={null} title={title} onCancel={onClose}>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
      {value !== null && value.checks.length === 0 && <p className="empty-line">{text('care.never-looked')}</p>}
      <ul className="care-history">
        {value?.checks.map((check) => (
          <li key={check.swellCheckId}>
            <span className="tabular">{fullTimeText(language, check.at)}</span>
            <Badge tone={check.result === 'ok' ? 'good' : 'bad'}>{text(`care.result.${check.result}`)}</Badge>
            <span>{check.operatorName}</span>
            <span className="text-second">{check.note}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
