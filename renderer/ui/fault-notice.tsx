import type { Fault } from '@contract/outcome.ts';
import type { ReactNode } from 'react';
import { useFaultText } from './use-fault-text.ts';
import { Notice } from './notice.tsx';

interface FaultNoticeProps {
  readonly fault: Fault;
  readonly tone?: 'warn' | 'bad';
  readonly actions?: ReactNode;
}

/** A fault in place: its cause as the title, its cure as the text. */
export function FaultNotice({ fault, tone = 'bad', actions }: FaultNoticeProps): ReactNode {
  const { cause, cure } = useFaultText()(fault);
  return (
    <Notice tone={tone} title={cause} actions={actions}>
      {cure}
    </Notice>
  );
}
