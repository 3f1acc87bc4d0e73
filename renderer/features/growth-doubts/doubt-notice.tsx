import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { DoubtDialog } from './doubt-dialog.tsx';
import { earliestOf } from './doubts.ts';

const noInput = {};

export type Doubts = ProcedureOutput<'accounts.doubts'>;

/** What was said of accounts may be lacking, as after an older backup: they wait until a supervisor answers for each. */
export function DoubtNotice(): ReactNode {
  const { text, lookUp, language } = useTexts();
  const version = useGrowthVersion(null);
  const { value } = useAnswer('accounts.doubts', noInput, version);
  const [isOpen, setIsOpen] = useState(false);
  const [first] = value?.accounts ?? [];
  if (value === null || first === undefined) return null;
  const { now, accounts } = value;
  const fromAt = earliestOf(accounts);
  const from = fromAt === null ? text('doubts.from-start') : planMomentText(language, fromAt, now);
  const why = lookUp(`param.why.${first.why}`);
  return (
    <Notice
      tone="bad"
      title={text('doubts.title', { count: accounts.length })}
      actions={
        <Button data-act="doubts" onClick={() => setIsOpen(true)}>
          {text('doubts.look')}
        </Button>
      }
    >
      <p>{text('doubts.text', { why, from })}</p>
      {isOpen && <DoubtDialog accounts={accounts} from={from} onClose={() => setIsOpen(false)} />}
    </Notice>
  );
}
