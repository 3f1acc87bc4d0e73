import { Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';

/** Every account in the column of its stage. */
export function BoardTab(): ReactNode {
  const input = useMemo(() => ({}), []);
  const { value, fault, isAsking } = useAnswer('accounts.board', input);
  return (
    <div className="growth-board">
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
    </div>
  );
}
