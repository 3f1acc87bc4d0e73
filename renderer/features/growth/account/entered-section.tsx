import type { AccountDetail } from '@contract/account-plans.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { SupervisorOnly } from '../supervisor-only.tsx';
import type { AccountPart } from './account-part.ts';

type Fact = AccountDetail['entered'][number];

const shownFacts = 10;
const reasonMaxLength = 300;

/** What was entered of the account and may have been a mistake; a supervisor takes it back. */
export function EnteredSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const [open, setOpen] = useState<string | null>(null);
  const facts = part.detail.entered.slice(0, shownFacts);
  if (facts.length === 0) return null;
  return (
    <section className="section-card" data-section="entered">
      <h2>{text('growth.entered')}</h2>
      <p className="text-second">{text('growth.entered-text')}</p>
      <SupervisorOnly supervision={part.supervision}>
        {(isPermitted) => (
          <ul className="growth-entries">
            {facts.map((fact) => {
              const key = `${fact.kind} ${fact.factId}`;
              return (
                <FactLine
                  key={key}
                  part={part}
                  fact={fact}
                  isPermitted={isPermitted}
                  isOpen={open === key}
                  onToggle={() => setOpen(open === key ? null : key)}
                />
              );
            })}
          </ul>
        )}
      </SupervisorOnly>
    </section>
  );
}

interface FactLineProps {
  readonly part: AccountPart;
  readonly fact: Fact;
  readonly isPermitted: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function FactLine({ part, fact, isPermitted, isOpen, onToggle }: FactLineProps): ReactNode {
  const { text, lookUp, language } = useTexts();
  const { kind, factId, what, at, by } = fact;
  const key = { signal: 'growth.signal', restart: 'growth.event', 'sign-off': '' }[kind];
  const name = lookUp(`${key}.${what}`) ?? what;
  return (
    <li data-entered={`${kind} ${factId}`}>
      <span className="growth-entry-head">
        <strong>{text(`growth.entered.${kind}`, { what: name })}</strong>
        <Button type="link" size="small" data-act="withdraw-fact" disabled={!isPermitted} onClick={onToggle}>
          {text('growth.withdraw')}
        </Button>
      </span>
      <span className="text-second">
        {planMomentText(language, at, part.detail.now)} {by}
      </span>
      {isOpen && <Reason part={part} fact={fact} onDone={onToggle} />}
    </li>
  );
}

function Reason({ part, fact, onDone }: Pick<FactLineProps, 'part' | 'fact'> & { onDone: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId } = part.detail.account;
  const { kind, factId } = fact;
  const [reason, setReason] = useState('');
  const { isRunning, fault, submit } = useFormAct<string>(
    (given) => acts.run('accounts.withdrawFact', { accountId, kind, factId, reason: given }),
    () => {
      part.onChanged();
      onDone();
    },
  );
  return (
    <span className="growth-proof">
      <Input
        autoFocus
        size="small"
        data-field="withdraw-reason"
        value={reason}
        maxLength={reasonMaxLength}
        placeholder={text('growth.withdraw-reason')}
        aria-label={text('growth.withdraw-reason')}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        size="small"
        danger
        loading={isRunning}
        disabled={reason.trim() === ''}
        onClick={() => submit(reason.trim())}
      >
        {text('growth.withdraw')}
      </Button>
      {fault !== null && <FaultNotice fault={fault} />}
    </span>
  );
}
